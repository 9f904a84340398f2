import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isAlive } from './is-alive.js';

/** Where files of cases lie while they are worked on: nobody else may read them, and none outlives its work. */
export class WorkFolder {
  readonly #folder: string;

  /** @param data The data directory. */
  constructor(data: string) {
    this.#folder = join(data, 'work');
  }

  /** A place for the files of one piece of work, whose asker removes it. */
  async open(): Promise<WorkPlace> {
    const folder = join(this.#folder, `${hostname()}.${process.pid}.${randomUUID()}`);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return {
      folder,
      path: (name) => join(folder, name),
      remove: () => rm(folder, { recursive: true, force: true }),
    };
  }

  /** Runs work with a place, and takes it away whatever comes of it. */
  async within<Result>(work: (place: WorkPlace) => Promise<Result>): Promise<Result> {
    const place = await this.open();
    try {
      return await work(place);
    } finally {
      await place.remove();
    }
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

/** A place for files. */
export interface WorkPlace {
  readonly folder: string;
  path(name: string): string;
  remove(): Promise<void>;
}
