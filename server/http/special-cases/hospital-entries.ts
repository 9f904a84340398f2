import { z } from 'zod';
import { appliedCase, type AppliedCase } from '../../../pricing/index.js';
import { draftOf, swapOf } from '../../review/make-entries.js';
import { HttpError } from '../errors.js';
import type { Call, Route } from '../route.js';
import { entryBody, entryRoute, step } from './entry-route.js';
import type { SpecialCaseParts } from './parts.js';
import { OF_APPLICATION, period, word } from './words.js';

/** A bureau may write down what came to it on paper. */
const HOSPITALS = ['hospital', 'bureau'] as const;

const plain = z.strictObject(entryBody);
const applied = z.strictObject({
  ...entryBody,
  period,
  case: appliedCase.omit({ hospital: true }),
  hospital: word.optional().meta({ description: '医疗机构；医院不填 | the hospital; a hospital leaves it out' }),
});
type Applied = z.output<typeof applied>;

const EXAMPLE_CASE = {
  caseId: 'D2026-0000007',
  method: 'drg-rate',
  fund: 'employee',
  dischargeDate: '2026-02-11',
  ground: 'high-cost',
  facts: { cost: '30000.00', standard: '10000.00' },
};

/** What a hospital does with its applications. */
export function hospitalEntries(parts: SpecialCaseParts): readonly Route[] {
  return [
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
  ];
}

/** The case of an application: a hospital applies for its own, a bureau names the hospital. */
function caseOf({ case: one, hospital: named }: Applied, { caller: { role, institution } }: Pick<Call, 'caller'>): AppliedCase {
  const isHospital = role === 'hospital';
  if (isHospital ? named !== undefined && named !== institution : named === undefined)
    throw new HttpError('HTTP_BODY_INVALID', { why: 'hospital' });
  return { ...one, hospital: isHospital ? institution : named! };
}
