import { z } from 'zod';
import { appliedCase, REVIEW_PAYMENTS, VOTES, type AppliedCase } from '../../../pricing/index.js';
import { decisionOf, draftOf, drawOf, swapOf } from '../../review/make-entries.js';
import { HttpError } from '../errors.js';
import type { Call, Route } from '../route.js';
import { entryBody, entryRoute, step } from './entry-route.js';
import type { SpecialCaseParts } from './parts.js';

const OF_APPLICATION = '/applications/{application}';
const HOSPITALS = ['hospital', 'bureau'] as const;
const BUREAU = ['bureau'] as const;

const word = z.string().min(1).max(200);
const period = word.meta({ description: '申报期间 | 2026-Q1 by quarter, 2026-01 by month' });
const plain = z.strictObject(entryBody);
const aCase = {
  ...entryBody,
  period,
  case: appliedCase.omit({ hospital: true }),
  hospital: word.optional().meta({ description: '医疗机构；医院不填 | the hospital; a hospital leaves it out' }),
};
const applied = z.strictObject(aCase);
type Applied = z.output<typeof applied>;

const EXAMPLE_CASE = {
  caseId: 'D2026-0000007',
  method: 'drg-rate',
  fund: 'employee',
  dischargeDate: '2026-02-11',
  ground: 'high-cost',
  facts: { cost: '30000.00', standard: '10000.00' },
};

