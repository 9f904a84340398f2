import { Migrator, sql, type Kysely, type Migration } from 'kysely';
import { keysAndAudit } from './migrations/0001-keys-and-audit.js';
import { scope } from './migrations/0002-scope.js';
import { shelf } from './migrations/0003-shelf.js';
import { documents } from './migrations/0004-documents.js';
import { batches } from './migrations/0005-batches.js';
import { jobs } from './migrations/0006-jobs.js';
import { settlements } from './migrations/0007-settlements.js';
import { reviews } from './migrations/0008-reviews.js';
import { keptAnswers } from './migrations/0009-kept-answers.js';
import { derivations } from './migrations/0010-derivations.js';
import { inlets } from './migrations/0011-inlets.js';
import { caseFilters } from './migrations/0012-case-filters.js';

/** The history of the tables, the same for both databases, in order. A step that has landed is never edited: the next one corrects it. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-keys-and-audit': keysAndAudit,
  '0002-scope': scope,
  '0003-shelf': shelf,
  '0004-documents': documents,
  '0005-batches': batches,
  '0006-jobs': jobs,
  '0007-settlements': settlements,
  '0008-reviews': reviews,
  '0009-kept-answers': keptAnswers,
  '0010-derivations': derivations,
  '0011-inlets': inlets,
  '0012-case-filters': caseFilters,
};

/**
 * Brings the tables up to date. Processes that start at the same time wait for each other.
 *
 * @throws what the database says of the step that failed; the steps before it stand
 */
export async function migrate<Tables>(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(db);
  // Said by name: else a history in any other schema of the database would be taken for ours.
  const migrationTableSchema = rows[0]!.schema;
  const migrator = new Migrator({ db, migrationTableSchema, provider: { getMigrations: async () => ({ ...MIGRATIONS }) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}
