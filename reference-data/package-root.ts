import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

let found: string | undefined;

/**
 * The folder of this package. Compiled code runs from `dist/` while the CSV tables stay in `reference-data/`, so data files are found
 * from here and not from the module that reads them.
 */
export function packageRoot(): string {
  found ??= folderAbove(import.meta.url, isPackage, 'the package.json of dianzhi');
  return found;
}

function isPackage(folder: string): boolean {
  const file = join(folder, 'package.json');
  return existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as { name?: unknown }).name === 'dianzhi';
}

/** The nearest folder above a module that is the one that is looked for. @param url Of the module. @throws Error that names `what` */
export function folderAbove(url: string, isIt: (folder: string) => boolean, what: string): string {
  let folder = dirname(fileURLToPath(url));
  while (!isIt(folder)) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`${what}: in no folder above ${url}`);
    folder = parent;
  }
  return folder;
}