/** What becomes of an application, step by step. */
export function specialCaseEntries(parts: SpecialCaseParts): readonly Route[] {
  return [
    entryRoute(parts, {
      path: '/periods',
      action: 'open',
      summary: { zh: '开放一个申报期间', en: 'Open a period for applications' },
      roles: BUREAU,
      body: z.strictObject({ ...entryBody, period, discharges: z.record(word, z.int().min(0)) }),
      problems: ['PRICING_REVIEW_PERIOD_INVALID'],
      example: { body: { period: '2026-Q1', discharges: { 'drg-rate': 12345, 'drg-points': 0, dip: 0 }, why: 'first quarter' } },
      make:
        ({ period: opened, discharges }) =>
        () => [{ action: 'open', period: opened, discharges }],
    }),
    entryRoute<Applied>(parts, {
      path: '/applications',
      action: 'apply',
      summary: { zh: '起草特例单议申请', en: 'Draft an application' },
      roles: HOSPITALS,
      body: applied,
      problems: [
        'PRICING_REVIEW_PERIOD_UNKNOWN',
        'PRICING_REVIEW_PERIOD_INVALID',
        'PRICING_REVIEW_REPEATED',
        'PRICING_REVIEW_NOT_ELIGIBLE',
      ],
      example: { body: { period: '2026-Q1', case: EXAMPLE_CASE, why: 'high cost' } },
      make: (body, call) => (register) => [draftOf(register, body.period, caseOf(body, call))],
    }),
    entryRoute(parts, {
      path: `${OF_APPLICATION}/submit`,
      action: 'submit',
      summary: { zh: '提交申请', en: 'Hand in an application, inside window and quota' },
      roles: HOSPITALS,
      body: plain,
      problems: [
        'PRICING_REVIEW_NOT_ELIGIBLE',
        'PRICING_REVIEW_WINDOW_CLOSED',
        'PRICING_REVIEW_QUOTA_USED',
        'PRICING_REVIEW_NO_QUOTA',
      ],
      make: step('submit'),
    }),
    entryRoute(parts, {
      path: `${OF_APPLICATION}/return`,
      action: 'return',
      summary: { zh: '退回补正', en: 'Return an application for missing papers' },
      roles: BUREAU,
      body: plain,
      make: step('return'),
    }),
    entryRoute(parts, {
      path: `${OF_APPLICATION}/expire`,
      action: 'expire',
      summary: { zh: '逾期失效', en: 'End an application that was not handed in again' },
      roles: BUREAU,
      body: plain,
      problems: ['PRICING_REVIEW_WINDOW_CLOSED'],
      make: step('expire'),
    }),
    entryRoute(parts, {
      path: `${OF_APPLICATION}/screen`,
      action: 'screen',
      summary: { zh: '初审通过', en: 'Pass the check by rules' },
      roles: BUREAU,
      body: plain,
      make: step('screen'),
    }),
    entryRoute(parts, {
      path: `${OF_APPLICATION}/draw`,
      action: 'draw',
      summary: { zh: '随机抽取专家', en: 'Draw experts at random' },
      roles: BUREAU,
      body: z.strictObject({
        ...entryBody,
        experts: z
          .array(z.strictObject({ expert: word, hospital: z.string().max(200).default('') }))
          .min(1)
          .max(2000)
          .meta({ description: '专家库，只有编号 | the roster: numbers, no names' }),
        recused: z.array(word).max(100).optional().meta({ description: '回避的专家 | experts who recuse themselves' }),
        seed: word.optional().meta({ description: '随机种子，默认随机产生并记录 | random and recorded unless stated' }),
      }),
      problems: ['PRICING_REVIEW_EXPERTS_TOO_FEW', 'PRICING_REVIEW_EXPERT_REPEATED'],
      make:
        ({ experts, recused, seed }, { params }) =>
        (register, { panelSize }) => [
          drawOf(register, params['application']!, { experts, recused, seed, size: panelSize.value }),
        ],
    }),
    entryRoute(parts, {
      path: `${OF_APPLICATION}/votes`,
      action: 'vote',
      summary: { zh: '登记专家投票', en: 'Enter the vote of an expert' },
      roles: BUREAU,
      body: z.strictObject({ ...entryBody, expert: word, vote: z.enum(VOTES) }),
      problems: ['PRICING_REVIEW_NO_VOTE'],
      make:
        ({ expert, vote }, { params }) =>
        () => [{ action: 'vote', application: params['application']!, expert, vote }],
    }),
    entryRoute(parts, {
      path: `${OF_APPLICATION}/decision`,
      action: 'decide',
      summary: { zh: '按投票作出结论', en: 'The decision of the votes' },
      roles: BUREAU,
      body: z.strictObject({
        ...entryBody,
        payment: z
          .strictObject({ pays: z.enum(REVIEW_PAYMENTS), amount: word })
          .optional()
          .meta({ description: '通过时的支付；不填为不通过 | how an approved case is paid; without it: rejected' }),
      }),
      problems: ['PRICING_REVIEW_VOTES_OPEN'],
      make:
        ({ payment }, { params }) =>
        () => [decisionOf(params['application']!, payment)],
    }),
    entryRoute(parts, {
      path: `${OF_APPLICATION}/appeal`,
      action: 'appeal',
      summary: { zh: '申诉，另抽专家', en: 'Appeal against a decision, to other experts' },
      roles: HOSPITALS,
      body: plain,
      problems: ['PRICING_REVIEW_APPEAL_CLOSED'],
      make: step('appeal'),
    }),
    entryRoute<Applied>(parts, {
      path: `${OF_APPLICATION}/swap`,
      action: 'swap',
      summary: { zh: '置换：用另一病例代替', en: 'Put another case in the place of an application' },
      roles: HOSPITALS,
      body: applied,
      problems: ['PRICING_REVIEW_SWAPS_USED', 'PRICING_REVIEW_REPEATED', 'PRICING_REVIEW_NOT_ELIGIBLE'],
      make: (body, call) => (register) => swapOf(register, call.params['application']!, body.period, caseOf(body, call)),
    }),
    entryRoute(parts, {
      path: `${OF_APPLICATION}/price`,
      action: 'price',
      summary: { zh: '按结论计价', en: 'Priced by the decision' },
      roles: BUREAU,
      body: plain,
      make: step('price'),
    }),
    entryRoute(parts, {
      path: `${OF_APPLICATION}/clear`,
      action: 'clear',
      summary: { zh: '登记清算', en: 'Cleared by a run, with what the fund paid' },
      roles: BUREAU,
      body: z.strictObject({ ...entryBody, run: word, fundPaid: word }),
      make:
        ({ run, fundPaid }, { params }) =>
        () => [{ action: 'clear', application: params['application']!, run, fundPaid }],
    }),
  ];
}

/** The case of an application: a hospital applies for its own, a bureau names the hospital. */
function caseOf({ case: one, hospital: named }: Applied, { caller: { role, institution } }: Pick<Call, 'caller'>): AppliedCase {
  const isHospital = role === 'hospital';
  if (isHospital ? named !== undefined && named !== institution : named === undefined)
    throw new HttpError('HTTP_BODY_INVALID', { why: 'hospital' });
  return { ...one, hospital: isHospital ? institution : named! };
}
