import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { folderAbove } from '../reference-data/index.js';

let found: string | undefined;

/**
 * The folder of the code that runs, in which `grouper`, `pricing` and `server` lie: that of the sources, or of what was compiled of them.
 * Found from above, since what is compiled is put together in other files.
 */
export function programFolder(): string {
  found ??= folderAbove(import.meta.url, holdsProgram, 'the code of dianzhi');
  return found;
}

const holdsProgram = (folder: string): boolean => ['grouper', 'server'].every((name) => existsSync(join(folder, name)));
