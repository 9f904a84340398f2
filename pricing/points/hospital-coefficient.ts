import { z } from 'zod';
import { TREATMENT_ATTRIBUTES } from '../../reference-data/index.js';
import { needed, type CaseFacts } from '../case-facts.js';
import { PricingError } from '../errors.js';
import type { GroupValues } from '../group-values.js';
import type { Sourced } from '../policy/citation.js';
import { decimal, positive, word } from '../policy/values.js';
import { plus, type Ratio } from '../ratio.js';

/** For whom a coefficient holds, what is not stated holding for all, and the coefficient: a basic one, or basic and addition. */
const row = z.strictObject({
  hospital: word.optional(),
  level: z.enum(['1', '2', '3']).transform(Number).optional(),
  /** A group with a coefficient of its own in the hospitals of this row (按病种系数). */
  group: word.optional(),
  /** Groups of conservative treatment may take the coefficient of a class only. */
  attribute: z.enum(TREATMENT_ATTRIBUTES).optional(),
  coefficient: positive,
  addition: decimal.optional(),
});

/** Hospital coefficients (医疗机构系数) in the order in which rows are tried: the first that fits decides. */
export const coefficientTable = z.array(row).min(1);

export type CoefficientTable = z.output<typeof coefficientTable>;

/**
 * The coefficient of the hospital of a case.
 *
 * @throws PRICING_NO_COEFFICIENT when no row fits; a hospital without a coefficient is not taken for an average one.
 * @throws PRICING_FACT_MISSING when a row asks for the hospital or its level and the case does not state it.
 */
export function hospitalCoefficient(
  { value: table, citation }: Sourced<CoefficientTable>,
  facts: CaseFacts,
  group: GroupValues,
): Sourced<Ratio> {
  const found = table.find(
    ({ hospital, level, group: key, attribute }) =>
      (key === undefined || key === group.group) &&
      (attribute === undefined || attribute === group.attribute) &&
      (hospital === undefined || hospital === needed(facts, 'hospitalId')) &&
      (level === undefined || level === needed(facts, 'hospitalLevel')),
  );
  if (found === undefined)
    throw new PricingError('PRICING_NO_COEFFICIENT', { parameter: citation.parameter, case: facts.caseId });
  return { value: found.addition === undefined ? found.coefficient : plus(found.coefficient, found.addition), citation };
}
