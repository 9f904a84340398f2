import { sql, type Kysely, type Migration } from 'kysely';
import { forcePolicies, guardTable, seenBy } from '../guard-table.js';

/** Settlements with who may see them: bureaus those of their regions, hospitals the published ones that they have a part in. */
export const settlements: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('settlement')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('region', 'text', (column) => column.notNull())
      .addColumn('policy_region', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('period', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('is_dry', 'boolean', (column) => column.notNull())
      .addColumn('asked', 'jsonb', (column) => column.notNull())
      .addColumn('started_by', 'text', (column) => column.notNull())
      .addColumn('started_at', 'timestamptz(3)', (column) => column.notNull().defaultTo(sql`now()`))
      .addColumn('rows', 'bigint', (column) => column.notNull().defaultTo(0))
      .addColumn('share', 'double precision')
      .addColumn('failure', 'jsonb')
      .addColumn('fingerprint', 'text')
      .addColumn('result', 'jsonb')
      .addColumn('run', 'text', (column) => column.references('shelf_item.id'))
      .addColumn('settled_at', 'timestamptz')
      .addColumn('published_by', 'text')
      .addColumn('published_at', 'timestamptz')
      .addColumn('verification', 'jsonb')
      .addCheckConstraint('settlement_kind', sql`kind in ('month', 'year')`)
      .addCheckConstraint(
        'settlement_state',
        sql`state in ('waiting', 'running', 'settled', 'published', 'failed', 'discarded', 'tried')`,
      )
      .addCheckConstraint('settlement_is_whole', sql`(state in ('settled', 'published')) <= (run is not null)`)
      .addCheckConstraint('settlement_two_people', sql`published_by <> started_by`)
      .execute();
    // Of a period there is one at most that is settled, or is to be.
    await sql`
      create unique index settlement_of_a_period on settlement (region, policy_region, kind, period)
      where not is_dry and state in ('waiting', 'running', 'settled', 'published')`.execute(db);
    await db.schema.createIndex('settlement_by_time').on('settlement').columns(['started_at', 'id']).execute();
    await db.schema
      .createTable('settlement_hospital')
      .addColumn('settlement_id', 'text', (column) => column.notNull().references('settlement.id'))
      .addColumn('region', 'text', (column) => column.notNull())
      .addColumn('institution', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('settlement_hospital_pk', ['settlement_id', 'institution'])
      .execute();
    await guardTable(db, 'settlement_hospital', { region: 'region', institution: 'institution' });
    await forcePolicies(db, 'settlement', 'select, insert, update');
    const seen = seenBy({ region: 'region' });
    await sql`create policy scope on settlement using (${seen}) with check (${seen})`.execute(db);
    // The rows of the other table are the hospital's own already.
    await sql`
      create policy published on settlement for select using (
        state = 'published' and exists (select 1 from settlement_hospital as own where own.settlement_id = settlement.id)
        and (select current_setting('dianzhi.role', true)) = 'hospital'
        and starts_with(region, left((select current_setting('dianzhi.region', true)), 4)))`.execute(db);
  },
};
