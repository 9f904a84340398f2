import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

let found: string | undefined;

/**
 * The folder of the code that runs, in which `grouper`, `pricing` and `server` lie: that of the sources, or of what was compiled of them.
 * Found from above, since what is compiled is put together in other files.
 */
export function programFolder(): string {
  found ??= findFrom(dirname(fileURLToPath(import.meta.url)));
  return found;
}

function findFrom(folder: string): string {
  if (existsSync(join(folder, 'grouper')) && existsSync(join(folder, 'server'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('the code of dianzhi lies in a folder with grouper and server');
  return findFrom(parent);
}
