import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** The slow kinds of test: killed processes, fuzzing, large files. */
export default defineConfig({
  test: {
    include: ['test/slow/**/*.test.ts'],
    // One of them waits a minute for time limits, and others wait for processes.
    maxWorkers: availableParallelism() + 1,
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
