import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../reference-data/index.js';
import { programFolder } from './program-folder.js';

/**
 * Where a module that a thread runs lies. Threads load JavaScript: the sources, as tests run them, find what was built of them.
 *
 * @param module From this folder on: `batch/chunk-worker.js`.
 */
export function threadModule(module: string): string {
  const compiled = join(programFolder(), 'server', module);
  return existsSync(compiled) ? compiled : join(packageRoot(), 'dist', 'server', module);
}
