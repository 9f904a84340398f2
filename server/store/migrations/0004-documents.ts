import { sql, type Kysely, type Migration } from 'kysely';
import { guardTable } from '../guard-table.js';

/** What cases are grouped, priced and settled by: schemes, policies, budgets and weights, version by version. */
export const documents: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('document')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('region', 'text', (column) => column.notNull())
      .addColumn('title_zh', 'text', (column) => column.notNull())
      .addColumn('title_en', 'text', (column) => column.notNull())
      .addColumn('scheme_kind', 'text')
      .addColumn('scheme', 'text')
      .addColumn('own_day', 'date')
      .addColumn('item', 'text', (column) => column.notNull().references('shelf_item.id'))
      .addColumn('checksum', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull().defaultTo('uploaded'))
      .addColumn('valid_from', 'date')
      .addColumn('valid_until', 'date')
      .addColumn('uploaded_by', 'text', (column) => column.notNull())
      .addColumn('uploaded_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .addColumn('activated_by', 'text')
      .addColumn('activated_at', 'timestamptz')
      .addColumn('retired_by', 'text')
      .addColumn('retired_at', 'timestamptz')
      .addUniqueConstraint('document_version', ['kind', 'name', 'version'])
      .addCheckConstraint('document_kind', sql`kind in ('scheme', 'payment-policy', 'grouping-policy', 'budget', 'weights')`)
      .addCheckConstraint('document_state', sql`state in ('uploaded', 'active', 'retired')`)
      .addCheckConstraint('document_needs_two', sql`activated_by <> uploaded_by`)
      .addCheckConstraint('document_active', sql`state <> 'active' or (valid_from is not null and activated_by is not null)`)
      .execute();
    await sql`create unique index document_of_a_day on document (kind, name, valid_from) where state = 'active'`.execute(db);
    await guardTable(db, 'document', { region: 'region', admin: true }, 'select, insert, update');
    // What was published concerns whoever it holds for: the region, those inside it, and those it lies in.
    const own = sql`(select current_setting('dianzhi.region', true))`;
    await sql`
      create policy published on document for select using (
        activated_by is not null and (select current_setting('dianzhi.role', true)) <> '' and (
          region !~ '^[0-9]' or ${own} = '' or starts_with(region, ${own})
          or starts_with(${own}, regexp_replace(region, '(00)+$', ''))))`.execute(db);
  },
};
