import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { PaymentPolicy } from '../../pricing/index.js';
import { asService, type ReviewRegisterRow, type Unit } from '../store/index.js';
import { ReviewsError } from './errors.js';

/** A register of special cases that the database keeps. */
export interface KeptRegister {
  readonly id: string;
  readonly region: string;
  /** As its policy names its region. */
  readonly policyRegion: string;
  /** Name of the policy whose rules hold. */
  readonly policy: string;
  readonly createdAt: Date;
}

/** A register that is to be set up. */
export interface RegisterToCreate {
  /** Name of the policy, and the policy. */
  readonly name: string;
  readonly policy: PaymentPolicy;
}

/** Sets up a register of the caller's region. @throws REVIEWS_OTHER_REGION, REVIEWS_REGISTER_EXISTS */
export async function createRegister(unit: Unit, { name, policy }: RegisterToCreate): Promise<KeptRegister> {
  const { region: own, keyId } = unit.scope;
  // An invented region has no place among those of the country: whoever tries it out sees it as their own.
  const region = policy.isDemonstration ? own : policy.region;
  if (own === '' || !region.startsWith(own))
    throw new ReviewsError('REVIEWS_OTHER_REGION', { policy: name, region: policy.region });
  const row = { id: randomUUID(), region, policy_region: policy.region, policy: name, created_by: keyId };
  const [created] = await unit.db
    .insertInto('review_register')
    .values(row)
    .onConflict((taken) => taken.doNothing())
    .returningAll()
    .execute();
  if (created !== undefined) return registerOf(created);
  const known = await asService(unit, () => registerOfRegion(unit, { region, policyRegion: policy.region }));
  throw new ReviewsError('REVIEWS_REGISTER_EXISTS', { region, register: known!.id });
}

/** The registers that the caller sees, by region. */
export async function listRegisters({ db }: Pick<Unit, 'db'>): Promise<readonly KeptRegister[]> {
  const rows = await db.selectFrom('review_register').selectAll().orderBy('region').orderBy('policy_region').execute();
  return rows.map(registerOf);
}

/** The register of an identifier; undefined also for one that the caller may not know of. */
export async function findRegister({ db }: Pick<Unit, 'db'>, id: string): Promise<KeptRegister | undefined> {
  const row = await db.selectFrom('review_register').selectAll().where('id', '=', id).executeTakeFirst();
  return row && registerOf(row);
}

/** Whose register it is: a region, under the policy of a region. */
export interface RegionOfRegister {
  readonly region: string;
  readonly policyRegion: string;
}

/** The register of a region, where there is one that the caller sees. */
export async function registerOfRegion(
  { db }: Pick<Unit, 'db'>,
  { region, policyRegion }: RegionOfRegister,
): Promise<KeptRegister | undefined> {
  const row = await db
    .selectFrom('review_register')
    .selectAll()
    .where('region', '=', region)
    .where('policy_region', '=', policyRegion)
    .executeTakeFirst();
  return row && registerOf(row);
}

function registerOf({ id, region, policy_region, policy, created_at }: Selectable<ReviewRegisterRow>): KeptRegister {
  return { id, region, policyRegion: policy_region, policy, createdAt: created_at };
}
