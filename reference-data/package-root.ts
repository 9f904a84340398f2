import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

let found: string | undefined;

/**
 * The folder of this package. Compiled code runs from `dist/` while the CSV tables stay in `reference-data/`, so data files are found
 * from here and not from the module that reads them.
 */
export function packageRoot(): string {
  found ??= findFrom(dirname(fileURLToPath(import.meta.url)));
  return found;
}

function findFrom(folder: string): string {
  const file = join(folder, 'package.json');
  if (existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as { name?: unknown }).name === 'dianzhi') return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('the package.json of dianzhi stands above its modules');
  return findFrom(parent);
}
