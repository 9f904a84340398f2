import { sql, type Selectable } from 'kysely';
import type { Failure } from '../jobs/index.js';
import type { BatchRow, Unit } from '../store/index.js';
import { BatchesError } from './errors.js';
import { isOwn, rowOf } from './find-batches.js';

/**
 * Takes back a batch that is not done: chunks that wait are passed over.
 *
 * @throws BATCHES_ENDED, and BATCHES_UNKNOWN where there is none that the scope may change
 */
export async function cancelBatch(unit: Unit, id: string): Promise<void> {
  const row = await ownRow(unit, id);
  const { numUpdatedRows } = await unit.db
    .updateTable('batch')
    .set({ state: 'cancelled', finished_at: new Date() })
    .where('id', '=', row.id)
    .where('state', 'in', ['queued', 'running'])
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new BatchesError('BATCHES_ENDED', { batch: id, state: (await rowOf(unit, id)).state });
}

/**
 * Removes a batch with its cases and results, whatever state it is in.
 *
 * @returns How many cases it had.
 * @throws BATCHES_UNKNOWN where there is none that the scope may change
 */
export async function removeBatch(unit: Unit, id: string): Promise<bigint> {
  const row = await ownRow(unit, id);
  const { db } = unit;
  // However many cases it has.
  await sql`set local statement_timeout = 0`.execute(db);
  // A chunk that is just being answered ends first, or finds its batch gone.
  await db.selectFrom('batch').select('id').where('id', '=', row.id).forUpdate().execute();
  await db.deleteFrom('batch_result').where('batch', '=', row.id).execute();
  await db.deleteFrom('batch_case').where('batch', '=', row.id).execute();
  await db.deleteFrom('batch').where('id', '=', row.id).execute();
  return row.rows;
}

/** Notes that a chunk failed for good, and with it its batch. */
export async function failBatch({ db }: Unit, batch: string, failure: Failure): Promise<void> {
  await db
    .updateTable('batch')
    .set({ state: 'failed', failure: JSON.stringify(failure), finished_at: new Date() })
    .where('id', '=', batch)
    .where('state', 'in', ['queued', 'running'])
    .execute();
}

async function ownRow(unit: Unit, id: string): Promise<Selectable<BatchRow>> {
  const row = await rowOf(unit, id);
  if (!isOwn(unit.scope, row)) throw new BatchesError('BATCHES_UNKNOWN', { batch: id });
  return row;
}
