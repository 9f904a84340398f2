import { sql } from 'kysely';
import { guardTable } from '../../../server/store/guard-table.js';
import { makeInlet } from '../../../server/store/inlet.js';
import { copyLine, copyRows, type CopyTarget, type Store, type Unit } from '../../../server/store/index.js';

/** A row that belongs to somebody, in a table of the tests' own. */
export interface Visit {
  readonly region: string;
  readonly institution: string;
  readonly owner: string;
  readonly note: string | null;
}

export const visit = (region: string, institution: string, owner: string, note: string | null): Visit => ({
  region,
  institution,
  owner,
  note,
});

export async function makeVisits({ owner }: Store): Promise<void> {
  await sql`create table visit (region text, institution text, owner text, note text)`.execute(owner);
  await guardTable(owner, 'visit', {
    region: 'region',
    institution: 'institution',
    owner: 'owner',
  });
  await makeInlet(owner, 'visit', 'owner');
}

const VISIT = { table: 'visit', columns: ['region', 'institution', 'owner', 'note'], among: {} } as unknown as CopyTarget;

export const visitsInto = (unit: Unit, bytes: AsyncIterable<Uint8Array>): Promise<bigint> => unit.copyIn(VISIT, bytes);

export const copyVisits = (unit: Unit, visits: Iterable<Visit>): Promise<bigint> => visitsInto(unit, linesOf(visits));

async function* linesOf(visits: Iterable<Visit>) {
  for (const { region, institution, owner, note } of visits) yield Buffer.from(copyLine([region, institution, owner, note]));
}

/** The visits that a scope sees, by COPY. @param note Only those with this note. */
export async function visitsOut(unit: Unit, note?: string): Promise<readonly Visit[]> {
  const where = note === undefined ? sql`true` : sql`note = ${note}`;
  const query = sql`select region, institution, owner, note from visit where ${where}`.compile(unit.db);
  const visits: Visit[] = [];
  for await (const rows of copyRows(unit.copyOut(query)))
    visits.push(...rows.map(([region, institution, owner, text]) => visit(region!, institution!, owner!, text!)));
  return visits;
}
