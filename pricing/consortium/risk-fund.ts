import { z } from 'zod';
import { fen, greaterFen, lesserFen, NO_MONEY, yuanOf, type Fen } from '../money.js';
import { share } from '../policy/values.js';
import { times } from '../ratio.js';
import { roundToFen, type Rounding } from '../rounding.js';

/** How a risk fund (风险基金) grows: a share of the year's income a year, until it is `ceiling` of the year's income. */
export const riskFundRule = z.strictObject({ yearShare: share, ceiling: share });

export type RiskFundRule = z.output<typeof riskFundRule>;

/** What a year adds to the risk fund: never more than what is missing to the ceiling, and nothing where it is reached. */
export function riskFundTransfer(income: Fen, balance: Fen, { yearShare, ceiling }: RiskFundRule, rounding: Rounding): Fen {
  const ofYear = roundToFen(times(yuanOf(income), yearShare), rounding);
  const missing = fen(roundToFen(times(yuanOf(income), ceiling), rounding) - balance);
  return greaterFen(NO_MONEY, lesserFen(ofYear, missing));
}
