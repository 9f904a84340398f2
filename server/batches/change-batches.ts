import type { Selectable } from 'kysely';
import type { Failure } from '../jobs/index.js';
import type { BatchRow, Unit } from '../store/index.js';
import { BatchesError } from './errors.js';
import { isOwn, rowOf } from './find-batches.js';

/**
 * Takes back a batch that is not done: chunks that wait are passed over.
 *
 * @returns false where there is none that the scope may change
 * @throws BATCHES_ENDED
 */
export async function cancelBatch(unit: Unit, id: string): Promise<boolean> {
  const row = await ownRow(unit, id);
  if (row === undefined) return false;
  const { numUpdatedRows } = await unit.db
    .updateTable('batch')
    .set({ state: 'cancelled', finished_at: new Date() })
    .where('id', '=', row.id)
    .where('state', 'in', ['queued', 'running'])
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n)
    throw new BatchesError('BATCHES_ENDED', { batch: id, state: (await rowOf(unit, id))?.state ?? 'done' });
  return true;
}

/** Removes a batch with its cases and results, whatever state it is in. @returns Its cases; undefined where there is none that the scope may change */
export async function removeBatch(unit: Unit, id: string): Promise<bigint | undefined> {
  const row = await ownRow(unit, id);
  if (row === undefined) return undefined;
  const { db } = unit;
  // A chunk that is just being answered ends first, or finds its batch gone.
  await db.selectFrom('batch').select('id').where('id', '=', row.id).forUpdate().execute();
  await db.deleteFrom('batch_result').where('batch', '=', row.id).execute();
  await db.deleteFrom('batch_case').where('batch', '=', row.id).execute();
  await db.deleteFrom('batch').where('id', '=', row.id).execute();
  return row.rows;
}

/** Notes that a chunk failed for good, and with it its batch. */
export async function failBatch({ db }: Unit, batch: bigint, failure: Failure): Promise<void> {
  await db
    .updateTable('batch')
    .set({ state: 'failed', failure: JSON.stringify(failure), finished_at: new Date() })
    .where('id', '=', batch)
    .where('state', 'in', ['queued', 'running'])
    .execute();
}

async function ownRow(unit: Unit, id: string): Promise<Selectable<BatchRow> | undefined> {
  const row = await rowOf(unit, id);
  return row !== undefined && isOwn(unit.scope, row) ? row : undefined;
}
