import { sql } from 'kysely';
import type { Documents } from '../documents/index.js';
import type { JobContext } from '../jobs/index.js';
import { runInThread } from '../run-in-thread.js';
import { SYSTEM, type Store, type Unit } from '../store/index.js';
import type { ChunkPayload } from './batch-chunks.js';
import type { AskedBatch } from './batch-wish.js';
import { startWork, type BatchWork, type WorkQuestion } from './batch-work.js';
import type { ChunkPools } from './chunk-pools.js';
import { BatchesError } from './errors.js';
import { openLayout, type KeptLayout } from './kept-layout.js';
import { placeNamed } from './named-documents.js';

/** What answering chunks takes. */
export interface AnsweringParts {
  readonly store: Pick<Store, 'unit'>;
  readonly pools: ChunkPools;
  readonly documents: Pick<Documents, 'open'>;
  /** Data directory of schemes and weights. */
  readonly data: string;
  /** Threads for the batch under way; 1 or more. */
  readonly threads: number;
}

/** A chunk that waits for its answer. */
interface TakenChunk {
  readonly batch: string;
  readonly asked: AskedBatch;
  readonly columns: readonly string[];
  readonly layout: KeptLayout;
  /** Rows of the table of cases, as the database copies them out. */
  readonly rows: SharedArrayBuffer;
}

/**
 * Answers the cases of a chunk. Its results, its mark and the end of its job stand together, so that a chunk that is worked on twice has an
 * effect once; the last chunk ends the batch.
 */
export async function answerChunk(
  { batch, chunk }: ChunkPayload,
  job: Pick<JobContext, 'signal' | 'finish'>,
  parts: AnsweringParts,
): Promise<void> {
  const { store, pools, documents, data, threads } = parts;
  const taken = await store.unit(SYSTEM, (unit) => takeChunk(unit, batch, chunk));
  if (taken === undefined) return;
  const start = async () => {
    const { wish, policyId, edition } = taken.asked;
    const policy = await placeNamed(documents, SYSTEM, { ...wish, policy: policyId });
    const question: WorkQuestion = { wish, data, policyPath: policy?.path, columns: taken.columns };
    const work = await runInThread<WorkQuestion, BatchWork>('batches/work-thread.js', question);
    if (work.edition !== edition) throw new BatchesError('BATCHES_EDITION_CHANGED');
    return startWork(work, openLayout(batch, taken.layout), threads);
  };
  const slot = { input: taken.rows, output: new SharedArrayBuffer(taken.rows.byteLength * 2) };
  const task = { slot, length: taken.rows.byteLength, bytesToEnd: Infinity, isPassedOver: false, number: chunk };
  const { length, spilled } = await pools.answer(batch, start, task);
  job.signal.throwIfAborted();
  const results = spilled ?? new Uint8Array(slot.output, 0, length);
  await store
    .unit(SYSTEM, async (unit) => {
      await job.finish(unit);
      await keepResults(unit, batch, chunk, results);
    })
    .catch((error: unknown) => {
      if (!(error instanceof BatchGone)) throw error;
    });
}

/** Somebody removed the batch meanwhile: its results are nobody's. */
class BatchGone extends Error {}

/** @returns undefined where nothing is to be done any more. */
async function takeChunk(unit: Unit, batch: string, chunk: number): Promise<TakenChunk | undefined> {
  const { db } = unit;
  const row = await db
    .selectFrom('batch')
    .innerJoin('batch_chunk', 'batch_chunk.batch', 'batch.id')
    .select(['state', 'asked', 'layout', 'columns'])
    .where('id', '=', batch)
    .where('chunk', '=', chunk)
    .where('is_done', '=', false)
    .where('state', 'in', ['queued', 'running'])
    .executeTakeFirst();
  if (row === undefined) return undefined;
  if (row.state === 'queued')
    await db.updateTable('batch').set({ state: 'running' }).where('id', '=', batch).where('state', '=', 'queued').execute();
  const query = db
    .selectFrom('batch_case')
    .select(['place', 'hospital', 'record'])
    .where('batch', '=', batch)
    .where('chunk', '=', chunk)
    .orderBy('place');
  const rows = await shared(unit.copyOut(query.compile()));
  return {
    batch,
    asked: JSON.parse(row.asked) as AskedBatch,
    columns: JSON.parse(row.columns) as readonly string[],
    layout: JSON.parse(row.layout) as KeptLayout,
    rows,
  };
}

async function shared(pieces: AsyncIterable<Uint8Array>): Promise<SharedArrayBuffer> {
  const all: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    all.push(piece);
    length += piece.length;
  }
  const memory = new SharedArrayBuffer(length);
  const bytes = new Uint8Array(memory);
  let at = 0;
  for (const piece of all) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return memory;
}

async function keepResults(unit: Unit, batch: string, chunk: number, results: Uint8Array): Promise<void> {
  const { db } = unit;
  const columns = ['batch', 'chunk', 'place', 'hospital', 'line', 'status'] as const;
  await unit.copyIn({ table: 'batch_result', columns, among: { batch, chunk } }, inPieces(results));
  await db.updateTable('batch_chunk').set({ is_done: true }).where('batch', '=', batch).where('chunk', '=', chunk).execute();
  // Chunks of a batch pass here one after another: the last one sees that it is the last.
  const row = await db.selectFrom('batch').select('state').where('id', '=', batch).forUpdate().executeTakeFirst();
  if (row === undefined) throw new BatchGone();
  const left = await db
    .selectFrom('batch_chunk')
    .select('chunk')
    .where('batch', '=', batch)
    .where('is_done', '=', false)
    .limit(1)
    .executeTakeFirst();
  if (left === undefined && row.state === 'running') await endBatch(unit, batch);
}

/** Unit: bytes. */
const PIECE = 256 * 1024;

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  // The driver takes no shared memory.
  for (let at = 0; at < bytes.length; at += PIECE) yield Buffer.from(bytes.subarray(at, at + PIECE));
}

async function endBatch({ db }: Unit, batch: string): Promise<void> {
  // Materialized: a planner that takes the batch for one of few hospitals would count all results again for each of them.
  await sql`
    with counted as materialized (
      select hospital, jsonb_object_agg(status, cases)::text as counts
      from (select hospital, status, count(*) as cases from batch_result where batch = ${batch} group by hospital, status) one
      group by hospital
    )
    update batch_hospital set counts = counted.counts from counted
    where batch_hospital.batch = ${batch} and batch_hospital.hospital = counted.hospital`.execute(db);
  await db.updateTable('batch').set({ state: 'done', finished_at: new Date() }).where('id', '=', batch).execute();
}
