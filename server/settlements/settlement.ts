import type { Selectable } from 'kysely';
import type { Failure } from '../jobs/index.js';
import type { SettlementRow, Unit } from '../store/index.js';
import type { AskedSettlement } from './asked.js';
import type { SettledApart } from './settle-apart.js';
import type { Verified } from './verify-apart.js';

export const STATES = ['waiting', 'running', 'settled', 'published', 'failed', 'discarded', 'tried'] as const;
export type SettlementState = (typeof STATES)[number];

/** States in which a settlement stands in the way of another of its period. */
export const STANDING: readonly SettlementState[] = ['waiting', 'running', 'settled', 'published'];
/** States from which nothing goes on by itself. */
export const isAtRest = (state: SettlementState): boolean => state !== 'waiting' && state !== 'running';

/** How far the last verification of a settlement is. */
export type KeptVerification = { readonly askedAt: string } & (
  | { readonly state: 'waiting' }
  | ({ readonly state: 'done' } & Verified)
  | { readonly state: 'failed'; readonly failure: Failure }
);

/** A settlement as it stands in the database. */
export interface Settlement {
  readonly id: string;
  /** Code or prefix by which bureaus see it. */
  readonly region: string;
  /** As the policy has it. */
  readonly policyRegion: string;
  readonly kind: 'month' | 'year';
  /** `YYYY-MM` or `YYYY`. */
  readonly period: string;
  readonly state: SettlementState;
  readonly isDry: boolean;
  readonly startedBy: string;
  readonly startedAt: Date;
  /** Cases that were read so far, and their share, between 0 and 1. */
  readonly rows: number;
  readonly share: number | null;
  readonly failure: Failure | null;
  readonly fingerprint: string | null;
  readonly result: SettledApart | null;
  /** On the shelf. */
  readonly run: string | null;
  readonly settledAt: Date | null;
  readonly publishedAt: Date | null;
  readonly verification: KeptVerification | null;
}

/** What is read of a settlement: all but what was asked, which may be long and only settling needs. */
export const SEEN = [
  'id',
  'region',
  'policy_region',
  'kind',
  'period',
  'state',
  'is_dry',
  'started_by',
  'started_at',
  'rows',
  'share',
  'failure',
  'fingerprint',
  'result',
  'run',
  'settled_at',
  'published_at',
  'verification',
] as const satisfies readonly (keyof SettlementRow)[];

export function settlementOf(row: Pick<Selectable<SettlementRow>, (typeof SEEN)[number]>): Settlement {
  return {
    id: row.id,
    region: row.region,
    policyRegion: row.policy_region,
    kind: row.kind as Settlement['kind'],
    period: row.period,
    state: row.state as SettlementState,
    isDry: row.is_dry,
    startedBy: row.started_by,
    startedAt: row.started_at,
    rows: Number(row.rows),
    share: row.share,
    failure: row.failure as Failure | null,
    fingerprint: row.fingerprint,
    result: row.result as SettledApart | null,
    run: row.run,
    settledAt: row.settled_at,
    publishedAt: row.published_at,
    verification: row.verification as KeptVerification | null,
  };
}

/** What a settlement was asked for. */
export async function askedOf({ db }: Unit, id: string): Promise<AskedSettlement> {
  const { asked } = await db.selectFrom('settlement').select('asked').where('id', '=', id).executeTakeFirstOrThrow();
  return asked as AskedSettlement;
}
