import { fen, greaterFen, lesserFen, NO_MONEY, subtractFen, yuanOf, type Fen } from '../money.js';
import { times, type Ratio } from '../ratio.js';
import { roundToFen, type Rounding } from '../rounding.js';
import { withinYearCap } from './year-cap.js';

/** What the basic pool's part of a stay follows from. Unit: fen, 1. */
export interface PoolInputs {
  readonly inScope: Fen;
  readonly deductible: Fen;
  readonly ratio: Ratio;
  /** Guaranteed minimum (保底): a ratio of a base that is already less the deductible; never more than is left to pay. */
  readonly floor?: { readonly base: Fen; readonly ratio: Ratio } | undefined;
  readonly cap?: Fen | undefined;
  readonly paidBefore?: Fen | undefined;
}

/** What the basic pool pays, and what it leaves in scope. Unit: fen. */
export interface PoolPayment {
  readonly deductiblePaid: Fen;
  /** By ratio or guaranteed minimum, before the yearly cap. */
  readonly computed: Fen;
  readonly pool: Fen;
  /** What the yearly cap cut off; it stays with the patient's burden. */
  readonly movedToBurden: Fen;
  readonly leftInScope: Fen;
}

/**
 * The basic pool's part: max(0, in-scope − deductible) × ratio, rounded once, no less than the guaranteed minimum, within the yearly cap.
 * The patient has what is left: nothing else is rounded, so that pool and patient add up. A coarse rounding rule never makes the pool pay
 * more than there is.
 */
export function poolPayment(
  { inScope, deductible, ratio, floor, cap, paidBefore = NO_MONEY }: PoolInputs,
  rounding: Rounding,
): PoolPayment {
  const deductiblePaid = lesserFen(deductible, inScope);
  const shared = subtractFen(inScope, deductiblePaid);
  const byRatio = partOf(shared, ratio, rounding);
  const computed = floor === undefined ? byRatio : greaterFen(byRatio, partOf(floor.base, floor.ratio, rounding));
  const { paid: pool, cut: movedToBurden } = withinYearCap(computed, cap, paidBefore);
  return { deductiblePaid, computed, pool, movedToBurden, leftInScope: greaterFen(NO_MONEY, fen(inScope - pool)) };
}

const partOf = (base: Fen, ratio: Ratio, rounding: Rounding): Fen =>
  lesserFen(base, roundToFen(times(yuanOf(base), ratio), rounding));
