import { sql, type Kysely, type Selectable } from 'kysely';
import type { Failure } from '../jobs/index.js';
import type { CaseSourceDescription } from '../intake/index.js';
import type { BatchRow, BatchState, Scope, Tables, Unit } from '../store/index.js';
import type { AskedBatch, BatchWish } from './batch-wish.js';
import { BatchesError } from './errors.js';

/** A batch as whoever may see it sees it: of a hospital only its own cases count. */
export interface SeenBatch {
  readonly id: string;
  /** Name of its file. */
  readonly name: string;
  readonly wish: BatchWish;
  readonly state: BatchState;
  readonly failure: Failure | undefined;
  readonly description: CaseSourceDescription;
  /** Cases. */
  readonly rows: number;
  /** Chunks, and how many of them are done: how far it is. */
  readonly chunks: number;
  readonly chunksDone: number;
  /** Cases by status; undefined until it is done. */
  readonly counts: Readonly<Record<string, number>> | undefined;
  /** Hospitals with cases in it, and those of them with the most. */
  readonly hospitalCount: number;
  readonly hospitals: readonly SeenHospital[];
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

/** Cases of a hospital in a batch. */
export interface SeenHospital {
  readonly hospital: string;
  readonly rows: number;
  readonly counts: Readonly<Record<string, number>> | undefined;
}

/** Hospitals that are shown: a province has some thousand, a column of the wrong name one for each case. */
const MOST_HOSPITALS = 1000;

/** Where a page of the list begins: behind this batch. */
export interface BatchPlace {
  readonly createdAt: Date;
  readonly id: string;
}

/** A batch of the list. */
export type ListedBatch = Pick<SeenBatch, 'id' | 'name' | 'wish' | 'state' | 'rows' | 'createdAt' | 'finishedAt'>;

/** Batches, newest first. @param most One more than a page holds says whether there is another. */
export async function listBatches(
  { db, scope }: Unit,
  behind: BatchPlace | undefined,
  most: number,
): Promise<readonly ListedBatch[]> {
  let query = db
    .selectFrom('batch')
    .selectAll()
    .select(({ selectFrom }) =>
      ownRows(selectFrom('batch_hospital'), scope)
        .select(({ fn }) => fn.sum<string | null>('rows').as('seen'))
        .whereRef('batch', '=', 'batch.id')
        .as('seen'),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(most);
  if (behind !== undefined) {
    query = query.where(({ eb, refTuple, tuple }) => eb(refTuple('created_at', 'id'), '<', tuple(behind.createdAt, behind.id)));
  }
  return (await query.execute()).map((row) => ({ ...listed(row), rows: Number(row.seen ?? 0) }));
}

const listed = (row: Selectable<BatchRow>): Omit<ListedBatch, 'rows'> => ({
  id: row.id,
  name: row.name,
  wish: (JSON.parse(row.asked) as AskedBatch).wish,
  state: row.state,
  createdAt: row.created_at,
  finishedAt: row.finished_at,
});

/** @throws BATCHES_UNKNOWN where there is none that the scope sees */
export async function findBatch(unit: Unit, id: string): Promise<SeenBatch> {
  const { db, scope } = unit;
  const row = await rowOf(unit, id);
  const hospitals = await ownRows(db.selectFrom('batch_hospital'), scope)
    .select(['hospital', 'rows', 'counts'])
    .where('batch', '=', id)
    .orderBy('rows', 'desc')
    .orderBy('hospital')
    .limit(MOST_HOSPITALS)
    .execute();
  const { rows, hospitalCount } = await ownRows(db.selectFrom('batch_hospital'), scope)
    .select(({ fn }) => [fn.sum<string | null>('rows').as('rows'), fn.countAll<bigint>().as('hospitalCount')])
    .where('batch', '=', id)
    .executeTakeFirstOrThrow();
  return {
    ...listed(row),
    failure: row.failure === null ? undefined : (JSON.parse(row.failure) as Failure),
    description: JSON.parse(row.description) as CaseSourceDescription,
    rows: Number(rows ?? 0),
    chunks: row.chunks,
    chunksDone: await chunksDone(db, id),
    counts: row.state === 'done' ? await countsOf(unit, id) : undefined,
    hospitalCount: Number(hospitalCount),
    hospitals: hospitals.map(({ hospital, rows: cases, counts }) => ({
      hospital,
      rows: Number(cases),
      counts: counts === null ? undefined : (JSON.parse(counts) as Record<string, number>),
    })),
  };
}

async function countsOf({ db, scope }: Unit, batch: string): Promise<Readonly<Record<string, number>>> {
  const counted = await ownRows(db.selectFrom('batch_hospital'), scope)
    .innerJoinLateral(sql<{ key: string; value: string }>`jsonb_each_text(counts::jsonb)`.as('one'), (join) => join.onTrue())
    .select(({ fn }) => ['one.key as status', fn.sum<string>(sql<number>`one.value::bigint`).as('cases')])
    .where('batch', '=', batch)
    .groupBy('one.key')
    .orderBy('one.key')
    .execute();
  return Object.fromEntries(counted.map(({ status, cases }) => [status, Number(cases)]));
}

/** How far a batch is. @throws BATCHES_UNKNOWN where there is none that the scope sees */
export async function findProgress(unit: Unit, id: string): Promise<Pick<SeenBatch, 'state' | 'chunks' | 'chunksDone'>> {
  const { state, chunks } = await rowOf(unit, id);
  return { state, chunks, chunksDone: await chunksDone(unit.db, id) };
}

const IDENTIFIER = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** The row of a batch. @param id As it is written, which may be anything. @throws BATCHES_UNKNOWN where there is none that the scope sees */
export async function rowOf({ db }: Pick<Unit, 'db'>, id: string): Promise<Selectable<BatchRow>> {
  const row = IDENTIFIER.test(id) ? await db.selectFrom('batch').selectAll().where('id', '=', id).executeTakeFirst() : undefined;
  if (row === undefined) throw new BatchesError('BATCHES_UNKNOWN', { batch: id });
  return row;
}

async function chunksDone(db: Kysely<Tables>, batch: string): Promise<number> {
  const { done } = await db
    .selectFrom('batch_chunk')
    .select(({ fn }) => fn.countAll<bigint>().as('done'))
    .where('batch', '=', batch)
    .where('is_done', '=', true)
    .executeTakeFirstOrThrow();
  return Number(done);
}

/** Whether a batch is the caller's to change: a hospital sees, in those of others, its own cases alone. */
export function isOwn(
  { role, region, institution, keyId }: Scope,
  batch: Pick<BatchRow, 'region' | 'institution' | 'key_id'>,
): boolean {
  if (role === 'hospital') return batch.institution === institution;
  if (role === 'bureau') return region !== '' && batch.region.startsWith(region);
  return role === 'researcher' && batch.key_id === keyId;
}

/** Of a hospital only its own rows, before the database says the same. */
export function ownRows<Query extends { where(column: 'hospital', by: '=', value: string): Query }>(
  query: Query,
  { role, institution }: Scope,
): Query {
  return role === 'hospital' ? query.where('hospital', '=', institution) : query;
}
