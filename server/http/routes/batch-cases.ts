import { z } from 'zod';
import { findCases, type FoundCase, type FoundCases } from '../../batches/index.js';
import { breakdownRecord } from '../../pricing/breakdown-record.js';
import { schemeWords } from '../../pricing/found-group.js';
import { SYSTEM, type Store } from '../../store/index.js';
import type { PolicyCache } from '../policy-cache.js';
import { route, type Route } from '../route.js';
import type { SchemeCache } from '../scheme-cache.js';
import { flag, POLICY_PROBLEMS, SCHEME_PROBLEMS } from '../wire-names.js';
import { WITH_CASES } from './batches.js';

const casesQuery = z.strictObject({ caseId: z.string().min(1).max(200), explain: flag });

const shown = z.looseObject({
  /** Its number in the file, counted from 1. */
  number: z.int(),
  hospital: z.string(),
  result: z.looseObject({}).nullable(),
  evidence: z.looseObject({}).optional(),
  payment: z.looseObject({}).optional(),
});

/** One case of a batch: its result and, where it is asked for, why. */
export function batchCasesRoute(store: Pick<Store, 'unit'>, schemes: SchemeCache, policies: PolicyCache): Route {
  return route({
    method: 'get',
    path: '/v1/batches/{id}/cases',
    summary: { zh: '查询批次中的一个病例，可附依据', en: 'One case of a batch, with the evidence where asked for' },
    roles: WITH_CASES,
    problems: ['BATCHES_UNKNOWN', ...SCHEME_PROBLEMS, ...POLICY_PROBLEMS],
    query: casesQuery,
    answer: z.object({ cases: z.array(shown) }),
    patientLevel: true,
    async handle({ params: { id }, query: { caseId, explain }, scope, noteRead }) {
      const found = await store.unit(scope, (unit) => findCases(unit, id!, caseId));
      await noteRead('batch.case', `batch ${id}`, found.cases.length);
      const explained = explain ? await explainer(found, schemes, policies) : () => ({});
      return {
        cases: found.cases.map((one) => {
          const { number, hospital, result = null } = one;
          return { number, hospital, result, ...explained(one) };
        }),
      };
    },
  });
}

/** Why a case has its result, as the route of single cases says it. */
async function explainer(
  { asked: { wish, policyId } }: FoundCases,
  schemes: SchemeCache,
  policies: PolicyCache,
): Promise<(one: FoundCase) => object> {
  const { kind, schemeId, purpose, on, firstStay } = wish;
  // Whoever may see the case may see by what it was grouped and paid.
  const evidenceOf = schemeId === undefined ? undefined : await schemes.explainer(SYSTEM, schemeId);
  const evidence = ({ read }: FoundCase) =>
    evidenceOf === undefined ? {} : { evidence: evidenceOf(read.discharge, read.reasons) };
  if (kind === 'group') return evidence;
  const scheme = schemeId === undefined ? undefined : await schemes.serve(SYSTEM, schemeId);
  const words = scheme === undefined ? undefined : schemeWords(scheme.shared.manifest);
  const pricer = (await policies.pricing(SYSTEM, policyId!, schemeId)).pricer({ purpose, on, firstStay, scheme: words });
  return (one) => {
    const result = scheme?.grouper.group(one.read.discharge, one.read.reasons);
    return { ...evidence(one), payment: breakdownRecord(pricer.price(one.read, result)) };
  };
}
