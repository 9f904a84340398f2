import { PricingError } from './errors.js';
import { addFen, fen, lesserFen, sumFen, subtractFen, type Fen } from './money.js';
import { compare, isNegative, isZero, minus, over, sumOf, times, type Ratio } from './ratio.js';
import { HALF_UP_TO_FEN, roundToFen, type Rounding } from './rounding.js';

/**
 * How the fen that do not come out even find their place. `largest-remainder` (最大余额法): every share is cut to the fen and the fen left
 * over go to the largest fractions. `last-takes-rest`: every share but the last is rounded, the last gets what remains. The two may differ
 * by a fen, so a region fixes one.
 */
export type Allocation =
  { readonly method: 'largest-remainder' } | { readonly method: 'last-takes-rest'; readonly rule: Rounding['rule'] };

export const LARGEST_REMAINDER: Allocation = { method: 'largest-remainder' };

/**
 * Splits a total so that nothing is lost and nothing is made.
 *
 * @param weights Zero or more; the order of the list decides ties. A weight of zero gets nothing.
 * @returns Shares in the order of the weights; they add up to the total.
 * @throws PRICING_NOTHING_TO_SHARE_BY when no weight is above zero, or one is below it.
 */
export function allocate(total: Fen, weights: readonly Ratio[], allocation: Allocation = LARGEST_REMAINDER): readonly Fen[] {
  const whole = sumOf(weights);
  if (isZero(whole) || weights.some(isNegative)) throw new PricingError('PRICING_NOTHING_TO_SHARE_BY', {});
  if (total < 0n) return allocate(fen(-total), weights, allocation).map((share) => fen(-share));
  const exact = weights.map((weight) => over(times({ numerator: total, denominator: 100n }, weight), whole));
  return allocation.method === 'largest-remainder' ? byRemainder(total, exact) : lastTakesRest(total, exact, allocation.rule);
}

function byRemainder(total: Fen, exact: readonly Ratio[]): readonly Fen[] {
  const shares = exact.map((yuan) => roundToFen(yuan, { ...HALF_UP_TO_FEN, rule: 'down' }));
  const remainders = exact.map((yuan, place) => ({ place, rest: minus(yuan, { numerator: shares[place]!, denominator: 100n }) }));
  // A stable sort keeps the stated order among equal fractions.
  const byFraction = remainders.sort((a, b) => compare(b.rest, a.rest));
  const left = subtractFen(total, sumFen(shares));
  for (const { place } of byFraction.slice(0, Number(left))) shares[place] = addFen(shares[place]!, fen(1n));
  return shares;
}

function lastTakesRest(total: Fen, exact: readonly Ratio[], rule: Rounding['rule']): readonly Fen[] {
  const last = exact.findLastIndex((share) => !isZero(share));
  let left = total;
  const shares = exact.map((yuan, place) => {
    if (place === last) return fen(0n);
    // Shares rounded up never take more than there is: no share falls below zero.
    const share = lesserFen(roundToFen(yuan, { ...HALF_UP_TO_FEN, rule }), left);
    left = subtractFen(left, share);
    return share;
  });
  return shares.with(last, left);
}
