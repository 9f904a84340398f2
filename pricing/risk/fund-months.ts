import { PricingError } from '../errors.js';
import { addFen, printYuan, subtractFen, sumFen, type Fen } from '../money.js';
import { currentBalance, type Flow } from './balance.js';

/** What a fund took in and paid in one month. Amounts in fen. */
export interface StatedMonth extends Flow {
  /** `YYYY-MM` */
  readonly month: string;
  /** At the end of the month; one of the months states it at least. */
  readonly accumulated?: Fen | undefined;
  /** Of the whole year. */
  readonly budget?: Fen | undefined;
  /** Heads. */
  readonly insured?: number | undefined;
  readonly workers?: number | undefined;
  readonly retirees?: number | undefined;
}

/** A month with the balance that the fund had at its end. */
export interface FundMonth extends StatedMonth {
  readonly accumulated: Fen;
}

/** Months that a rolling analysis needs: premiums do not come evenly over a year. */
export const MONTHS_OF_A_YEAR = 12;

/**
 * Joins the months of a fund: they follow one another, and each balance is the one before it with what came in and went out.
 *
 * @throws PRICING_FUND_MONTH_MISSING, PRICING_FUND_MONTHS_TOO_FEW, PRICING_FUND_BALANCE_MISSING, PRICING_FUND_BALANCE_DIFFERS
 */
export function fundMonths(fund: string, stated: readonly StatedMonth[]): readonly FundMonth[] {
  stated.forEach(({ month }, place) => {
    if (place > 0 && month !== monthAfter(stated[place - 1]!.month))
      throw new PricingError('PRICING_FUND_MONTH_MISSING', { fund, month });
  });
  if (stated.length < MONTHS_OF_A_YEAR)
    throw new PricingError('PRICING_FUND_MONTHS_TOO_FEW', { fund, months: String(stated.length) });
  const known = stated.findIndex(({ accumulated }) => accumulated !== undefined);
  if (known === -1) throw new PricingError('PRICING_FUND_BALANCE_MISSING', { fund });
  const throughKnown = sumFen(stated.slice(0, known + 1).map(currentBalance));
  let accumulated = subtractFen(stated[known]!.accumulated!, throughKnown);
  return stated.map((month) => {
    accumulated = addFen(accumulated, currentBalance(month));
    if (month.accumulated !== undefined && month.accumulated !== accumulated)
      throw new PricingError('PRICING_FUND_BALANCE_DIFFERS', {
        fund,
        month: month.month,
        stated: printYuan(month.accumulated),
        computed: printYuan(accumulated),
      });
    return { ...month, accumulated };
  });
}

/** `2026-12` is followed by `2027-01`. */
export function monthAfter(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const next = number === MONTHS_OF_A_YEAR ? [year + 1, 1] : [year, number + 1];
  return `${String(next[0]).padStart(4, '0')}-${String(next[1]).padStart(2, '0')}`;
}

/** Number of a month in its year, 1 to 12. */
export const numberOfMonth = (month: string): number => Number(month.slice(5, 7));

/** Income and spending of several months together. */
export function flowOf(months: readonly Flow[]): Flow {
  return { income: sumFen(months.map(({ income }) => income)), spending: sumFen(months.map(({ spending }) => spending)) };
}
