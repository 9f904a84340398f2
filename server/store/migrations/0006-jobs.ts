import { sql, type Kysely, type Migration } from 'kysely';
import { grantApp } from '../guard-table.js';

/** Which worker has which job. The jobs themselves stand in the queue's own schema, which the queue keeps up to date. */
export const jobs: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await sql`create sequence job_worker as integer cycle`.execute(db);
    await db.schema
      .createTable('job_taking')
      .addColumn('job_id', 'uuid', (column) => column.primaryKey())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('worker', 'integer', (column) => column.notNull())
      .execute();
    // It says who has which job, not what it is about: whoever may work in a unit may know.
    await grantApp(db, sql`select, insert, update, delete on job_taking`);
  },
};
