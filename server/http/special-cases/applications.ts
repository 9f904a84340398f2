import { z } from 'zod';
import {
  parseYuan,
  printExactly,
  printYuan,
  publicationTable,
  reviewResults,
  STATES,
  type ReviewState,
} from '../../../pricing/index.js';
import { publicationOf } from '../../review/make-entries.js';
import { briefApplication, listApplications, seesApplication, wholeApplication } from '../../reviews/index.js';
import { HttpError } from '../errors.js';
import { A_NAME, pageOf, pageOfSchema, pageQuery, placeOf } from '../paging.js';
import { route, type Call, type Route } from '../route.js';
import { yuan } from '../wire-payment.js';
import { entryBody, entryRoute } from './entry-route.js';
import { namedRegister, type SpecialCaseParts } from './parts.js';
import { readRegister } from './registers.js';

const state = z.enum(Object.keys(STATES) as [ReviewState, ...ReviewState[]]);

const brief = z.object({
  application: z.string(),
  period: z.string(),
  state,
  hospital: z.string(),
  caseId: z.string(),
  method: z.string(),
  fund: z.string(),
  dischargeDate: z.string(),
  ground: z.string(),
});

const whole = z.looseObject({
  application: z.string(),
  period: z.string(),
  state,
  case: z.looseObject({ caseId: z.string(), hospital: z.string() }),
  history: z.array(z.looseObject({ action: z.string(), to: state, at: z.string(), by: z.string(), why: z.string() })),
});

const listQuery = pageQuery.extend({
  period: z.string().max(20).optional(),
  state: state.optional(),
  hospital: z.string().max(64).optional(),
});

const result = z.object({
  application: z.string(),
  caseId: z.string(),
  hospital: z.string(),
  fund: z.string(),
  year: z.string(),
  result: z.string(),
  amount: z.string(),
});

const published = {
  schema: {
    table: z.array(
      z.object({
        hospital: z.string(),
        applied: z.int(),
        approved: z.int(),
        shareOfDischarges: z.string(),
        fundPaid: z.string(),
        shareOfSpending: z.string(),
      }),
    ),
  },
};

/** Applications: listed, read with their history, their results, and the table that is published. */
export function applicationRoutes(parts: SpecialCaseParts): readonly Route[] {
  const { store } = parts;
  return [
    route<undefined, z.infer<typeof listQuery>>({
      method: 'get',
      path: '/v1/special-cases/{register}/applications',
      summary: { zh: '列出申请', en: 'List the applications' },
      roles: ['bureau', 'hospital'],
      query: listQuery,
      answer: pageOfSchema(brief),
      patientLevel: true,
      async handle(call) {
        const { limit, cursor, ...narrowed } = call.query;
        const [after] = placeOf(cursor, A_NAME) ?? [];
        const { kept, found } = await store.unit(call.scope, async (unit) => {
          const named = await namedRegister(unit, call);
          return { kept: named, found: await listApplications(unit, named, { ...narrowed, after, limit: limit + 1 }) };
        });
        const { items, next } = pageOf(found, limit, (one) => [one]);
        await call.noteRead('special-case.list', kept.id, items.length);
        const register = await readRegister(parts, call as Call);
        return { items: items.map((one) => briefApplication(register, one)), next };
      },
    }),
    route({
      method: 'get',
      path: '/v1/special-cases/{register}/applications/{application}',
      summary: { zh: '一份申请及其全部经过', en: 'An application with its history' },
      roles: ['bureau', 'hospital'],
      answer: whole,
      patientLevel: true,
      async handle(call) {
        const application = call.params['application']!;
        const kept = await store.unit(call.scope, async (unit) => {
          const named = await namedRegister(unit, call);
          if (await seesApplication(unit, named, application)) return named;
          throw new HttpError('HTTP_NOT_FOUND', { what: `application ${application}` });
        });
        await call.noteRead('special-case.read', `${kept.id} ${application}`, 1);
        const register = await readRegister(parts, call as Call);
        return wholeApplication(register, application, call.caller.role === 'bureau');
      },
    }),
    route<undefined, { readonly year?: string | undefined }>({
      method: 'get',
      path: '/v1/special-cases/{register}/results',
      summary: { zh: '结论，供清算使用', en: 'Results that stand, for the clearing of their year' },
      roles: ['bureau'],
      query: z.strictObject({
        year: z
          .string()
          .regex(/^\d{4}$/)
          .optional(),
      }),
      answer: z.object({ results: z.array(result) }),
      patientLevel: true,
      async handle(call) {
        const register = await readRegister(parts, call as Call);
        const results = reviewResults(register, call.query.year).map((one) => ({
          application: one.application,
          caseId: one.caseId,
          hospital: one.hospital,
          fund: one.fund,
          year: one.dischargeDate.slice(0, 4),
          result: one.result,
          amount: one.result === 'ordinary' ? '' : printYuan(one.result === 'by-item' ? one.allowedCharges : one.standard),
        }));
        await call.noteRead('special-case.results', call.params['register']!, results.length);
        return { results };
      },
    }),
    entryRoute(parts, {
      path: '/publications',
      action: 'publish',
      summary: { zh: '公布一个期间的公示表', en: 'Publish the table of a period by hospital' },
      roles: ['bureau'],
      body: z.strictObject({
        ...entryBody,
        period: z.string().min(1).max(20),
        hospitals: z
          .array(z.strictObject({ hospital: z.string().min(1).max(64), discharges: z.int().min(0), fundPaid: yuan }))
          .min(1)
          .max(5000),
      }),
      problems: ['PRICING_DIVISION_BY_ZERO'],
      make:
        ({ period }) =>
        (register) =>
          publicationOf(register, period),
      more: {
        ...published,
        of: (register, { period, hospitals }) => ({
          table: publicationTable(
            register,
            hospitals.map((one) => ({ ...one, fundPaid: parseYuan(String(one.fundPaid)) })),
            period,
          ).map((row) => ({
            ...row,
            shareOfDischarges: printExactly(row.shareOfDischarges),
            fundPaid: printYuan(row.fundPaid),
            shareOfSpending: printExactly(row.shareOfSpending),
          })),
        }),
      },
    }),
  ];
}
