import { PricingError } from '../errors.js';
import { lesserFen, NO_MONEY, subtractFen, sumFen, yuanOf, type Fen } from '../money.js';
import { compare, greater, isNegative, minus, ONE, times, ZERO } from '../ratio.js';
import { printExactly, roundToFen, type Rounding } from '../rounding.js';
import type { ChargeLine } from './charge-line.js';
import type { CostParts } from './cost-parts.js';

/**
 * Splits one item into the four kinds of charges: over-limit = max(0, price − ceiling) × count; first self-pay = what is left × share; the rest
 * is in scope. Total, over-limit and first self-pay are rounded; the rest takes what remains, so that the line adds up.
 *
 * @throws PRICING_FACT_INVALID for a number below zero, PRICING_NOT_A_SHARE for a share outside 0 to 1.
 */
export function splitLine(caseId: string, line: ChargeLine, rounding: Rounding): CostParts {
  const { price, count, ceiling, firstPayShare } = line;
  checkLine(caseId, line);
  const total = roundToFen(times(price, count), rounding);
  if (line.isSelfPaid === true)
    return { total, selfPaid: total, overLimit: NO_MONEY, firstSelfPaid: NO_MONEY, inScope: NO_MONEY };
  const above = ceiling === undefined ? ZERO : greater(ZERO, minus(price, ceiling));
  const overLimit = lesserFen(total, roundToFen(times(above, count), rounding));
  const left = subtractFen(total, overLimit);
  const firstSelfPaid = lesserFen(left, roundToFen(times(yuanOf(left), firstPayShare), rounding));
  return { total, selfPaid: NO_MONEY, overLimit, firstSelfPaid, inScope: subtractFen(left, firstSelfPaid) };
}

/** The parts of all lines, added up: what the head of the bill must say. */
export function sumOfLines(caseId: string, lines: readonly ChargeLine[], rounding: Rounding): CostParts {
  const all = lines.map((line) => splitLine(caseId, line, rounding));
  const sum = (name: keyof CostParts): Fen => sumFen(all.map((parts) => parts[name]));
  return {
    total: sum('total'),
    selfPaid: sum('selfPaid'),
    overLimit: sum('overLimit'),
    firstSelfPaid: sum('firstSelfPaid'),
    inScope: sum('inScope'),
  };
}

function checkLine(caseId: string, { price, count, ceiling = ZERO, firstPayShare }: ChargeLine): void {
  for (const [field, value] of Object.entries({ price, count, ceiling })) {
    if (isNegative(value)) throw new PricingError('PRICING_FACT_INVALID', { case: caseId, field, value: printExactly(value) });
  }
  if (isNegative(firstPayShare) || compare(firstPayShare, ONE) > 0) {
    const value = printExactly(firstPayShare);
    throw new PricingError('PRICING_NOT_A_SHARE', { case: caseId, field: 'firstPayShare', value });
  }
}
