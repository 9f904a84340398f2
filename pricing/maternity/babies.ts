import { z } from 'zod';
import { CASE_CONDITIONS, fits } from '../episode/case-conditions.js';
import { needed, wholeCount, type CaseFacts } from '../case-facts.js';
import type { Sourced } from '../policy/citation.js';
import { whole } from '../policy/values.js';

const babies = whole.refine((count) => count > 0, '> 0');

/** How many babies a delivery had, told by its codes: Z37.2 is a birth of twins. The first row that fits decides. */
export const babyCountTable = z.array(z.strictObject({ diagnoses: CASE_CONDITIONS.diagnoses, babies })).min(1);

const MOST = 20;

/**
 * The babies of a delivery: as the case states them, else by its codes.
 *
 * @throws PRICING_FACT_MISSING when neither says; PRICING_NOT_A_COUNT for none, for parts, and for more than a delivery can have.
 */
export function babiesOf(facts: CaseFacts, table: Sourced<z.output<typeof babyCountTable>> | undefined): bigint {
  const count = facts.babies ?? table?.value.find((row) => fits(row, facts))?.babies ?? needed(facts, 'babies');
  return wholeCount(count, { of: facts.caseId, field: 'babies' }, MOST, 1);
}
