import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from '../reference-data/index.js';

/**
 * Where a module that a thread runs lies. Threads load JavaScript: the sources, as tests run them, find what was built of them.
 *
 * @param module From this folder on: `batch/chunk-worker.js`.
 */
export function threadModule(module: string): string {
  const beside = join(dirname(fileURLToPath(import.meta.url)), module);
  return existsSync(beside) ? beside : join(packageRoot(), 'dist', 'server', module);
}
