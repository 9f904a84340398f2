import { defineConfig } from 'vitest/config';

/** The slow kinds of test: killed processes, fuzzing, large files. */
export default defineConfig({
  test: { include: ['test/slow/**/*.test.ts'], maxWorkers: '100%', testTimeout: 300_000, hookTimeout: 300_000 },
});
