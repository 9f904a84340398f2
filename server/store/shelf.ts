import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import { StoreError } from './errors.js';
import type { Store } from './open-store.js';
import { PlacingFolder } from './placing-folder.js';
import { SYSTEM } from './scope.js';
import { filesAt, type ItemFiles } from './shelved-files.js';
import type { Unit } from './unit.js';

const pack = promisify(deflateRaw);
const unpack = promisify(inflateRaw);

/** Unit: bytes. */
const PIECE = 1024 * 1024;
/** The quickest: tables of cases become a sixth of their size all the same. */
const EFFORT = { level: 1 };

/**
 * Files and folders that never change, kept in the database, so that every process has them: each under the hash of what is in it, and
 * placed in a process's data directory when it is first asked for.
 */
export class Shelf {
  readonly #store: Store;
  readonly #folder: PlacingFolder;
  readonly #placing = new Map<string, Promise<string>>();

  /** @param data The data directory; its processes share what is placed there. */
  constructor(store: Store, data: string) {
    this.#store = store;
    this.#folder = new PlacingFolder(join(data, 'shelf'));
  }

  /**
   * Puts the file or folder at a path on the shelf, together with the change of the unit. What stands there already is not put again.
   *
   * @returns The item's identifier. A table that keeps it refers to `shelf_item`.
   */
  async put({ db }: Unit, path: string): Promise<string> {
    const held = await filesAt(path);
    const files = JSON.stringify(held);
    const id = hashOf(files);
    // No conflict is named, so that who puts a thing need not be allowed to see it.
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('shelf_item')
      .values({ id, files })
      .onConflict((same) => same.doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 1n) {
      for (const [at, { name, sha256 }] of held.files.entries()) {
        const hash = createHash('sha256');
        let piece = 0;
        for await (const bytes of createReadStream(held.isFolder ? join(path, name) : path, { highWaterMark: PIECE })) {
          hash.update(bytes as Buffer);
          const packed = await pack(bytes as Buffer, EFFORT);
          await db.insertInto('shelf_piece').values({ item: id, file: at, piece, bytes: packed }).execute();
          piece += 1;
        }
        if (hash.digest('hex') !== sha256) throw new StoreError('STORE_FILE_CHANGED', { path: name });
      }
    }
    return id;
  }

  /**
   * Gives an item its place in the data directory, held against its hash when it is written there.
   *
   * @returns The path of the file, under its own name, or of the folder. What lies there is only read.
   * @throws STORE_SHELF_UNKNOWN, STORE_SHELF_DAMAGED, and what the disk says
   */
  place(id: string): Promise<string> {
    const placing = this.#placing.get(id) ?? this.#place(id).finally(() => this.#placing.delete(id));
    this.#placing.set(id, placing);
    return placing;
  }

  /** Clears the data directory of what the database does not have, and of what killed processes left half-way. Once, when a process starts. */
  async tidy(): Promise<void> {
    const placed = await this.#folder.placed();
    if (placed.length === 0) return;
    const kept = await this.#store.unit(SYSTEM, ({ db }) =>
      db.selectFrom('shelf_item').select('id').where('id', 'in', placed).execute(),
    );
    const ids = new Set(kept.map(({ id }) => id));
    for (const id of placed) if (!ids.has(id)) await this.#folder.remove(id);
  }

  async #place(id: string): Promise<string> {
    return (await this.#folder.find(id)) ?? this.#folder.write(id, await this.#filesOf(id), (file) => this.#bytesOf(id, file));
  }

  async #filesOf(id: string): Promise<ItemFiles> {
    const row = await this.#store.unit(SYSTEM, ({ db }) =>
      db.selectFrom('shelf_item').select('files').where('id', '=', id).executeTakeFirst(),
    );
    if (row === undefined) throw new StoreError('STORE_SHELF_UNKNOWN', { id });
    if (hashOf(row.files) !== id) throw new StoreError('STORE_SHELF_DAMAGED', { id });
    return JSON.parse(row.files) as ItemFiles;
  }

  /** The bytes of a file. No transaction stays open while they are written, since an item never changes. */
  async *#bytesOf(id: string, file: number): AsyncGenerator<Uint8Array> {
    for (let piece = 0; ; piece += 1) {
      const row = await this.#store.unit(SYSTEM, ({ db }) =>
        db
          .selectFrom('shelf_piece')
          .select('bytes')
          .where('item', '=', id)
          .where('file', '=', file)
          .where('piece', '=', piece)
          .executeTakeFirst(),
      );
      if (row === undefined) return;
      yield await unpack(row.bytes).catch((cause: Error) => {
        throw new StoreError('STORE_SHELF_DAMAGED', { id }, { cause });
      });
    }
  }
}

const hashOf = (files: string): string => createHash('sha256').update(files).digest('hex');
