import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../is-alive.js';

/** Where uploads lie until they stand in the database: as they came in, so nobody else may read them and none outlives its request. */
export class UploadFolder {
  readonly #folder: string;

  /** @param data The data directory. */
  constructor(data: string) {
    this.#folder = join(data, 'uploads');
  }

  /** Makes a place for one upload. */
  async open(): Promise<UploadPlace> {
    const folder = join(this.#folder, `${hostname()}.${process.pid}.${randomUUID()}`);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return {
      path: (name) => join(folder, name),
      remove: () => rm(folder, { recursive: true, force: true }),
    };
  }

  /** Removes what processes of this machine that are gone have left. */
  async sweep(): Promise<void> {
    for (const name of await readdir(this.#folder).catch(() => [])) {
      const [, host, pid] = /^(.*)\.(\d+)\.[^.]+$/.exec(name) ?? [];
      if (host !== hostname() || (Number(pid) !== process.pid && isAlive(Number(pid)))) continue;
      await rm(join(this.#folder, name), { recursive: true, force: true });
    }
  }
}

/** A place for the files of one upload. */
export interface UploadPlace {
  path(name: string): string;
  remove(): Promise<void>;
}
