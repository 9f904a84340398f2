import { sql, type Selectable } from 'kysely';
import { recordFields } from '../../reference-data/index.js';
import { copyField } from '../batch/copy-text.js';
import { filterMarks } from '../batch/id-filter.js';
import { createRecordReader } from '../batch/record-reader.js';
import type { ReadCase } from '../intake/index.js';
import type { BatchRow, Unit } from '../store/index.js';
import type { AskedBatch } from './batch-wish.js';
import { ownRows, rowOf } from './find-batches.js';
import { openLayout, type KeptLayout } from './kept-layout.js';

/** A case of a batch. */
export interface FoundCase {
  /** Its number in the file, counted from 1. */
  readonly number: number;
  readonly hospital: string;
  /** As it was read. */
  readonly read: ReadCase;
  /** The columns of its result; undefined until there is one. */
  readonly result: Readonly<Record<string, unknown>> | undefined;
}

/** Cases of a batch that have one identifier: usually one. */
export interface FoundCases {
  readonly asked: AskedBatch;
  readonly cases: readonly FoundCase[];
}

/** More that have the same identifier are not shown. */
const MOST_CASES = 20;

/** @throws BATCHES_UNKNOWN where there is none that the scope sees */
export async function findCases(unit: Unit, id: string, caseId: string): Promise<FoundCases> {
  const row = await rowOf(unit, id);
  const { db, scope } = unit;
  const chunks = await chunksWith(unit, row.id, caseId);
  const found =
    chunks.length === 0
      ? []
      : await ownRows(db.selectFrom('batch_case'), scope)
          .select(['chunk', 'place', 'hospital', 'record'])
          .where('batch', '=', row.id)
          .where('chunk', 'in', chunks)
          .where('case_id', '=', caseId)
          .orderBy('chunk')
          .orderBy('place')
          .limit(MOST_CASES)
          .execute();
  const reader = createRecordReader(openLayout(id, JSON.parse(row.layout) as KeptLayout));
  const cases: FoundCase[] = [];
  for (const { chunk, place, hospital, record } of found) {
    const before = await db
      .selectFrom('batch_chunk')
      .select(({ fn }) => fn.sum<string | null>('rows').as('rows'))
      .where('batch', '=', row.id)
      .where('chunk', '<', chunk)
      .executeTakeFirstOrThrow();
    const number = Number(before.rows ?? 0) + place + 1;
    cases.push({ number, hospital, read: reader.read(record)!, result: await resultOf(unit, row, chunk, place) });
  }
  return { asked: JSON.parse(row.asked) as AskedBatch, cases };
}

/** Chunks of a batch that may hold a case: the filters of the others say that it is not there. */
async function chunksWith({ db }: Unit, batch: string, caseId: string): Promise<number[]> {
  const bits = sql`8 * octet_length(case_filter)`;
  const isMarked = filterMarks(copyField(caseId)).map(
    (mark) => sql<boolean>`get_bit(case_filter, ${sql.lit(mark)}::bigint % (${bits})) = 1`,
  );
  const found = await db
    .selectFrom('batch_chunk')
    .select('chunk')
    .where('batch', '=', batch)
    .where(({ and }) => and(isMarked))
    .execute();
  return found.map(({ chunk }) => chunk);
}

async function resultOf(
  { db }: Unit,
  batch: Selectable<BatchRow>,
  chunk: number,
  place: number,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const row = await db
    .selectFrom('batch_result')
    .select('line')
    .where('batch', '=', batch.id)
    .where('chunk', '=', chunk)
    .where('place', '=', place)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  if (batch.header === '') return JSON.parse(row.line) as Record<string, unknown>;
  const columns = recordFields(batch.header.slice(0, -1), ',');
  const fields = recordFields(row.line, ',');
  return Object.fromEntries(columns.map((column, at) => [column, fields[at]!]));
}
