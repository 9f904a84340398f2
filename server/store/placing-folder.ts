import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isAlive } from '../is-alive.js';
import { StoreError } from './errors.js';
import type { ItemFiles } from './shelved-files.js';

/** The folder of a data directory where items lie, each complete or not at all, however many processes write there. */
export class PlacingFolder {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** @returns Where an item lies; undefined where it does not. */
  async find(id: string): Promise<string | undefined> {
    const path = join(this.#path, id);
    const names = await readdir(path).catch(absent);
    return names?.[0] === undefined ? undefined : join(path, names[0]);
  }

  /** Writes an item beside its place and moves it there when it is complete. @throws STORE_SHELF_DAMAGED */
  async write(id: string, { isFolder, files }: ItemFiles, bytesOf: (file: number) => AsyncIterable<Uint8Array>): Promise<string> {
    const working = join(this.#path, `${id}.${process.pid}.${randomUUID()}.partial`);
    const root = isFolder ? join(working, FOLDER) : working;
    await mkdir(root, { recursive: true });
    try {
      for (const [at, { name, sha256 }] of files.entries()) {
        if ((await writeFile(join(root, name), bytesOf(at))) !== sha256) throw new StoreError('STORE_SHELF_DAMAGED', { id });
      }
      // Where another process was faster, its copy is as good.
      await rename(working, join(this.#path, id)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
      });
    } finally {
      await rm(working, { recursive: true, force: true });
    }
    return (await this.find(id))!;
  }

  /** What lies here. What killed processes left half-way is removed. */
  async placed(): Promise<readonly string[]> {
    const ids: string[] = [];
    for (const name of (await readdir(this.#path).catch(absent)) ?? []) {
      const [, pid] = /\.(\d+)\.[\da-f-]+\.partial$/.exec(name) ?? [];
      if (pid === undefined) ids.push(name);
      // What bears this process's own number was left by an earlier one: it has placed nothing yet.
      else if (Number(pid) === process.pid || !isAlive(Number(pid)))
        await rm(join(this.#path, name), { recursive: true, force: true });
    }
    return ids;
  }

  async remove(id: string): Promise<void> {
    await rm(join(this.#path, id), { recursive: true, force: true });
  }
}

/** Name of what was put as a folder, inside the place of its item. */
const FOLDER = 'folder';

async function writeFile(path: string, pieces: AsyncIterable<Uint8Array>): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  const hash = createHash('sha256');
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const bytes of pieces) {
      hash.update(bytes);
      await file.writeFile(bytes);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
