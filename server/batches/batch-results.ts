import { unescapedField } from '../batch/copy-text.js';
import type { ResultFormat } from '../grouping/result-rows.js';
import type { Scope, Store, Unit } from '../store/index.js';
import type { AskedBatch } from './batch-wish.js';
import { BatchesError } from './errors.js';
import { ownRows, rowOf } from './find-batches.js';

/** Results that can be downloaded. */
export interface BatchResults {
  readonly format: ResultFormat;
  /** Name of the file that was uploaded. */
  readonly name: string;
  /** First line; empty where there is none. */
  readonly header: string;
  readonly batch: string;
  readonly chunks: number;
  /** Cases that the scope sees. */
  readonly rows: number;
}

/** @throws BATCHES_NOT_DONE, and BATCHES_UNKNOWN where there is none that the scope sees */
export async function findResults(unit: Unit, id: string): Promise<BatchResults> {
  const row = await rowOf(unit, id);
  if (row.state !== 'done') throw new BatchesError('BATCHES_NOT_DONE', { batch: id, state: row.state });
  const { rows } = await ownRows(unit.db.selectFrom('batch_hospital'), unit.scope)
    .select(({ fn }) => fn.sum<string | null>('rows').as('rows'))
    .where('batch', '=', row.id)
    .executeTakeFirstOrThrow();
  const { wish } = JSON.parse(row.asked) as AskedBatch;
  return {
    format: wish.resultFormat,
    name: row.name,
    header: row.header,
    batch: row.id,
    chunks: row.chunks,
    rows: Number(rows ?? 0),
  };
}

/**
 * The lines of the results in the order of the file, header first: what the command line writes of the same file, and of a hospital in
 * somebody else's batch its own lines of it. Each chunk is read by itself, so that whoever takes them slowly holds nothing.
 *
 * @throws BATCHES_UNKNOWN where the batch was removed meanwhile: part of the lines would look like all of them
 */
export async function* resultLines(store: Pick<Store, 'unit'>, scope: Scope, results: BatchResults): AsyncGenerator<Uint8Array> {
  if (results.header !== '') yield Buffer.from(results.header);
  for (let chunk = 0; chunk < results.chunks; chunk++) {
    const lines = await store.unit(scope, (unit) => linesOf(unit, results.batch, chunk));
    if (lines.length > 0) yield lines;
  }
  await store.unit(scope, (unit) => rowOf(unit, results.batch));
}

/** The same of a batch by its identifier: a file that commands read. @throws as `findResults` */
export async function* resultFile(store: Pick<Store, 'unit'>, scope: Scope, id: string): AsyncGenerator<Uint8Array> {
  yield* resultLines(store, scope, await store.unit(scope, (unit) => findResults(unit, id)));
}

async function linesOf(unit: Unit, batch: string, chunk: number): Promise<Uint8Array> {
  const query = ownRows(unit.db.selectFrom('batch_result'), unit.scope)
    .select('line')
    .where('batch', '=', batch)
    .where('chunk', '=', chunk)
    .orderBy('place');
  const pieces: Uint8Array[] = [];
  for await (const piece of unit.copyOut(query.compile())) pieces.push(piece);
  const copied = Buffer.concat(pieces);
  // Nearly all lines stand as they are.
  return copied.includes('\\') ? Buffer.from(unescapedField(copied.toString('utf8'))) : copied;
}
