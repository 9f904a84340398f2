import { z } from 'zod';
import { REVIEW_PAYMENTS, VOTES } from '../../../pricing/index.js';
import { clearingsOf, settledApplications } from '../../review/clear-by-run.js';
import { countDischarges } from '../../review/count-discharges.js';
import { decisionOf, drawOf } from '../../review/make-entries.js';
import type { Scope } from '../../store/index.js';
import type { Route } from '../route.js';
import { exactlyOneOf } from '../wire-case.js';
import { entryBody, entryRoute, step, type EntryRoute } from './entry-route.js';
import type { SpecialCaseParts } from './parts.js';
import { fromRuns, shownRun } from './settled-runs.js';
import { OF_APPLICATION, period, word } from './words.js';

const roles = ['bureau'] as const;
const plain = z.strictObject(entryBody);

const opening = exactlyOneOf(
  z.strictObject({
    ...entryBody,
    period,
    discharges: z
      .record(word, z.int().min(0))
      .optional()
      .meta({ description: '统筹区出院人次，按支付方式 | discharges of the region by method' }),
    settlements: z
      .array(word)
      .min(1)
      .max(100)
      .optional()
      .meta({ description: '由这些结算统计出院人次 | settlements that the discharges are counted in' }),
  }),
  ['discharges', 'settlements'],
);

const draw = z.strictObject({
  ...entryBody,
  experts: z
    .array(z.strictObject({ expert: word, hospital: z.string().max(200).default('') }))
    .min(1)
    .max(2000)
    .meta({ description: '专家库，只有编号 | the roster: numbers, no names' }),
  recused: z.array(word).max(100).optional().meta({ description: '回避的专家 | experts who recuse themselves' }),
  seed: word.optional().meta({ description: '随机种子，默认随机产生并记录 | random and recorded unless stated' }),
});

const decision = z.strictObject({
  ...entryBody,
  payment: z
    .strictObject({ pays: z.enum(REVIEW_PAYMENTS), amount: word })
    .optional()
    .meta({ description: '通过时的支付；不填为不通过 | how an approved case is paid; without it: rejected' }),
});

/** Steps of an application that state nothing but themselves. */
const STEPS: readonly Pick<EntryRoute<z.output<typeof plain>>, 'action' | 'summary' | 'problems'>[] = [
  { action: 'return', summary: { zh: '退回补正', en: 'Return an application for missing papers' } },
  {
    action: 'expire',
    summary: { zh: '逾期失效', en: 'End an application that was not handed in again' },
    problems: ['PRICING_REVIEW_WINDOW_CLOSED'],
  },
  { action: 'screen', summary: { zh: '初审通过', en: 'Pass the check by rules' } },
  { action: 'price', summary: { zh: '按结论计价', en: 'Priced by the decision' } },
];

/** What a bureau does: periods opened, applications decided and cleared. */
export function bureauEntries(parts: SpecialCaseParts): readonly Route[] {
  const settledRun = (scope: Scope) => (id: string) => parts.runOf(scope, id, ['settled', 'published']);
  return [
    entryRoute(parts, {
      path: '/periods',
      action: 'open',
      summary: { zh: '开放一个申报期间', en: 'Open a period for applications' },
      roles,
      body: opening,
      problems: ['PRICING_REVIEW_PERIOD_INVALID', 'SETTLEMENTS_WRONG_STATE', 'SERVER_TABLE_INVALID'],
      example: { body: { period: '2026-Q1', discharges: { 'drg-rate': 12345, 'drg-points': 0, dip: 0 }, why: 'first quarter' } },
      async make({ period: opened, discharges, settlements = [] }, { scope }, values) {
        const counted =
          discharges === undefined
            ? await fromRuns(settledRun(scope), settlements, (runs) => countDischarges(runs, opened, values))
            : { discharges };
        return () => [{ action: 'open', period: opened, ...counted }];
      },
    }),
    ...STEPS.map((one) =>
      entryRoute(parts, { ...one, path: `${OF_APPLICATION}/${one.action}`, roles, body: plain, make: step(one.action) }),
    ),
    entryRoute(parts, {
      path: `${OF_APPLICATION}/draw`,
      action: 'draw',
      summary: { zh: '随机抽取专家', en: 'Draw experts at random' },
      roles,
      body: draw,
      problems: ['PRICING_REVIEW_EXPERTS_TOO_FEW', 'PRICING_REVIEW_EXPERT_REPEATED'],
      make: ({ experts, recused, seed }, { params }, { panelSize }) => {
        const terms = { experts, recused, seed, size: panelSize.value };
        return (register) => [drawOf(register, params['application']!, terms)];
      },
    }),
    entryRoute(parts, {
      path: `${OF_APPLICATION}/votes`,
      action: 'vote',
      summary: { zh: '登记专家投票', en: 'Enter the vote of an expert' },
      roles,
      body: z.strictObject({ ...entryBody, expert: word, vote: z.enum(VOTES) }),
      problems: ['PRICING_REVIEW_NO_VOTE'],
      make: ({ expert, vote }, { params }) => {
        const made = { action: 'vote', application: params['application']!, expert, vote };
        return () => [made];
      },
    }),
    entryRoute(parts, {
      path: `${OF_APPLICATION}/decision`,
      action: 'decide',
      summary: { zh: '按投票作出结论', en: 'The decision of the votes' },
      roles,
      body: decision,
      problems: ['PRICING_REVIEW_VOTES_OPEN'],
      make: ({ payment }, { params }) => {
        const made = decisionOf(params['application']!, payment);
        return () => [made];
      },
    }),
    entryRoute(parts, {
      path: `${OF_APPLICATION}/clear`,
      action: 'clear',
      summary: { zh: '登记清算', en: 'Cleared by a run, with what the fund paid' },
      roles,
      body: z.strictObject({ ...entryBody, run: word, fundPaid: word }),
      make: ({ run, fundPaid }, { params }) => {
        const made = { action: 'clear', application: params['application']!, run, fundPaid };
        return () => [made];
      },
    }),
    entryRoute(parts, {
      path: '/clearings',
      action: 'clear-settled',
      summary: { zh: '由年度清算登记全部已清算申请', en: 'Clear every application that a settlement settled' },
      roles,
      body: z.strictObject({ ...entryBody, settlement: word }),
      problems: ['SETTLEMENTS_WRONG_STATE', 'SETTLEMENT_RUN_UNFIT'],
      async make({ settlement }, { scope }) {
        // What is not published may be discarded yet, and an entry never is.
        const published = (id: string) => parts.runOf(scope, id, ['published']);
        const found = await fromRuns(published, [settlement], ([run]) => settledApplications(run!));
        return (register) => clearingsOf(register, { ...found, path: shownRun(settlement) });
      },
    }),
  ];
}
