import { z } from 'zod';
import {
  batchEvents,
  cancelBatch,
  findBatch,
  findResults,
  listBatches,
  removeBatch,
  resultLines,
  type ListedBatch,
  type SeenBatch,
} from '../../batches/index.js';
import { BATCH_STATES, type Role, type Store } from '../../store/index.js';
import { Download, EventStream } from '../answers.js';
import { A_TIME, pageOf, pageOfSchema, pageQuery, placeOf } from '../paging.js';
import { changingRoute, route, type Route } from '../route.js';

/** Whoever has cases; administrators have none. */
export const WITH_CASES: readonly Role[] = ['hospital', 'bureau', 'researcher'];

const counts = z.record(z.string(), z.int());

const listed = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['group', 'price']),
  schemeId: z.string().nullable(),
  policy: z.string().nullable(),
  resultFormat: z.string(),
  state: z.enum(BATCH_STATES),
  rows: z.int(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
});

const seen = listed.extend({
  share: z.number(),
  counts: counts.nullable(),
  hospitalCount: z.int(),
  hospitals: z.array(z.object({ hospital: z.string(), rows: z.int(), counts: counts.nullable() })),
  failure: z.object({ code: z.string(), zh: z.string(), en: z.string() }).nullable(),
  format: z.string(),
  encoding: z.string(),
  dialect: z.string(),
  droppedColumns: z.array(z.string()),
});

const A_BATCH = (text: string): boolean => z.uuid().safeParse(text).success;

/** Files of cases that were uploaded: how far they are, and what came of them. */
export function batchRoutes(store: Pick<Store, 'unit'>): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/batches',
      summary: { zh: '列出批次', en: 'List the batches, newest first' },
      roles: WITH_CASES,
      query: pageQuery,
      answer: pageOfSchema(listed),
      async handle({ query: { limit, cursor }, scope }) {
        const place = placeOf(cursor, A_TIME, A_BATCH);
        const behind = place === undefined ? undefined : { createdAt: new Date(place[0]!), id: place[1]! };
        const rows = await store.unit(scope, (unit) => listBatches(unit, behind, limit + 1));
        const page = pageOf(rows, limit, ({ createdAt, id }) => [createdAt.toISOString(), id]);
        return { ...page, items: page.items.map(wireListed) };
      },
    }),
    route({
      method: 'get',
      path: '/v1/batches/{id}',
      summary: { zh: '批次的状态、进度与计数', en: 'State, progress and counts of a batch' },
      roles: WITH_CASES,
      problems: ['BATCHES_UNKNOWN'],
      answer: seen,
      async handle({ params: { id }, scope }) {
        return wireSeen(await store.unit(scope, (unit) => findBatch(unit, id!)));
      },
    }),
    route({
      method: 'get',
      path: '/v1/batches/{id}/events',
      summary: { zh: '批次的进度（服务器推送事件）', en: 'Progress of a batch, as server-sent events' },
      roles: WITH_CASES,
      problems: ['BATCHES_UNKNOWN'],
      answer: 'events',
      async handle({ params: { id }, scope, lastEventId, signal }) {
        await store.unit(scope, (unit) => findBatch(unit, id!));
        return new EventStream(batchEvents(store, scope, id!, lastEventId, signal));
      },
    }),
    route({
      method: 'get',
      path: '/v1/batches/{id}/results',
      summary: { zh: '下载批次的结果，按文件中的顺序', en: 'Download the results of a batch, in the order of its file' },
      roles: WITH_CASES,
      problems: ['BATCHES_UNKNOWN', 'BATCHES_NOT_DONE'],
      answer: ['text/csv', 'application/x-ndjson'],
      patientLevel: true,
      async handle({ params: { id }, scope, noteRead }) {
        const results = await store.unit(scope, (unit) => findResults(unit, id!));
        await noteRead('batch.results', `batch ${id}`, results.rows);
        const { format } = results;
        const name = `${results.name.replace(/\.[a-z0-9]{1,6}$/i, '')}.results.${format}`;
        return new Download({ type: RESULT_TYPES[format], name, bytes: resultLines(store, scope, results) });
      },
    }),
    changingRoute({
      method: 'post',
      path: '/v1/batches/{id}/cancel',
      summary: { zh: '取消未完成的批次', en: 'Cancel a batch that is not done' },
      roles: WITH_CASES,
      problems: ['BATCHES_UNKNOWN', 'BATCHES_ENDED'],
      status: 204,
      change: {
        action: 'batch.cancel',
        async write(unit, { params: { id } }) {
          await cancelBatch(unit, id!);
          return { object: `batch ${id}` };
        },
      },
    }),
    changingRoute({
      method: 'delete',
      path: '/v1/batches/{id}',
      summary: { zh: '删除批次及其病例和结果', en: 'Delete a batch with its cases and results' },
      roles: WITH_CASES,
      problems: ['BATCHES_UNKNOWN'],
      status: 204,
      change: {
        action: 'batch.delete',
        async write(unit, { params: { id } }) {
          return { object: `batch ${id}`, rows: Number(await removeBatch(unit, id!)) };
        },
      },
    }),
  ];
}

const RESULT_TYPES = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson' } as const;

const wireListed = ({ id, name, wish, state, rows, createdAt, finishedAt }: ListedBatch): z.infer<typeof listed> => ({
  id,
  name,
  kind: wish.kind,
  schemeId: wish.schemeId ?? null,
  policy: wish.policy ?? null,
  resultFormat: wish.resultFormat,
  state,
  rows,
  createdAt: createdAt.toISOString(),
  finishedAt: finishedAt?.toISOString() ?? null,
});

function wireSeen(batch: SeenBatch): z.infer<typeof seen> {
  const { chunks, chunksDone, counts: all, hospitals, hospitalCount, failure, description } = batch;
  return {
    ...wireListed(batch),
    share: chunks === 0 ? 1 : chunksDone / chunks,
    counts: all ?? null,
    hospitalCount,
    hospitals: hospitals.map(({ hospital, rows, counts: own }) => ({ hospital, rows, counts: own ?? null })),
    failure: failure ?? null,
    ...description,
    droppedColumns: [...description.droppedColumns],
  };
}
