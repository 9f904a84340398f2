import { sql } from 'kysely';
import type { Unit } from '../store/index.js';
import { SEEN, settlementOf, type Settlement } from './settlement.js';

export type Region = Pick<Settlement, 'region' | 'policyRegion'>;

/** Lets one change at a time, of what is settled in a region, come to its end. */
export async function lockRegion({ db }: Unit, region: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`settlements of ${region}`}, 0))`.execute(db);
}

/** What is settled of a region and not discarded: what the next settlement builds on. */
export async function settledOf({ db }: Unit, { region, policyRegion }: Region): Promise<readonly Settlement[]> {
  const rows = await db
    .selectFrom('settlement')
    .select(SEEN)
    .where('region', '=', region)
    .where('policy_region', '=', policyRegion)
    .where('state', 'in', ['settled', 'published'])
    .orderBy('period')
    .orderBy('kind')
    .execute();
  return rows.map(settlementOf);
}
