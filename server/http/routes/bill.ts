import { z } from 'zod';
import { billRecord } from '../../bills/bill-record.js';
import { ROLES } from '../../store/index.js';
import { EXAMPLE_DISCHARGE } from '../example-case.js';
import type { PolicyCache } from '../policy-cache.js';
import { route, type Route } from '../route.js';
import { caseFields, exactlyOneOf, readWireCase } from '../wire-case.js';
import { firstStay, policyName, POLICY_PROBLEMS, purpose } from '../wire-names.js';

const billRequest = exactlyOneOf(z.strictObject({ policy: policyName, ...caseFields, purpose, firstStay }), [
  'discharge',
  'settlementList',
]);

/** Why a bill cannot be split. */
const BILL_PROBLEMS = [
  'PRICING_FACT_MISSING',
  'PRICING_EARLIER_STAYS_UNKNOWN',
  'PRICING_FACT_INVALID',
  'PRICING_FACT_UNREADABLE',
  'PRICING_NOT_A_COUNT',
  'PRICING_NOT_A_SHARE',
  'PRICING_BILL_DOES_NOT_ADD_UP',
  'PRICING_LINES_DISAGREE',
  'PRICING_BELOW_ZERO',
  'PRICING_POLICY_NOT_IN_FORCE',
  'PRICING_SECTION_MISSING',
  'PRICING_FUND_UNKNOWN',
  'PRICING_NO_VALUE_IN_FORCE',
  'PRICING_EVIDENCE_REFUSED',
  'PRICING_NO_ROW',
] as const;

const billAnswer = z.looseObject({
  caseId: z.string(),
  bill: z.literal('settled'),
  fund: z.string(),
  settledOn: z.string(),
  fields: z.record(z.string(), z.string()),
  payers: z.array(z.looseObject({ field: z.string(), counted: z.string(), amount: z.string() })),
  yearToDate: z.record(z.string(), z.string()),
});

/** Splitting one patient's bill by all layers in one call: nothing is stored. */
export function billRoute(policies: PolicyCache): Route {
  return route({
    method: 'post',
    path: '/v1/bill',
    summary: { zh: '出院时费用分割：一次算清各层支付', en: "Split one patient's bill, all payers in one call" },
    roles: ROLES,
    body: billRequest,
    answer: billAnswer,
    problems: [...POLICY_PROBLEMS, ...BILL_PROBLEMS],
    example: { body: { policy: 'demo-dip', discharge: EXAMPLE_DISCHARGE } },
    async handle({ body: { policy: name, purpose: of, firstStay: isFirst = false, ...asked }, scope }) {
      const pricing = await policies.pricing(scope, name);
      const outcome = pricing.bills({ purpose: of, firstStay: isFirst }).settle(readWireCase(asked));
      if (outcome.split === undefined) throw outcome.error;
      return billRecord(outcome);
    },
  });
}
