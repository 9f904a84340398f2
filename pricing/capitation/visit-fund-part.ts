import { amountOperand, operand, type CalculationStep } from '../breakdown.js';
import { addFen, greaterFen, lesserFen, NO_MONEY, subtractFen, yuanOf, type Fen } from '../money.js';
import type { Sourced } from '../policy/citation.js';
import { times } from '../ratio.js';
import { roundToFen, type Rounding } from '../rounding.js';
import { CAPITATION_RULES as RULES, CAPITATION_TERMS as TERMS } from './capitation-terms.js';
import type { ExactDecimal } from '../../reference-data/index.js';

/** What a region decided about the visits of signed people. */
export interface VisitValues {
  readonly visitRatio: Sourced<ExactDecimal>;
  readonly visitYearCap?: Sourced<ExactDecimal> | undefined;
}

/** The fund's part of one visit, and how it came about. */
export interface VisitFundPart {
  readonly fund: Fen;
  readonly step: CalculationStep;
}

/** The fund's part of a visit: a ratio of what is in scope, until the person's year is used up. @param earlier Paid earlier in the year. */
export function visitFundPart(inScope: Fen, earlier: Fen, values: VisitValues, rounding: Rounding): VisitFundPart {
  const { visitRatio, visitYearCap } = values;
  const byRatio = roundToFen(times(yuanOf(inScope), visitRatio.value), rounding);
  const cap = visitYearCap && roundToFen(visitYearCap.value);
  const fund = cap === undefined ? byRatio : lesserFen(byRatio, greaterFen(NO_MONEY, subtractFen(cap, earlier)));
  const operands = [amountOperand(TERMS.inScope, inScope), operand(TERMS.ratio, visitRatio.value, visitRatio.citation)];
  if (visitYearCap !== undefined)
    operands.push(amountOperand(TERMS.earlier, earlier), operand(TERMS.cap, visitYearCap.value, visitYearCap.citation));
  return { fund, step: { rule: RULES.visit, operands, result: amountOperand(TERMS.fund, fund), citation: visitRatio.citation } };
}

/** The visits of a person in a year, in their order. */
export function visitsOfYear(
  inScope: readonly Fen[],
  values: VisitValues,
  rounding: Rounding,
): { readonly byVisit: readonly VisitFundPart[]; readonly year: Fen } {
  let year = NO_MONEY;
  const byVisit = inScope.map((amount) => {
    const visit = visitFundPart(amount, year, values, rounding);
    year = addFen(year, visit.fund);
    return visit;
  });
  return { byVisit, year };
}
