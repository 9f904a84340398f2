import { z } from 'zod';
import { diagnosisCode, procedureCode } from '../../../grouper/index.js';
import { ROLES } from '../../store/index.js';
import { CHANGE_KINDS, type ChangeKind } from '../../what-if/change.js';
import { variationPricer } from '../../what-if/price-variation.js';
import { askedVariations } from '../../what-if/variations.js';
import { publishedByScheme, whatIf } from '../../what-if/varied-outcome.js';
import { whatIfRecord } from '../../what-if/what-if-record.js';
import { EXAMPLE_DISCHARGE } from '../example-case.js';
import type { PolicyCache } from '../policy-cache.js';
import { route, type Route } from '../route.js';
import type { SchemeCache } from '../scheme-cache.js';
import { caseFields, exactlyOneOf, readWireCase } from '../wire-case.js';
import { firstStay, policyName, POLICY_PROBLEMS, schemeId, SCHEME_PROBLEMS } from '../wire-names.js';

const MOST_CHANGES = 100;

const change = z
  .strictObject({
    kind: z.enum(Object.keys(CHANGE_KINDS) as [ChangeKind, ...ChangeKind[]]),
    code: z.string().min(1).max(200),
    keepsOld: z.boolean().optional(),
  })
  .refine(isCode, { path: ['code'], message: '缺少编码 (a code is needed)' });

const whatIfRequest = exactlyOneOf(
  z.strictObject({
    schemeId,
    /** Adds what would be paid. */
    policy: policyName.optional(),
    ...caseFields,
    changes: z
      .array(change)
      .max(MOST_CHANGES)
      .default([])
      .meta({ description: '不填则逐个尝试全部编码 | without any every code is tried' }),
    swap: z
      .boolean()
      .optional()
      .meta({ description: '换下的主要编码保留为其他 | the principal code that is exchanged stays among the others' }),
    together: z.boolean().optional().meta({ description: '所有变化一并应用 | all changes as one variation' }),
    firstStay,
  }),
  ['discharge', 'settlementList'],
);

const whatIfAnswer = z.looseObject({
  caseId: z.string(),
  scheme: z.string(),
  demonstration: z.boolean(),
  policy: z.string().optional(),
  notice: z.string(),
  outcomes: z.array(
    z.looseObject({
      changes: z.array(z.looseObject({ kind: z.string(), code: z.string() })),
      notes: z.array(z.string()),
      codes: z.looseObject({}),
      result: z.looseObject({ status: z.string() }),
      differs: z.array(z.string()),
    }),
  ),
});

/** One case beside variations of its codes: nothing is stored, and nothing is ranked. */
export function whatIfRoute(schemes: SchemeCache, policies: PolicyCache): Route {
  return route({
    method: 'post',
    path: '/v1/what-if',
    summary: { zh: '编码改变后入组与支付有何不同', en: 'What other codes would change' },
    roles: ROLES,
    body: whatIfRequest,
    answer: whatIfAnswer,
    problems: [...SCHEME_PROBLEMS, ...POLICY_PROBLEMS],
    example: {
      body: {
        schemeId: 'demo-dip',
        policy: 'demo-dip',
        discharge: EXAMPLE_DISCHARGE,
        changes: [{ kind: 'add-diagnosis', code: 'I10.x00' }],
      },
    },
    async handle({ body: { schemeId: id, policy: name, changes, firstStay: isFirst = false, ...asked }, language, scope }) {
      const read = readWireCase(asked);
      const { shared, grouper } = await schemes.serve(scope, id);
      const { manifest } = shared;
      const pricing = name === undefined ? undefined : await policies.pricing(scope, name, id);
      const outcomes = whatIf(read.discharge, read.reasons, askedVariations(read.discharge, changes, asked), {
        group: (discharge, reasons) => grouper.group(discharge, reasons),
        published: publishedByScheme,
        price:
          pricing &&
          variationPricer(read, {
            policy: pricing.policy,
            weights: pricing.weights,
            manifest,
            published: publishedByScheme,
            firstStay: isFirst,
          }),
      });
      return whatIfRecord(outcomes, { manifest, policyName: pricing?.policy.documents[0].name[language] }, language);
    },
  });
}

function isCode({ kind, code }: { readonly kind: ChangeKind; readonly code: string }): boolean {
  return (kind.endsWith('procedure') ? procedureCode(code) : diagnosisCode(code)) !== '';
}
