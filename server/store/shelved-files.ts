import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';

/** A file of an item, by which it is known again. */
export interface ShelvedFile {
  /** Its path inside the item, with `/` on every system. */
  readonly name: string;
  readonly sha256: string;
}

/** What an item holds: one file by its name, or a folder. */
export interface ItemFiles {
  readonly isFolder: boolean;
  readonly files: readonly ShelvedFile[];
}

/** Lists what lies at a path, the same wherever and whenever it lay there. Links and devices are nothing that could be kept. */
export async function filesAt(path: string): Promise<ItemFiles> {
  if (!(await stat(path)).isDirectory())
    return { isFolder: false, files: [{ name: basename(path), sha256: await sha256Of(path) }] };
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(path, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .sort();
  const files: ShelvedFile[] = [];
  for (const name of names) files.push({ name, sha256: await sha256Of(join(path, name)) });
  return { isFolder: true, files };
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(path)) hash.update(bytes as Buffer);
  return hash.digest('hex');
}
