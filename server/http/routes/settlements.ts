import { z } from 'zod';
import {
  askedSettlement,
  prepareStart,
  STATES,
  type NamedThings,
  type Settlement,
  type Settlements,
  type SettlementToStart,
} from '../../settlements/index.js';
import type { Store, Unit } from '../../store/index.js';
import { EventStream } from '../answers.js';
import { HttpError } from '../errors.js';
import { A_NAME, A_TIME, pageOf, pageOfSchema, pageQuery, placeOf } from '../paging.js';
import { changingRoute, route, type Call, type Route } from '../route.js';
import { INPUT_PROBLEMS } from '../wire-names.js';
import { settlementEvents } from './settlement-events.js';
import { seesAll, showSettlement, shownSettlement } from './shown-settlement.js';

export interface SettlementRouteParts {
  readonly store: Store;
  readonly settlements: Settlements;
  readonly things: NamedThings;
}

/** @throws HTTP_NOT_FOUND, also for what belongs to others */
export async function foundSettlement(settlements: Settlements, unit: Unit, id: string): Promise<Settlement> {
  const found = await settlements.find(unit, id);
  if (found === undefined) throw new HttpError('HTTP_NOT_FOUND', { what: `settlement ${id}` });
  return found;
}

/** Settlements: started, followed, listed, verified, published and discarded. */
export function settlementRoutes({ store, settlements, things }: SettlementRouteParts): readonly Route[] {
  const find = (call: Call) => store.unit(call.scope, (unit) => foundSettlement(settlements, unit, call.params['id']!));
  return [
    changingRoute<z.infer<typeof askedSettlement>, object, SettlementToStart>({
      method: 'post',
      path: '/v1/settlements',
      summary: { zh: '发起月度预结算或年度清算', en: 'Start settling a month, or clearing a year' },
      roles: ['bureau'],
      body: askedSettlement,
      longestBody: LONGEST_ASKED,
      status: 202,
      answer: shownSettlement,
      problems: [...INPUT_PROBLEMS, 'SETTLEMENTS_OTHER_REGION', 'SETTLEMENTS_PERIOD_TAKEN'],
      change: {
        action: 'settlement.start',
        prepare: ({ scope, body }) => prepareStart(things, scope, body),
        async write(unit, call, toStart) {
          const started = await settlements.start(unit, toStart);
          return {
            object: started.id,
            purpose: `${started.policyRegion} ${started.period}`,
            answer: showSettlement(started, seesAll(call)),
          };
        },
      },
    }),
    route<undefined, z.infer<typeof listQuery>>({
      method: 'get',
      path: '/v1/settlements',
      summary: { zh: '列出结算', en: 'List the settlements' },
      roles: ['bureau', 'hospital'],
      query: listQuery,
      answer: pageOfSchema(shownSettlement),
      async handle(call) {
        const { limit, cursor, period, state } = call.query;
        const [startedAt, id] = placeOf(cursor, A_TIME, A_NAME) ?? [];
        const before = startedAt === undefined ? undefined : { startedAt, id: id! };
        const rows = await store.unit(call.scope, (unit) => settlements.list(unit, { period, state, before, limit: limit + 1 }));
        const { items, next } = pageOf(rows, limit, (row) => [row.startedAt.toISOString(), row.id]);
        return { items: items.map((one) => showSettlement(one, seesAll(call as Call))), next };
      },
    }),
    route({
      method: 'get',
      path: '/v1/settlements/{id}',
      summary: { zh: '一次结算的状态和汇总', en: 'A settlement: how far it is, and what it came to' },
      roles: ['bureau', 'hospital'],
      answer: shownSettlement,
      handle: async (call) => showSettlement(await find(call as Call), seesAll(call as Call)),
    }),
    route({
      method: 'get',
      path: '/v1/settlements/{id}/events',
      summary: { zh: '跟踪结算进度', en: 'Follow a settlement' },
      roles: ['bureau'],
      answer: 'events',
      async handle(call) {
        await find(call as Call);
        return new EventStream(settlementEvents(() => find(call as Call), call.signal));
      },
    }),
    changingRoute({
      method: 'post',
      path: '/v1/settlements/{id}/verify',
      summary: { zh: '重算并逐字节核对', en: 'Recompute a settlement and compare every byte' },
      roles: ['bureau'],
      status: 202,
      answer: z.looseObject({ state: z.string() }),
      problems: ['SETTLEMENTS_WRONG_STATE'],
      change: {
        action: 'settlement.verify',
        async write(unit, { params }) {
          const settlement = await foundSettlement(settlements, unit, params['id']!);
          return { object: settlement.id, answer: await settlements.askVerification(unit, settlement) };
        },
      },
    }),
    changingRoute({
      method: 'post',
      path: '/v1/settlements/{id}/publish',
      summary: {
        zh: '公布结算（须由发起者以外的密钥）',
        en: 'Publish a settlement, with another key than the one that started it',
      },
      roles: ['bureau'],
      answer: shownSettlement,
      problems: ['SETTLEMENTS_WRONG_STATE', 'SETTLEMENTS_SAME_KEY'],
      change: {
        action: 'settlement.publish',
        async write(unit, { params, caller }) {
          const settlement = await foundSettlement(settlements, unit, params['id']!);
          await settlements.publish(unit, settlement, caller.keyId);
          return { object: settlement.id, answer: showSettlement(await foundSettlement(settlements, unit, settlement.id), true) };
        },
      },
    }),
    changingRoute({
      method: 'delete',
      path: '/v1/settlements/{id}',
      summary: { zh: '撤销未公布的结算', en: 'Discard a settlement that is not published' },
      roles: ['bureau'],
      status: 204,
      problems: ['SETTLEMENTS_WRONG_STATE', 'SETTLEMENTS_BUILT_ON'],
      change: {
        action: 'settlement.discard',
        async write(unit, { params }) {
          const settlement = await foundSettlement(settlements, unit, params['id']!);
          await settlements.discard(unit, settlement);
          return { object: settlement.id };
        },
      },
    }),
  ];
}

/** With tables of figures in it. Unit: bytes. */
const LONGEST_ASKED = 24 * 1024 * 1024;

const listQuery = pageQuery.extend({
  period: z
    .string()
    .regex(/^\d{4}(-\d{2})?$/)
    .optional(),
  state: z.enum(STATES).optional(),
});
