import { sql, type Kysely, type Migration } from 'kysely';
import { guardTable } from '../guard-table.js';

/** Indicators, leads and directories that were asked for, and what came of them. */
export const derivations: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    let table = db.schema.createTable('derivation').addColumn('id', 'text', (column) => column.primaryKey());
    for (const name of ['kind', 'state', 'role', 'region', 'institution', 'key_id'])
      table = table.addColumn(name, 'text', (column) => column.notNull());
    await table
      .addColumn('asked', 'jsonb', (column) => column.notNull())
      .addColumn('rows', 'bigint', (column) => column.notNull().defaultTo(0))
      .addColumn('share', 'double precision')
      .addColumn('failure', 'jsonb')
      .addColumn('result', 'jsonb')
      .addColumn('item', 'text', (column) => column.references('shelf_item.id'))
      .addColumn('started_at', 'timestamptz(3)', (column) => column.notNull().defaultTo(sql`now()`))
      .addColumn('finished_at', 'timestamptz(3)')
      .addCheckConstraint('derivation_kind', sql`kind in ('indicators', 'leads', 'directory')`)
      .addCheckConstraint('derivation_state', sql`state in ('waiting', 'running', 'done', 'failed')`)
      .execute();
    await db.schema.createIndex('derivation_by_time').on('derivation').columns(['kind', 'started_at', 'id']).execute();
    await guardTable(
      db,
      'derivation',
      { region: 'region', institution: 'institution', owner: 'key_id' },
      'select, insert, update',
    );
  },
};
