import { sql } from 'kysely';
import type { PaymentPolicy, ReviewEvent, ReviewRegister, ReviewValues } from '../../pricing/index.js';
import { admitEntries, reviewRulesOn } from '../review/enter.js';
import type { MadeEntry } from '../review/make-entries.js';
import { printLines, type RegisterLine } from '../review/register-lines.js';
import { asService, type Unit } from '../store/index.js';
import type { KeptRegister } from './kept-register.js';
import type { RegisterCache } from './register-cache.js';

/** Who enters something, when, why, and under which policy. */
export interface EntryTerms {
  /** Of the day. */
  readonly policy: PaymentPolicy;
  /** `YYYY-MM-DD` */
  readonly at: string;
  readonly by: string;
  readonly why: string;
}

/** The entries that are to be made, once the register stands still. */
export type MakeLines = (register: ReviewRegister, values: ReviewValues) => Promise<readonly MadeEntry[]> | readonly MadeEntry[];

/** What was entered, and the register with it. */
export interface Entered {
  readonly register: ReviewRegister;
  readonly added: readonly ReviewEvent[];
}

/**
 * Makes entries, asks the policy, and adds them to a register as the file would have them: one writer after the other. What they are held
 * against is the whole register; what is written is written on the caller's behalf.
 *
 * @throws as `admitEntries` and `reviewRulesOn`
 */
export async function enterLines(
  unit: Unit,
  cache: RegisterCache,
  kept: KeptRegister,
  { policy, at, by, why }: EntryTerms,
  make: MakeLines,
): Promise<Entered> {
  await holdRegister(unit, kept);
  const state = await asService(unit, () => cache.current(unit, kept.id));
  const register = state.register.copy();
  const rules = reviewRulesOn(policy, at);
  const made = await make(register, rules.values);
  const added = admitEntries(
    register,
    made.map((entry) => ({ ...entry, at, by, why })),
    rules,
  );
  await addLines(unit, kept, register, printLines(added, state.head));
  return { register, added };
}

/** Until the end of the unit nobody else adds to the register. */
export async function holdRegister({ db }: Unit, { id }: KeptRegister): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`review ${id}`}, 0))`.execute(db);
}

/** Lines that are sent to the database at once. */
const AT_ONCE = 500;

/** Adds lines, and says of each application where it stands now. @param register With the lines. */
export async function addLines(
  unit: Unit,
  { id, region }: KeptRegister,
  register: ReviewRegister,
  lines: readonly RegisterLine[],
): Promise<void> {
  const rows = lines.map(({ text, event, head }) => {
    const application = 'application' in event ? event.application : '';
    return {
      register: id,
      seq: head.entries,
      line: text,
      hash: head.last,
      action: event.action,
      application,
      region,
      institution: application === '' ? '' : register.application(application).case.hospital,
    };
  });
  for (let at = 0; at < rows.length; at += AT_ONCE)
    await unit.db
      .insertInto('review_line')
      .values(rows.slice(at, at + AT_ONCE))
      .execute();
  const touched = [...new Set(rows.map(({ application }) => application).filter((one) => one !== ''))];
  const standing = touched.map((application) => {
    const { period, state, case: one } = register.application(application);
    return { register: id, application, region, institution: one.hospital, period, state };
  });
  await asService(unit, async () => {
    for (let at = 0; at < standing.length; at += AT_ONCE)
      await unit.db
        .insertInto('review_application')
        .values(standing.slice(at, at + AT_ONCE))
        .onConflict((known) =>
          known.columns(['register', 'application']).doUpdateSet((row) => ({ state: row.ref('excluded.state') })),
        )
        .execute();
  });
}
