import { isWithin } from '../../reference-data/index.js';
import { countedCharges, neededAmount, type CaseFacts } from '../case-facts.js';
import { yuanOf } from '../money.js';
import { isZero, over, ZERO } from '../ratio.js';
import type { TcmRule } from './tcm-table.js';

/**
 * Whether the charges have the parts of TCM that a rule asks for (中医费用占比). A stay without charges has no share of any.
 *
 * @throws PRICING_FACT_MISSING when a rule asks for charges that the case does not state.
 */
export function hasTcmParts({ tcmShare, tcmProcedureCharges }: TcmRule, facts: CaseFacts): boolean {
  if (tcmProcedureCharges !== undefined && !isWithin(yuanOf(neededAmount(facts, 'tcmProcedureCharges')), tcmProcedureCharges))
    return false;
  if (tcmShare === undefined) return true;
  const whole = yuanOf(countedCharges(facts));
  const part = isZero(whole) ? ZERO : over(yuanOf(neededAmount(facts, 'tcmCharges')), whole);
  return isWithin(part, tcmShare);
}
