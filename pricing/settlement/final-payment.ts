import { subtractFen, sumFen, type Fen } from '../money.js';

/** What a year came to and what was paid of it before. */
export interface YearPaid {
  readonly due: Fen;
  /** Months that were paid. */
  readonly monthlyPaid: readonly Fen[];
  /** Advance of working capital (预付金, 周转金). */
  readonly prepayment: Fen;
}

/** Payment of annual clearing (年度清算). Below zero: set off against the coming months. */
export function finalPayment({ due, monthlyPaid, prepayment }: YearPaid): Fen {
  return subtractFen(due, sumFen([...monthlyPaid, prepayment]));
}
