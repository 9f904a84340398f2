import type { Kysely, Migration } from 'kysely';
import { makeInlet } from '../inlet.js';

/** Cases and results come in by COPY, straight to where they stay. */
export const inlets: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const table of ['batch_case', 'batch_result']) await makeInlet(db, table, 'batch');
  },
};
