import type { CaseFacts } from '../case-facts.js';
import { PricingError } from '../errors.js';
import type { GroupValues } from '../group-values.js';
import type { Sourced } from '../policy/citation.js';
import { fits, type CaseConditions } from './case-conditions.js';

/** The first row that fits a case. @throws PRICING_NO_ROW when none does: nothing is paid by a guess. */
export function rowOfCase<Row extends CaseConditions>(
  { value: table, citation }: Sourced<readonly Row[]>,
  facts: CaseFacts,
  group?: GroupValues,
): Row {
  const row = table.find((asked) => fits(asked, facts, group));
  if (row === undefined) throw new PricingError('PRICING_NO_ROW', { parameter: citation.parameter, of: facts.caseId });
  return row;
}
