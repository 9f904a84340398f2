import type { Ratio } from '../ratio.js';
import { rounded, type Rounding } from '../rounding.js';
import { divide } from './divide.js';
import { weightedSum } from './weighted-mean.js';

/** Yuan for a point before the year begins: the weighted costs of past years over their weighted points (年初点值). Oldest year first. */
export function openingPointValue(
  years: { readonly costs: readonly Ratio[]; readonly points: readonly Ratio[]; readonly weights: readonly Ratio[] },
  rounding?: Rounding,
): Ratio {
  const points = weightedSum(years.points, years.weights);
  return rounded(divide(weightedSum(years.costs, years.weights), points, 'points'), rounding);
}

/** Yuan for a point that the money of a pool is worth (点值). Whether the pool is total cost or fund money is the region's choice. */
export function poolPointValue(pool: Ratio, points: Ratio, rounding?: Rounding): Ratio {
  return rounded(divide(pool, points, 'points'), rounding);
}

/** Yuan for a point at clearing (结算点值): the fund's money stands for its share of the cost. @param fundShare Billed over total cost. */
export function settlementPointValue(fund: Ratio, fundShare: Ratio, points: Ratio, rounding?: Rounding): Ratio {
  return poolPointValue(divide(fund, fundShare, 'fundShare'), points, rounding);
}
