import type { Failure } from '../jobs/index.js';
import type { Unit } from '../store/index.js';
import type { SettledApart, SettleProgress } from './settle-apart.js';
import { SEEN, settlementOf, type KeptVerification, type Settlement } from './settlement.js';

/** Takes a settlement up, for the first time or again. @returns undefined where it was discarded meanwhile */
export async function beginSettling({ db }: Unit, id: string): Promise<Settlement | undefined> {
  const row = await db
    .updateTable('settlement')
    .set({ state: 'running', rows: 0n, share: null })
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'running'])
    .returning(SEEN)
    .executeTakeFirst();
  return row === undefined ? undefined : settlementOf(row);
}

/** Notes how far it is. @returns Whether it is still wanted. */
export async function noteProgress({ db }: Unit, id: string, { rows, share }: SettleProgress): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('settlement')
    .set({ rows: BigInt(rows), share: share ?? null })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Whether a settlement was not discarded; it cannot be until the transaction ends. */
export async function isWanted({ db }: Unit, id: string): Promise<boolean> {
  const row = await db.selectFrom('settlement').select('state').where('id', '=', id).forUpdate().executeTakeFirst();
  return row?.state === 'running';
}

/** Keeps what it came to. @param run On the shelf; null of one that was only tried. */
export async function keepSettled(
  { db }: Unit,
  { id, region }: Settlement,
  settled: SettledApart,
  run: string | null,
): Promise<void> {
  const { fingerprint, hospitals } = settled;
  await db
    .updateTable('settlement')
    .set({
      state: run === null ? 'tried' : 'settled',
      share: 1,
      fingerprint,
      result: JSON.stringify(settled),
      run,
      settled_at: new Date(),
    })
    .where('id', '=', id)
    .execute();
  if (run !== null && hospitals.length > 0) {
    const rows = hospitals.map((institution) => ({ settlement_id: id, region, institution }));
    await db.insertInto('settlement_hospital').values(rows).execute();
  }
}

/** Keeps why it could not be settled. */
export async function keepFailure({ db }: Unit, id: string, failure: Failure): Promise<void> {
  await db
    .updateTable('settlement')
    .set({ state: 'failed', failure: JSON.stringify(failure) })
    .where('id', '=', id)
    .where('state', 'in', ['waiting', 'running'])
    .execute();
}

/** Keeps what a verification came to. */
export async function keepVerification({ db }: Unit, id: string, verification: KeptVerification): Promise<void> {
  await db
    .updateTable('settlement')
    .set({ verification: JSON.stringify(verification) })
    .where('id', '=', id)
    .execute();
}
