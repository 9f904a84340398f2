import { z } from 'zod';
import { diagnosisCode, procedureCode } from '../../grouper/index.js';
import { needed, type CaseFacts } from '../case-facts.js';
import type { GroupValues } from '../group-values.js';
import { word, words } from '../policy/values.js';

/** What a row of prices may ask of a case. Codes are beginnings, of visit types too: `74.` takes every caesarean section. */
export const CASE_CONDITIONS = {
  /** A province may have types of its own for natural delivery and caesarean section. */
  visitTypes: words.optional(),
  groups: words.optional(),
  principalDiagnoses: words.optional(),
  /** Principal or secondary. */
  diagnoses: words.optional(),
  procedures: words.optional(),
  /** One of these too: another operation beside that of `procedures`. */
  furtherProcedures: words.optional(),
  /** Lists of the policy that the case is on; one of them is enough. */
  lists: words.optional(),
  hospital: word.optional(),
  level: z.enum(['1', '2', '3']).transform(Number).optional(),
};

const conditions = z.strictObject(CASE_CONDITIONS);
export type CaseConditions = z.output<typeof conditions>;

/**
 * Whether everything that a row asks holds; a row that asks nothing takes every case.
 *
 * @throws PRICING_FACT_MISSING when it asks for the visit type, the hospital, its level or the principal diagnosis, and the case does not state it.
 */
export function fits(asked: CaseConditions, facts: CaseFacts, group?: GroupValues): boolean {
  return (
    (asked.visitTypes === undefined || startsAny([needed(facts, 'visitType')], asked.visitTypes)) &&
    (asked.groups === undefined || asked.groups.includes(group?.group ?? '')) &&
    (asked.lists === undefined || asked.lists.some((list) => facts.specialListFlags?.includes(list) === true)) &&
    (asked.procedures === undefined || startsAny(proceduresOf(facts), asked.procedures)) &&
    (asked.furtherProcedures === undefined || startsAny(proceduresOf(facts), asked.furtherProcedures)) &&
    (asked.diagnoses === undefined || startsAny(diagnosesOf(facts), asked.diagnoses)) &&
    (asked.principalDiagnoses === undefined ||
      startsAny([diagnosisCode(needed(facts, 'principalDiagnosis'))], asked.principalDiagnoses)) &&
    (asked.hospital === undefined || asked.hospital === needed(facts, 'hospitalId')) &&
    (asked.level === undefined || asked.level === needed(facts, 'hospitalLevel'))
  );
}

/** Normal forms of the diagnoses that a case states. */
function diagnosesOf({ principalDiagnosis, secondaryDiagnoses }: CaseFacts): string[] {
  return [...(principalDiagnosis === undefined ? [] : [principalDiagnosis]), ...secondaryDiagnoses].map(diagnosisCode);
}

function proceduresOf({ principalProcedure, otherProcedures }: CaseFacts): string[] {
  return [...(principalProcedure === undefined ? [] : [principalProcedure]), ...otherProcedures].map(procedureCode);
}

const startsAny = (codes: readonly string[], starts: readonly string[]): boolean =>
  codes.some((code) => starts.some((start) => code.startsWith(start)));
