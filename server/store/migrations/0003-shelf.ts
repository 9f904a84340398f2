import { sql, type Kysely, type Migration } from 'kysely';
import { guardTable } from '../guard-table.js';

/** Files that every process of a province needs, in pieces: what is settled and what is settled by. */
export const shelf: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('shelf_item')
      .addColumn('id', 'text', (column) => column.primaryKey())
      // Text, because the identifier is its hash.
      .addColumn('files', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('shelf_piece')
      .addColumn('item', 'text', (column) => column.notNull().references('shelf_item.id').onDelete('cascade'))
      .addColumn('file', 'integer', (column) => column.notNull())
      .addColumn('piece', 'integer', (column) => column.notNull())
      .addColumn('bytes', 'bytea', (column) => column.notNull())
      .addPrimaryKeyConstraint('shelf_piece_once', ['item', 'file', 'piece'])
      .execute();
    // The pieces come packed.
    await sql`alter table shelf_piece alter column bytes set storage external`.execute(db);
    // Files may hold cases of many hospitals, so only the service takes them down, for whom a row elsewhere shows that they may have them.
    await guardTable(db, 'shelf_item', {}, 'select, insert, delete');
    await guardTable(db, 'shelf_piece', {}, 'select, insert');
    for (const table of ['shelf_item', 'shelf_piece']) {
      await sql`
        create policy added on ${sql.table(table)} for insert
        with check (current_setting('dianzhi.role', true) <> '')`.execute(db);
    }
  },
};
