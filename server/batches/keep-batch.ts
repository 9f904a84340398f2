import { sql } from 'kysely';
import type { Jobs } from '../jobs/index.js';
import type { Unit } from '../store/index.js';
import { BATCH_CHUNK } from './batch-chunks.js';
import type { AskedBatch } from './batch-wish.js';
import { BatchesError } from './errors.js';
import type { ReceivedUpload } from './receive-upload.js';

/** What was kept of an upload. */
export interface KeptUpload {
  readonly rows: number;
  readonly hospitals: number;
}

/**
 * Puts an upload into the database while it comes through the door, with the jobs that answer it: all of it stands, or nothing.
 *
 * @throws BATCHES_SENT_BEFORE, and as `admitFile`
 */
export async function keepBatch(unit: Unit, jobs: Pick<Jobs, 'submitAll'>, upload: ReceivedUpload): Promise<KeptUpload> {
  const { batch, askedSha256, file, scope, signal } = upload;
  if (!upload.again) await refuseRepeated(unit, askedSha256);
  const owned = { region: scope.region, institution: scope.institution, key_id: scope.keyId };
  const { edition, header, columns, description, layout } = file.admitted;
  await unit.db
    .insertInto('batch')
    .values({
      id: batch,
      kind: upload.wish.kind,
      ...owned,
      name: upload.name,
      sha256: upload.sha256,
      asked_sha256: askedSha256,
      asked: JSON.stringify({ wish: upload.wish, policyId: upload.policyId, edition } satisfies AskedBatch),
      description: JSON.stringify(description),
      layout: JSON.stringify(layout),
      columns: JSON.stringify(columns),
      header,
      rows: 0n,
      chunks: 0,
      state: 'queued',
      failure: null,
      finished_at: null,
    })
    .execute();
  await unit.copyIn({ table: 'batch_case', columns: CASE_COLUMNS, among: { batch } }, file.rows());
  const report = await file.report;
  const rows = report.chunks.reduce((sum, chunk) => sum + chunk.rows, 0);
  const ended = rows === 0 ? ({ state: 'done', finished_at: new Date() } as const) : {};
  await unit.db
    .updateTable('batch')
    .set({ rows: BigInt(rows), chunks: report.chunks.length, ...ended })
    .where('id', '=', batch)
    .execute();
  const hospitals = [...report.hospitals].map(([hospital, cases]) => ({
    batch,
    hospital,
    ...owned,
    rows: BigInt(cases),
    counts: null,
  }));
  for (const some of portions(hospitals)) await unit.db.insertInto('batch_hospital').values(some).execute();
  const chunks = report.chunks.map(({ rows, ids }, chunk) => ({ batch, chunk, rows, is_done: false, case_filter: ids }));
  for (const some of portions(chunks)) {
    await unit.db.insertInto('batch_chunk').values(some).execute();
    const payloads = some.map(({ chunk }) => ({ batch, chunk }));
    await jobs.submitAll(unit, BATCH_CHUNK, payloads);
  }
  signal.throwIfAborted();
  return { rows, hospitals: hospitals.length };
}

const CASE_COLUMNS = ['batch', 'chunk', 'place', 'hospital', 'case_id', 'record'] as const;

/** Of two that come at the same time the second waits here for the first. */
async function refuseRepeated({ db }: Unit, asked: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${asked}, 0))`.execute(db);
  const before = await db
    .selectFrom('batch')
    .select('id')
    .where('asked_sha256', '=', asked)
    .where('state', 'not in', ['failed', 'cancelled'])
    .limit(1)
    .executeTakeFirst();
  if (before !== undefined) throw new BatchesError('BATCHES_SENT_BEFORE', { batch: before.id });
}

/** Rows that one statement takes. */
const PORTION = 1000;

function* portions<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let at = 0; at < rows.length; at += PORTION) yield rows.slice(at, at + PORTION);
}
