import { yuanOf, type Fen } from '../money.js';
import { isZero, minus, ONE, over, plus, times, ZERO, type Ratio } from '../ratio.js';
import type { HospitalInPool, PoolResult } from './pool-result.js';

/** How a hospital's cases make its amount of a pool: so much for each unit of what they state. Exact; unit: yuan. */
export interface PoolRule {
  readonly perQuantity: Ratio;
  /** Added for the part of the quantity that cases bring to the fixed value. */
  readonly perFixedQuantity: Ratio;
  /** For each yuan that others paid. */
  readonly perOthers: Ratio;
}

/** What a rule is asked of: one case, or the totals of several. */
export interface Counted {
  readonly isValued: boolean;
  readonly quantity: Ratio;
  readonly fixedQuantity: Ratio;
  readonly others: Fen;
  readonly fundPayment: Fen;
}

/** The rule of one hospital in a pool. A base volume is spread over all its points; cases that bring a fixed part bring their own. */
export function poolRule({ row, value, shares }: PoolResult, own: HospitalInPool): PoolRule {
  const fixed = value?.fixed ?? ZERO;
  const floating = value?.floating ?? ZERO;
  const part = row.base === 'fund-share' ? times(own.fundShare ?? ONE, shares?.factor ?? ONE) : ONE;
  const others = row.base === 'total-cost' ? minus(ZERO, ONE) : ZERO;
  if (row.value.regime !== 'elastic-volume')
    return {
      perQuantity: times(floating, part),
      perFixedQuantity: value?.fixed === undefined ? ZERO : times(minus(fixed, floating), part),
      perOthers: others,
    };
  const worth = plus(times(own.paidFixed, fixed), times(minus(own.quantity, own.paidFixed), floating));
  const blended = isZero(own.quantity) ? ZERO : over(worth, own.quantity);
  return { perQuantity: times(blended, part), perFixedQuantity: ZERO, perOthers: others };
}

/** What cases come to before rounding and before any later step. Unit: yuan. */
export function grossBy({ perQuantity, perFixedQuantity, perOthers }: PoolRule, counted: Counted): Ratio {
  if (!counted.isValued) return yuanOf(counted.fundPayment);
  const points = plus(times(counted.quantity, perQuantity), times(counted.fixedQuantity, perFixedQuantity));
  return plus(points, times(yuanOf(counted.others), perOthers));
}
