import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Jobs } from '../jobs/index.js';
import type { Unit } from '../store/index.js';
import type { AskedSettlement } from './asked.js';
import { SettlementsError } from './errors.js';
import { SETTLE_JOB, VERIFY_JOB } from './job-kinds.js';
import { seenBy } from './seen-settlements.js';
import { lockRegion, settledOf } from './settled-of-region.js';
import { SEEN, settlementOf, STANDING, type KeptVerification, type Settlement, type SettlementState } from './settlement.js';

/** A settlement that is to be started. */
export interface SettlementToStart {
  readonly asked: AskedSettlement;
  readonly region: string;
  readonly policyRegion: string;
  readonly startedBy: string;
}

/** What a list of settlements is narrowed to, and behind which one it begins. */
export interface SettlementList {
  readonly period?: string | undefined;
  readonly state?: SettlementState | undefined;
  readonly before?: { readonly startedAt: string; readonly id: string } | undefined;
  readonly limit: number;
}

type SeeingUnit = Pick<Unit, 'db' | 'scope'>;

/** The settlements that a caller sees, and what a caller does to them. Each is done in the caller's unit. */
export class Settlements {
  readonly #jobs: Jobs;

  constructor(jobs: Jobs) {
    this.#jobs = jobs;
  }

  /** @throws SETTLEMENTS_PERIOD_TAKEN naming the other */
  async start(unit: Unit, { asked, region, policyRegion, startedBy }: SettlementToStart): Promise<Settlement> {
    const { kind, period, dryRun } = asked;
    const id = randomUUID();
    const [row] = await unit.db
      .insertInto('settlement')
      .values({
        id,
        region,
        policy_region: policyRegion,
        kind,
        period,
        state: 'waiting',
        is_dry: dryRun,
        asked: JSON.stringify(asked),
        started_by: startedBy,
      })
      .onConflict((taken) => taken.doNothing())
      .returning(SEEN)
      .execute();
    if (row === undefined) throw await this.#taken(unit, { kind, period, region, policyRegion });
    await this.#jobs.submit(unit, SETTLE_JOB, { id });
    return settlementOf(row);
  }

  /** undefined where there is none that the caller sees. */
  async find({ db, scope }: SeeingUnit, id: string): Promise<Settlement | undefined> {
    const row = await db.selectFrom('settlement').select(SEEN).where('id', '=', id).where(seenBy(scope)).executeTakeFirst();
    return row === undefined ? undefined : settlementOf(row);
  }

  /** Latest first. */
  async list({ db, scope }: SeeingUnit, { period, state, before, limit }: SettlementList): Promise<readonly Settlement[]> {
    let query = db.selectFrom('settlement').select(SEEN).where(seenBy(scope)).limit(limit);
    if (period !== undefined) query = query.where('period', '=', period);
    if (state !== undefined) query = query.where('state', '=', state);
    if (before !== undefined)
      query = query.where(sql<boolean>`(started_at, id) < (${before.startedAt}::timestamptz, ${before.id})`);
    return (await query.orderBy('started_at', 'desc').orderBy('id', 'desc').execute()).map(settlementOf);
  }

  /** Shows a settlement to its hospitals, for good. @throws SETTLEMENTS_WRONG_STATE, SETTLEMENTS_SAME_KEY */
  async publish(unit: Unit, settlement: Settlement, publishedBy: string): Promise<void> {
    const { id, startedBy } = settlement;
    if (settlement.state !== 'settled') throw wrongState(settlement, 'settled');
    if (startedBy === publishedBy) throw new SettlementsError('SETTLEMENTS_SAME_KEY', { id });
    await this.#change(unit, settlement, { state: 'published', published_by: publishedBy, published_at: new Date() });
  }

  /** Takes a settlement that is not published out of the way; one under way is given up. @throws SETTLEMENTS_WRONG_STATE, SETTLEMENTS_BUILT_ON */
  async discard(unit: Unit, settlement: Settlement): Promise<void> {
    const { id, state, region, fingerprint } = settlement;
    if (state === 'published' || state === 'discarded') throw wrongState(settlement, 'waiting, running, settled, failed, tried');
    await lockRegion(unit, region);
    const other = (await settledOf(unit, settlement)).find(
      ({ result }) => fingerprint !== null && result?.builtOn.includes(fingerprint),
    );
    if (other !== undefined) throw new SettlementsError('SETTLEMENTS_BUILT_ON', { id, other: other.id, period: other.period });
    await this.#change(unit, settlement, { state: 'discarded' });
  }

  /** Has a run recomputed and compared. @throws SETTLEMENTS_WRONG_STATE */
  async askVerification(unit: Unit, settlement: Settlement): Promise<KeptVerification> {
    const { state } = settlement;
    if (state !== 'settled' && state !== 'published') throw wrongState(settlement, 'settled, published');
    const verification: KeptVerification = { state: 'waiting', askedAt: new Date().toISOString() };
    await unit.db
      .updateTable('settlement')
      .set({ verification: JSON.stringify(verification) })
      .where('id', '=', settlement.id)
      .execute();
    await this.#jobs.submit(unit, VERIFY_JOB, { id: settlement.id });
    return verification;
  }

  async #change(
    { db }: Unit,
    settlement: Settlement,
    values: { state: SettlementState; published_by?: string; published_at?: Date },
  ): Promise<void> {
    const { numUpdatedRows } = await db
      .updateTable('settlement')
      .set(values)
      .where('id', '=', settlement.id)
      .where('state', '=', settlement.state)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw wrongState(settlement, settlement.state);
  }

  async #taken({ db }: Unit, of: Pick<Settlement, 'kind' | 'period' | 'region' | 'policyRegion'>): Promise<SettlementsError> {
    const other = await db
      .selectFrom('settlement')
      .select(['id', 'state'])
      .where('region', '=', of.region)
      .where('policy_region', '=', of.policyRegion)
      .where('kind', '=', of.kind)
      .where('period', '=', of.period)
      .where('is_dry', '=', false)
      .where('state', 'in', STANDING)
      .executeTakeFirstOrThrow();
    const { policyRegion: region, period } = of;
    return new SettlementsError('SETTLEMENTS_PERIOD_TAKEN', { region, period, other: other.id, state: other.state });
  }
}

const wrongState = ({ id, state }: Settlement, needed: string): SettlementsError =>
  new SettlementsError('SETTLEMENTS_WRONG_STATE', { id, state, needed });
