import { sql, type QueryExecutorProvider, type RawBuilder } from 'kysely';
import { APP_ROLE } from './app-role.js';

/** By which columns a table says whose a row is. A role that none of them is for sees nothing; the service itself sees all. */
export interface Guard {
  /** A bureau's: the code of the region begins with the bureau's prefix. */
  readonly region?: string;
  /** A hospital's: its own code. */
  readonly institution?: string;
  /** A researcher's: the key that uploaded it. */
  readonly owner?: string;
  /** Whoever's: the key that it is about, whatever its role. */
  readonly own?: string;
  /** Users, schemes, policies, settings: all rows are the administrators'. */
  readonly admin?: true;
}

/** Puts a table under row-level security: of every row whoever asks may do all that `rights` grant, or not know that it is there. */
export async function guardTable(
  db: QueryExecutorProvider,
  table: string,
  guard: Guard,
  rights = 'select, insert, update, delete',
): Promise<void> {
  await forcePolicies(db, table, rights);
  await sql`create policy scope on ${sql.table(table)} using (${seenBy(guard)}) with check (${seenBy(guard)})`.execute(db);
}

/** Row-level security that nobody passes by, without any policy yet: nobody sees a row. */
export async function forcePolicies(db: QueryExecutorProvider, table: string, rights: string): Promise<void> {
  await sql`alter table ${sql.table(table)} enable row level security, force row level security`.execute(db);
  await grantApp(db, sql`${sql.raw(rights)} on ${sql.table(table)}`);
}

/** Grants something to the application's role, where there is one. */
export async function grantApp(db: QueryExecutorProvider, what: RawBuilder<unknown>): Promise<void> {
  const { rows } = await sql`select 1 from pg_roles where rolname = ${APP_ROLE}`.execute(db);
  if (rows.length > 0) await sql`grant ${what} to ${sql.id(APP_ROLE)}`.execute(db);
}

/** The condition of a policy, to be written into one. */
export function seenBy({ region, institution, owner, own, admin }: Guard): RawBuilder<boolean> {
  const ways = [sql`${scoped('role')} = 'system'`];
  if (admin) ways.push(sql`${scoped('role')} = 'admin'`);
  if (region !== undefined) {
    const prefix = scoped('region');
    ways.push(sql`${scoped('role')} = 'bureau' and ${prefix} <> '' and starts_with(${sql.ref(region)}, ${prefix})`);
  }
  if (institution !== undefined) {
    ways.push(sql`${scoped('role')} = 'hospital' and ${sql.ref(institution)} = ${scoped('institution')}`);
  }
  if (owner !== undefined) ways.push(sql`${scoped('role')} = 'researcher' and ${sql.ref(owner)} = ${scoped('key')}`);
  if (own !== undefined) ways.push(sql`${sql.ref(own)} = ${scoped('key')}`);
  return sql<boolean>`${sql.join(ways, sql` or `)}`;
}

/** A part of the scope; no value outside one. Asked as a query, so that it is read once and not for every row. */
export const scoped = (part: 'role' | 'region' | 'institution' | 'key'): RawBuilder<string> =>
  sql<string>`(select current_setting(${sql.lit(`dianzhi.${part}`)}, true))`;
