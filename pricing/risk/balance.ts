import { isWithin, type Bounds } from '../../reference-data/index.js';
import { divide } from '../measurement/divide.js';
import { subtractFen, yuanOf, type Fen } from '../money.js';
import { compare, minus, ONE, ratio, type Ratio } from '../ratio.js';

/** Income and spending of a fund over the same months. Unit: fen. */
export interface Flow {
  readonly income: Fen;
  readonly spending: Fen;
}

const TWELVE = ratio(12);

/** Current balance (当期结余); below zero a deficit. Unit: fen. */
export const currentBalance = ({ income, spending }: Flow): Fen => subtractFen(income, spending);

export const isDeficit = (flow: Flow): boolean => currentBalance(flow) < 0n;

/** A balance as a share of the income: the rate of the current or of the accumulated balance (结余率). @throws PRICING_DIVISION_BY_ZERO */
export const balanceShare = (balance: Fen, income: Fen): Ratio => divide(yuanOf(balance), yuanOf(income), 'income');

/**
 * For how many months of spending the accumulated balance lasts (可支付月数).
 *
 * @param spending Of twelve months.
 * @throws PRICING_DIVISION_BY_ZERO
 */
export function monthsPayable(accumulated: Fen, spending: Fen): Ratio {
  return divide(yuanOf(accumulated), divide(yuanOf(spending), TWELVE, 'months'), 'spending');
}

/** Whether a share keeps a limit; a region without the limit lets every share pass. */
export const keeps = (share: Ratio, limit: Bounds | undefined): boolean => limit === undefined || isWithin(share, limit);

/** How much more a number is than it was: 0.05 for 5 % more, below zero for less. @throws PRICING_DIVISION_BY_ZERO */
export const growth = (now: Ratio, before: Ratio, what: string): Ratio => minus(divide(now, before, what), ONE);

/** Whether a plan's share of a year is reached. @param least Smallest share that does. */
export const meets = (share: Ratio, least: Ratio): boolean => compare(share, least) >= 0;

/** An amount over a count, such as what one act of aid came to or the income of one insured person. Unit: yuan. @throws PRICING_DIVISION_BY_ZERO */
export const amountEach = (amount: Fen, count: Ratio, what: string): Ratio => divide(yuanOf(amount), count, what);

/** How much of a budget is used, against the part of the year that has passed. */
export interface BudgetUse {
  readonly used: Ratio;
  readonly elapsed: Ratio;
  /** Used over elapsed: 1 is on time, above it the budget ends before the year. */
  readonly pace: Ratio;
}

/** @param monthsElapsed 1 to 12. @throws PRICING_DIVISION_BY_ZERO without a budget */
export function budgetUse(paid: Fen, budget: Fen, monthsElapsed: number): BudgetUse {
  const used = divide(yuanOf(paid), yuanOf(budget), 'budget');
  const elapsed = ratio(monthsElapsed, 12);
  return { used, elapsed, pace: divide(used, elapsed, 'months') };
}
