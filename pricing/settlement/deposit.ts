import { scoreFactor } from '../consortium/score-factor.js';
import { PricingError } from '../errors.js';
import { NO_MONEY, subtractFen, yuanOf, type Fen } from '../money.js';
import { times, type Ratio } from '../ratio.js';
import { roundToFen, type Rounding } from '../rounding.js';
import type { SettlementValues } from './settlement-section.js';

/** What becomes of a quality deposit (质量保证金) at clearing; the two parts add up to what was withheld. Unit: fen. */
export interface SettledDeposit {
  readonly withheld: Fen;
  readonly returned: Fen;
  /** Stays with the fund. */
  readonly lost: Fen;
}

/** The deposit of an amount; nothing where the region withholds none, or there is nothing to withhold from. */
export function depositOf(amount: Fen, { depositShare }: SettlementValues, rounding: Rounding): Fen {
  if (depositShare === undefined || amount <= 0n) return NO_MONEY;
  return roundToFen(times(yuanOf(amount), depositShare.value), rounding);
}

/**
 * Gives a deposit back as far as the assessment says.
 *
 * @param score 0 to 100; needed where the region releases by score and something was withheld.
 * @throws PRICING_FACT_MISSING, PRICING_NO_ROW, PRICING_NOT_A_SHARE
 */
export function releaseDeposit(
  withheld: Fen,
  score: Ratio | undefined,
  hospital: string,
  { depositRelease }: SettlementValues,
  rounding: Rounding,
): SettledDeposit {
  if (depositRelease === undefined || withheld === 0n) return { withheld, returned: withheld, lost: NO_MONEY };
  if (score === undefined) throw new PricingError('PRICING_FACT_MISSING', { case: hospital, field: 'score' });
  const returned = roundToFen(times(yuanOf(withheld), scoreFactor(score, depositRelease, hospital)), rounding);
  return { withheld, returned, lost: subtractFen(withheld, returned) };
}
