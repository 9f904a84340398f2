import { subtractFen, sumFen, yuanOf, type Fen } from '../money.js';
import { times, type Ratio } from '../ratio.js';
import { roundToFen, type Rounding } from '../rounding.js';

/** Amounts of which a part waits for the assessment (考核). */
export interface Withheld {
  /** In the order of the amounts due. */
  readonly paid: readonly Fen[];
  readonly held: Fen;
}

/** Pays a share of each quarter or month and holds back the rest. @param payShare From 0 to 1. */
export function withhold(due: readonly Fen[], payShare: Ratio, rounding: Rounding): Withheld {
  const paid = due.map((amount) => roundToFen(times(yuanOf(amount), payShare), rounding));
  return { paid, held: subtractFen(sumFen(due), sumFen(paid)) };
}
