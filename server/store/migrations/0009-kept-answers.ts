import { sql, type Kysely, type Migration } from 'kysely';
import { guardTable } from '../guard-table.js';

/** Answers to changes, for callers who did not hear the first and ask again. */
export const keptAnswers: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('kept_answer')
      .addColumn('key_id', 'text', (column) => column.notNull())
      .addColumn('wish', 'text', (column) => column.notNull())
      .addColumn('asked', 'text', (column) => column.notNull())
      .addColumn('status', 'integer', (column) => column.notNull())
      .addColumn('answer', 'text')
      .addColumn('created_at', 'timestamptz', (column) => column.notNull().defaultTo(sql`now()`))
      .addPrimaryKeyConstraint('kept_answer_once', ['key_id', 'wish'])
      .execute();
    await guardTable(db, 'kept_answer', { own: 'key_id' });
  },
};
