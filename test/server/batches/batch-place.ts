// Batches over a database of their own, without the frame of HTTP.
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { answerChunk } from '../../../server/batches/answer-chunk.js';
import {
  Batches,
  BATCH_CHUNK,
  findBatch,
  findResults,
  resultLines,
  type BatchWish,
  type SeenBatch,
} from '../../../server/batches/index.js';
import { ChunkPools } from '../../../server/batches/chunk-pools.js';
import { Documents } from '../../../server/documents/index.js';
import { Jobs } from '../../../server/jobs/index.js';
import { Shelf, type Scope, type Store } from '../../../server/store/index.js';
import { WorkFolder } from '../../../server/work-folder.js';

export const WISH: BatchWish = {
  kind: 'group',
  schemeId: 'tiny',
  purpose: 'settlement',
  firstStay: false,
  resultFormat: 'csv',
};

const NOBODY_LEAVES = new AbortController().signal;

export class BatchPlace {
  readonly store: Store;
  readonly batches: Batches;
  readonly data: string;
  readonly documents: Documents;
  readonly #jobs: Jobs;
  readonly #pools = new ChunkPools();

  private constructor(store: Store, jobs: Jobs, data: string) {
    this.store = store;
    this.data = data;
    this.#jobs = jobs;
    // A few cases make a chunk.
    this.documents = new Documents(store, new Shelf(store, data), data);
    this.batches = new Batches({
      store,
      jobs,
      folder: new WorkFolder(data),
      documents: this.documents,
      data,
      threads: 1,
      chunkSize: 400,
    });
  }

  /** @param data Data directory with the tiny scheme. */
  static async open(store: Store, data: string): Promise<BatchPlace> {
    return new BatchPlace(store, await Jobs.open(store, [BATCH_CHUNK], () => {}), data);
  }

  async close(): Promise<void> {
    await this.#jobs.stop(0);
    await this.#pools.close();
    await this.batches.close();
    await this.store.close();
  }

  /** Uploads a file. @returns Number of the batch */
  async upload(
    content: string | Buffer,
    scope: Scope,
    { again = true, name = 'cases.csv', signal = NOBODY_LEAVES, ...wish }: Partial<BatchWish> & UploadOptions = {},
  ): Promise<string> {
    const sent = { bytes: inPieces(Buffer.from(content)), name, scope, signal, again, wish: { ...WISH, ...wish } };
    const received = await this.batches.receive(sent);
    try {
      await this.store.unit(scope, (unit) => this.batches.keep(unit, received));
    } finally {
      await received.close();
    }
    return received.batch;
  }

  /** Answers one chunk, as a job of the queue does. */
  async answer(batch: string, chunk: number): Promise<void> {
    const { store, documents, data } = this;
    const job = { signal: NOBODY_LEAVES, finish: async () => {} };
    await answerChunk({ batch, chunk }, job, { store, documents, data, pools: this.#pools, threads: 1 });
  }

  see(id: string, scope: Scope): Promise<SeenBatch> {
    return this.store.unit(scope, (unit) => findBatch(unit, id));
  }

  /** Waits until a batch is over. */
  async ended(id: string, scope: Scope): Promise<SeenBatch> {
    for (;;) {
      const batch = await this.see(id, scope);
      if (batch.state !== 'queued' && batch.state !== 'running') return batch;
      await sleep(50);
    }
  }

  /** What whoever downloads the results is sent. */
  async download(id: string, scope: Scope): Promise<string> {
    const results = await this.store.unit(scope, (unit) => findResults(unit, id));
    const pieces: Uint8Array[] = [];
    for await (const piece of resultLines(this.store, scope, results)) pieces.push(piece);
    return Buffer.concat(pieces).toString('utf8');
  }

  /** Everything that stands in the database, as text. */
  async everything(): Promise<string> {
    const { rows } = await sql<{ schema: string; name: string }>`
      select table_schema as schema, table_name as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
        and table_schema like current_schema() || '%'`.execute(this.store.owner);
    const tables: string[] = [];
    for (const { schema, name } of rows) {
      const found = await this.store.owner.transaction().execute(async (transaction) => {
        await sql`select set_config('dianzhi.role', 'system', true)`.execute(transaction);
        return sql<{ row: string }>`select one::text as row from ${sql.table(`${schema}.${name}`)} one`.execute(transaction);
      });
      tables.push(`${name}\n${found.rows.map(({ row }) => row).join('\n')}`);
    }
    return tables.join('\n');
  }
}

interface UploadOptions {
  readonly again?: boolean;
  readonly name?: string;
  readonly signal?: AbortSignal;
}

async function* inPieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
}
