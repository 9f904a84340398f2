import { randomUUID } from 'node:crypto';
import { sql, type RawBuilder, type Selectable } from 'kysely';
import { z } from 'zod';
import type { Failure, JobKind, Jobs } from '../jobs/index.js';
import type { DerivationRow, Scope, Unit } from '../store/index.js';
import type { Asked, DerivedKind } from './asked.js';

const ofDerivation = z.strictObject({ id: z.uuid() });
/** Deriving. */
export const DERIVE_JOB: JobKind<z.infer<typeof ofDerivation>> = { name: 'derivation', payload: ofDerivation, attempts: 4 };

export const DERIVATION_STATES = ['waiting', 'running', 'done', 'failed'] as const;

/** Indicators, leads or a directory, as they stand in the database. */
export interface Derivation {
  readonly id: string;
  readonly what: Asked;
  readonly state: (typeof DERIVATION_STATES)[number];
  /** On whose behalf cases are read. */
  readonly by: Scope;
  readonly rows: number;
  readonly share: number | null;
  readonly failure: Failure | null;
  readonly result: object | null;
  /** On the shelf: the file of leads, the folder of a directory. */
  readonly item: string | null;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
}

/** Asks for something to be derived. */
export async function startDerivation(unit: Unit, jobs: Jobs, { kind, asked }: Asked): Promise<Derivation> {
  const { role, region, institution, keyId } = unit.scope;
  const id = randomUUID();
  const row = await unit.db
    .insertInto('derivation')
    .values({ id, kind, state: 'waiting', role, region, institution, key_id: keyId, asked: JSON.stringify(asked) })
    .returningAll()
    .executeTakeFirstOrThrow();
  await jobs.submit(unit, DERIVE_JOB, { id });
  return derivationOf(row);
}

type SeeingUnit = Pick<Unit, 'db' | 'scope'>;

/** Whose a caller sees, before the database says the same: a bureau those of its regions, a hospital its own, a researcher those of the key. */
function seenBy({ role, region, institution, keyId }: Scope): RawBuilder<boolean> {
  if (role === 'bureau' && region !== '') return sql`starts_with(region, ${region})`;
  if (role === 'hospital') return sql`institution = ${institution}`;
  return role === 'researcher' ? sql`key_id = ${keyId}` : sql`false`;
}

/** undefined where there is none that the unit's scope sees. */
export async function findDerivation({ db, scope }: SeeingUnit, kind: DerivedKind, id: string): Promise<Derivation | undefined> {
  const row = await db
    .selectFrom('derivation')
    .selectAll()
    .where('id', '=', id)
    .where('kind', '=', kind)
    .where(seenBy(scope))
    .executeTakeFirst();
  return row && derivationOf(row);
}

/** Latest first. @param before Behind which one the list begins. */
export async function listDerivations(
  { db, scope }: SeeingUnit,
  kind: DerivedKind,
  limit: number,
  before: { readonly startedAt: string; readonly id: string } | undefined,
): Promise<readonly Derivation[]> {
  let query = db.selectFrom('derivation').selectAll().where('kind', '=', kind).where(seenBy(scope));
  if (before !== undefined)
    query = query.where(sql<boolean>`(started_at, id) < (${before.startedAt}::timestamptz, ${before.id})`);
  const rows = await query.orderBy('started_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
  return rows.map(derivationOf);
}

/** Notes how far it is, as long as it goes on. */
export async function noteDerived({ db }: Unit, id: string, rows: number, share: number | undefined): Promise<void> {
  await db
    .updateTable('derivation')
    .set({ rows: BigInt(rows), share: share ?? null })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .execute();
}

/** Changes what stands of it. */
export async function changeDerivation(
  { db }: Unit,
  id: string,
  {
    failure,
    result,
    ...values
  }: Partial<Pick<Derivation, 'state' | 'rows' | 'share' | 'failure' | 'result' | 'item' | 'finishedAt'>>,
): Promise<Derivation> {
  const { rows, finishedAt, ...rest } = values;
  const row = await db
    .updateTable('derivation')
    .set({
      ...rest,
      ...(rows === undefined ? {} : { rows: BigInt(rows) }),
      ...(finishedAt === undefined ? {} : { finished_at: finishedAt }),
      ...(failure === undefined ? {} : { failure: JSON.stringify(failure) }),
      ...(result === undefined ? {} : { result: JSON.stringify(result) }),
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return derivationOf(row);
}

function derivationOf(row: Selectable<DerivationRow>): Derivation {
  const { id, state, share, failure, result, item } = row;
  return {
    id,
    share,
    item,
    what: { kind: row.kind, asked: row.asked } as Asked,
    state: state as Derivation['state'],
    by: { role: row.role as Scope['role'], region: row.region, institution: row.institution, keyId: row.key_id },
    rows: Number(row.rows),
    failure: failure as Failure | null,
    result: result as object | null,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  };
}
