import { z } from 'zod';
import { billRecord } from '../../bills/bill-record.js';
import { ROLES } from '../../store/index.js';
import type { PolicyCache } from '../policy-cache.js';
import { route, type Route } from '../route.js';
import { caseFields, exactlyOneOf, readWireCase } from '../wire-case.js';
import { policyName, purpose } from '../wire-names.js';

const billRequest = exactlyOneOf(
  z.strictObject({ policy: policyName, ...caseFields, purpose, firstStay: z.boolean().optional() }),
  ['discharge', 'settlementList'],
);

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
    async handle({ body: { policy: name, purpose: of, firstStay = false, ...asked } }) {
      const pricing = await policies.pricing(name);
      const outcome = pricing.bills({ purpose: of, firstStay }).settle(readWireCase(asked));
      if (outcome.split === undefined) throw outcome.error;
      return billRecord(outcome);
    },
  });
}
