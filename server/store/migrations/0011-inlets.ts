import { sql, type Kysely, type Migration } from 'kysely';
import { makeInlet } from '../inlet.js';

/** Cases and results come in by COPY, straight to where they stay. */
export const inlets: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    // Indexed by its bytes: nobody lists cases by their numbers, and comparing them as a language does slows COPY by half.
    await sql`alter table batch_case alter column case_id type text collate "C"`.execute(db);
    for (const table of ['batch_case', 'batch_result']) await makeInlet(db, table, 'batch');
  },
};
