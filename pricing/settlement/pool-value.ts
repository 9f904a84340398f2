import assert from 'node:assert/strict';
import { divide } from '../measurement/divide.js';
import { compare, greater, isZero, lesser, minus, over, plus, sumOf, times, ZERO, type Ratio } from '../ratio.js';
import { rounded, type Rounding } from '../rounding.js';
import type { PoolValue } from './pool-result.js';
import type { PoolRow } from './pool-table.js';

/** What is counted of one hospital when points are valued. */
export interface ValuedQuantity {
  readonly quantity: Ratio;
  /** Part of it that the cases themselves bring to the fixed value. */
  readonly fixedQuantity: Ratio;
  /** Own base volume, where the region gives each hospital one. */
  readonly basePoints?: Ratio | undefined;
}

/** The points of a pool turned into money. */
export interface ValuedPool {
  readonly value: PoolValue;
  /** In the order of the quantities: the part at the fixed value, and what the whole is worth. Exact; unit: yuan. */
  readonly worth: readonly { readonly fixed: Ratio; readonly yuan: Ratio }[];
  /** What all of it would be worth had the value not been rounded: what a cap leaves is told apart from what rounding leaves. */
  readonly unrounded: Ratio;
}

/**
 * Values the points of a pool under its regime.
 *
 * The fixed part is paid first; the floating value is what is left over the rest of the points, not below zero and not above its cap.
 *
 * @param money To be distributed. Unit: yuan.
 */
export function valuePool(
  { value: rule }: PoolRow,
  money: Ratio,
  hospitals: readonly ValuedQuantity[],
  rounding: Rounding | undefined,
): ValuedPool {
  assert(rule.regime !== 'fixed', 'cases of a fixed regime are paid as they were priced');
  const fixedParts = fixedPartsOf(rule, money, hospitals);
  const [all, fixedQuantity] = [sumOf(hospitals.map(({ quantity }) => quantity)), sumOf(fixedParts)];
  const fixed = rule.regime === 'floating' ? undefined : rule.fixedValue;
  const fixedWorth = times(fixedQuantity, fixed ?? ZERO);
  const floatingQuantity = minus(all, fixedQuantity);
  const left = isZero(floatingQuantity) ? undefined : greater(ZERO, divide(minus(money, fixedWorth), floatingQuantity, 'points'));
  const isCapped = left !== undefined && rule.cap !== undefined && compare(left, rule.cap) > 0;
  const exact = left === undefined || rule.cap === undefined ? left : lesser(left, rule.cap);
  const floating = exact === undefined ? undefined : rounded(exact, rounding);
  const worth = hospitals.map(({ quantity }, place) => {
    const own = fixedParts[place]!;
    return { fixed: own, yuan: plus(times(own, fixed ?? ZERO), times(minus(quantity, own), floating ?? ZERO)) };
  });
  const unrounded = plus(fixedWorth, times(floatingQuantity, exact ?? ZERO));
  return { value: { floating, fixed, isCapped }, worth, unrounded };
}

function fixedPartsOf(rule: PoolRow['value'], money: Ratio, hospitals: readonly ValuedQuantity[]): readonly Ratio[] {
  if (rule.regime !== 'elastic-volume') {
    // Only under the regimes that name fixed parts do cases bring any.
    return rule.regime === 'floating' ? hospitals.map(() => ZERO) : hospitals.map(({ fixedQuantity }) => fixedQuantity);
  }
  if (rule.baseOf === 'hospital') return hospitals.map(({ quantity, basePoints }) => lesser(quantity, basePoints ?? ZERO));
  const all = sumOf(hospitals.map(({ quantity }) => quantity));
  if (isZero(all)) return hospitals.map(() => ZERO);
  const base = rule.basePoints ?? divide(times(money, rule.baseShare!), rule.fixedValue, 'fixedValue');
  const reached = over(lesser(base, all), all);
  return hospitals.map(({ quantity }) => times(quantity, reached));
}
