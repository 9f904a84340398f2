import { setImmediate as othersFirst } from 'node:timers/promises';
import { z } from 'zod';
import { printReason } from '../../../grouper/index.js';
import type { AnyResult } from '../../grouping/result-shape.js';
import type { ReadCase } from '../../intake/index.js';
import { ROLES } from '../../store/index.js';
import { heldTo } from '../read-request.js';
import { route, type Route } from '../route.js';
import type { SchemeCache, ServedScheme } from '../scheme-cache.js';
import { caseFields, exactlyOneOf, readDischargeOf, readWireCase } from '../wire-case.js';
import { wireDischarge } from '../wire-discharge.js';
import { explain, schemeId, SCHEME_PROBLEMS } from '../wire-names.js';

/** Most records of one request; more are a batch. */
const MOST_RECORDS = 2000;
/** Longest body. Unit: bytes. */
const LONGEST_BODY = 4 * 1024 * 1024;
/** Records after which other requests have their turn. */
const TURN = 100;

/** One case, or many, the scheme that they are grouped under, and whether the evidence is wanted. */
export const groupRequest = exactlyOneOf(
  z.strictObject({
    schemeId,
    ...caseFields,
    // Each is held to its schema when its turn comes: all at once, a body full of faults would keep others waiting for seconds.
    discharges: z
      .array(z.unknown().meta({ $ref: '#/components/schemas/Discharge' }))
      .min(1)
      .max(MOST_RECORDS)
      .optional(),
    explain,
  }),
  ['discharge', 'discharges', 'settlementList'],
).refine(({ discharges, explain }) => discharges === undefined || explain !== true, {
  path: ['explain'],
  message: '只能逐例解释 (cases are explained one by one)',
});

const grouped = z.looseObject({
  caseId: z.string(),
  status: z.enum(['grouped', 'ambiguous', 'ungrouped', 'invalid']),
  reasons: z.array(z.string()),
});

const groupAnswer = z.union([
  grouped.extend({ schemeId: z.string(), evidence: z.looseObject({}).optional() }),
  z.object({ schemeId: z.string(), results: z.array(grouped) }),
]);

/** Grouping one case, or a few: nothing is stored, and nothing of it is logged. */
export function groupRoute(schemes: SchemeCache): Route {
  return route({
    method: 'post',
    path: '/v1/group',
    summary: { zh: '分组：一个病例或至多2000个', en: 'Group one case, or up to 2,000' },
    roles: ROLES,
    body: groupRequest,
    longestBody: LONGEST_BODY,
    answer: groupAnswer,
    problems: SCHEME_PROBLEMS,
    example: {
      body: {
        schemeId: 'demo-dip',
        discharge: { caseId: '1', sex: 1, ageYears: 67, principalDiagnosis: 'I63.900' },
        explain: true,
      },
    },
    async handle({ body: { schemeId: id, discharges, explain: isExplained = false, ...asked }, language, scope }) {
      const scheme = await schemes.serve(scope, id);
      if (discharges !== undefined) {
        const results: object[] = [];
        for (const [place, record] of discharges.entries()) {
          if (place % TURN === TURN - 1) await othersFirst();
          const discharge = heldTo(wireDischarge, record, language, 'body', ['discharges', place]);
          results.push(groupRecord(readDischargeOf(discharge), scheme));
        }
        return { schemeId: id, results };
      }
      const read = readWireCase(asked);
      const { caseId, ...found } = groupRecord(read, scheme);
      const answer = { caseId, schemeId: id, ...found };
      if (!isExplained) return answer;
      const evidenceOf = await schemes.explainer(scope, id);
      return { ...answer, evidence: evidenceOf(read.discharge, read.reasons) };
    },
  });
}

const groupRecord = (read: ReadCase, { grouper }: ServedScheme) => ({
  caseId: read.discharge.caseId,
  ...groupAnswerOf(grouper.group(read.discharge, read.reasons)),
});

/** What a grouper found, as answers have it. */
export function groupAnswerOf({ reasons, ...result }: AnyResult): object {
  return { ...result, reasons: reasons.map(printReason) };
}
