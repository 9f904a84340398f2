import { sql, type Kysely, type Migration } from 'kysely';
import { forcePolicies, guardTable, seenBy } from '../guard-table.js';

/** What a hospital may enter of its own applications, and what nobody but the bureau reads. */
const OF_HOSPITALS = sql`action in ('apply', 'submit', 'appeal', 'swap')`;
const OF_EXPERTS = sql`action in ('draw', 'vote')`;

/** Registers of special cases: lines that are only added, each with the hash of the one before, and where each application stands. */
export const reviews: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('review_register')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('region', 'text', (column) => column.notNull())
      .addColumn('policy_region', 'text', (column) => column.notNull())
      .addColumn('policy', 'text', (column) => column.notNull())
      .addColumn('created_by', 'text', (column) => column.notNull())
      .addColumn('created_at', 'timestamptz(3)', (column) => column.notNull().defaultTo(sql`now()`))
      .addUniqueConstraint('review_register_of_a_region', ['region', 'policy_region'])
      .execute();
    await db.schema
      .createTable('review_line')
      .addColumn('register', 'text', (column) => column.notNull().references('review_register.id'))
      .addColumn('seq', 'integer', (column) => column.notNull())
      // The line as a file has it: its hash is over this text.
      .addColumn('line', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('application', 'text', (column) => column.notNull())
      .addColumn('region', 'text', (column) => column.notNull())
      .addColumn('institution', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('review_line_once', ['register', 'seq'])
      .execute();
    await db.schema
      .createTable('review_application')
      .addColumn('register', 'text', (column) => column.notNull().references('review_register.id'))
      .addColumn('application', 'text', (column) => column.notNull())
      .addColumn('region', 'text', (column) => column.notNull())
      .addColumn('institution', 'text', (column) => column.notNull())
      .addColumn('period', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('review_application_once', ['register', 'application'])
      .execute();
    await guardRegisters(db);
    await guardLines(db);
    await guardTable(db, 'review_application', { region: 'region', institution: 'institution' }, 'select, insert, update');
  },
};

/** A hospital sees the registers of its region, which its key may name by a prefix as the bureau's does. */
async function guardRegisters(db: Kysely<unknown>): Promise<void> {
  await guardTable(db, 'review_register', { region: 'region' }, 'select, insert');
  await sql`
    create policy of_its_region on review_register for select using (
      (select current_setting('dianzhi.role', true)) = 'hospital'
      and (select current_setting('dianzhi.region', true)) <> ''
      and (starts_with((select current_setting('dianzhi.region', true)), region)
        or starts_with(region, (select current_setting('dianzhi.region', true)))))`.execute(db);
}

async function guardLines(db: Kysely<unknown>): Promise<void> {
  await forcePolicies(db, 'review_line', 'select, insert');
  const [ofRegion, ofHospital] = [seenBy({ region: 'region' }), seenBy({ institution: 'institution' })];
  await sql`create policy scope on review_line using (${ofRegion}) with check (${ofRegion})`.execute(db);
  await sql`create policy own_seen on review_line for select using ((${ofHospital}) and not ${OF_EXPERTS})`.execute(db);
  await sql`create policy own_added on review_line for insert with check ((${ofHospital}) and ${OF_HOSPITALS})`.execute(db);
  await sql`
    create function review_line_stands() returns trigger language plpgsql as $$
    begin
      raise exception 'lines of a register are only added';
    end $$`.execute(db);
  await sql`
    create trigger review_line_stands before update or delete or truncate on review_line
    for each statement execute function review_line_stands()`.execute(db);
}
