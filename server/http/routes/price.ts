import { z } from 'zod';
import { isCalendarDate } from '../../../reference-data/index.js';
import { breakdownRecord, priceRecord } from '../../pricing/breakdown-record.js';
import { schemeWords } from '../../pricing/found-group.js';
import { ROLES } from '../../store/index.js';
import { EXAMPLE_DISCHARGE } from '../example-case.js';
import type { PolicyCache } from '../policy-cache.js';
import { route, type Route } from '../route.js';
import type { SchemeCache } from '../scheme-cache.js';
import { caseFields, exactlyOneOf, readWireCase } from '../wire-case.js';
import { explain, firstStay, policyName, POLICY_PROBLEMS, purpose, schemeId, SCHEME_PROBLEMS } from '../wire-names.js';
import { groupAnswerOf } from './group.js';

const priceRequest = exactlyOneOf(
  z.strictObject({
    policy: policyName,
    /** Absent for cases that no grouper sees. */
    schemeId: schemeId.optional(),
    ...caseFields,
    purpose,
    on: z
      .string()
      .refine(isCalendarDate, 'YYYY-MM-DD')
      .optional()
      .meta({ description: '按此日的政策 | prices under the policy of this day in place of the discharge' }),
    firstStay,
    explain,
  }),
  ['discharge', 'settlementList'],
);

const priceAnswer = z.looseObject({
  caseId: z.string(),
  policy: z.string(),
  schemeId: z.string().optional(),
  grouping: z.looseObject({ status: z.string(), reasons: z.array(z.string()) }).optional(),
  evidence: z.looseObject({}).optional(),
  payment: z.looseObject({
    caseId: z.string(),
    pricing: z.enum(['priced', 'returned', 'refused']),
    error: z.object({ code: z.string(), details: z.looseObject({}), zh: z.string(), en: z.string() }).optional(),
  }),
});

/** Grouping and pricing one case: nothing is stored, and nothing of it is logged. */
export function priceRoute(schemes: SchemeCache, policies: PolicyCache): Route {
  return route({
    method: 'post',
    path: '/v1/price',
    summary: { zh: '对一个病例分组并计价', en: 'Group and price one case' },
    roles: ROLES,
    body: priceRequest,
    answer: priceAnswer,
    problems: [...SCHEME_PROBLEMS, ...POLICY_PROBLEMS],
    example: { body: { policy: 'demo-dip', schemeId: 'demo-dip', discharge: EXAMPLE_DISCHARGE } },
    async handle({
      body: { policy, schemeId: id, purpose: of, on, firstStay: isFirst = false, explain: isExplained = false, ...asked },
      scope,
    }) {
      const read = readWireCase(asked);
      const scheme = id === undefined ? undefined : await schemes.serve(scope, id);
      const pricing = await policies.pricing(scope, policy, id);
      const words = scheme === undefined ? undefined : schemeWords(scheme.shared.manifest);
      const pricer = pricing.pricer({ purpose: of, on, firstStay: isFirst, scheme: words });
      const evidenceOf = isExplained && id !== undefined ? await schemes.explainer(scope, id) : undefined;
      const result = scheme?.grouper.group(read.discharge, read.reasons);
      const row = pricer.price(read, result);
      return {
        caseId: read.discharge.caseId,
        policy,
        ...(id === undefined ? {} : { schemeId: id }),
        ...(result === undefined ? {} : { grouping: groupAnswerOf(result) }),
        ...(evidenceOf === undefined ? {} : { evidence: evidenceOf(read.discharge, read.reasons) }),
        payment: isExplained ? breakdownRecord(row) : priceRecord(row),
      };
    },
  });
}
