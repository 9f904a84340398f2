import { poolPointValue } from '../measurement/point-value.js';
import { subtractFen, sumFen, yuanOf, type Fen } from '../money.js';
import { sumOf, times, type Ratio } from '../ratio.js';
import { roundToFen, type Rounding } from '../rounding.js';

/** A pool of money turned into the value of a point and the amount of each hospital. */
export interface DistributedPool {
  /** Unit: yuan per point. */
  readonly pointValue: Ratio;
  /** In the order of the points. */
  readonly amounts: readonly Fen[];
  /** What rounding the point value and the amounts leaves; the region says where it goes. Below zero where too much was paid out. */
  readonly residue: Fen;
}

/**
 * Values the points of hospitals by the money there is (浮动点值).
 *
 * @param points Points of each hospital.
 * @param roundings How amounts are rounded, and the point value before it is used; without a rule it stays exact.
 */
export function distributePool(
  pool: Fen,
  points: readonly Ratio[],
  { amount, pointValue: ofValue }: { readonly amount: Rounding; readonly pointValue?: Rounding },
): DistributedPool {
  const pointValue = poolPointValue(yuanOf(pool), sumOf(points), ofValue);
  const amounts = points.map((own) => roundToFen(times(own, pointValue), amount));
  return { pointValue, amounts, residue: subtractFen(pool, sumFen(amounts)) };
}
