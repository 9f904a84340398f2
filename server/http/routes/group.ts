import { z } from 'zod';
import { printReason } from '../../../grouper/index.js';
import type { AnyResult } from '../../grouping/result-shape.js';
import { NdjsonReader } from '../../intake/index.js';
import { ROLES } from '../../store/index.js';
import { route, type Route } from '../route.js';
import type { SchemeCache } from '../scheme-cache.js';
import { wireDischarge } from '../wire-discharge.js';

/** One case, the scheme that it is grouped under, and whether the evidence is wanted. */
export const groupRequest = z.strictObject({
  schemeId: z.string().min(1).max(64),
  discharge: wireDischarge,
  explain: z.boolean().optional(),
});

const groupAnswer = z.looseObject({
  caseId: z.string(),
  schemeId: z.string(),
  status: z.enum(['grouped', 'ambiguous', 'ungrouped', 'invalid']),
  reasons: z.array(z.string()),
});

/** A request reads its case as a file of cases does, so that both say the same of it. */
const READER = new NdjsonReader(Object.keys(wireDischarge.shape), 'discharge', {
  personKeySecret: undefined,
  monthFirst: new Set(),
});

/** Grouping one case: nothing is stored, and nothing of it is logged. */
export function groupRoute(schemes: SchemeCache): Route {
  return route({
    method: 'post',
    path: '/v1/group',
    summary: { zh: '对一个病例分组', en: 'Group one case' },
    roles: ROLES,
    body: groupRequest,
    answer: groupAnswer,
    async handle({ body: { schemeId, discharge, explain = false } }) {
      const read = READER.read(discharge, 1);
      const { grouper } = await schemes.serve(schemeId);
      const result = grouper.group(read.discharge, read.reasons);
      const answer = { caseId: discharge.caseId, schemeId, ...answerOf(result) };
      if (!explain) return answer;
      const explainer = await schemes.explainer(schemeId);
      return { ...answer, evidence: explainer.explain(read.discharge, read.reasons) };
    },
  });
}

function answerOf({ reasons, ...result }: AnyResult): object {
  return { ...result, reasons: reasons.map(printReason) };
}
