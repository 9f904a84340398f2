import { sumFen, yuanOf } from '../money.js';
import { isZero, minus, ONE, over, sumOf, times, type Ratio } from '../ratio.js';
import { rounded, roundToFen, type Rounding } from '../rounding.js';
import type { HospitalSums } from './hospital-sums.js';
import type { ShareBalance } from './pool-result.js';
import type { ValuedPool } from './pool-value.js';
import type { SettlementValues } from './settlement-section.js';

/** Hospitals' own fund shares, and how they stand against the region's. */
export interface FundShares {
  /** In the order of the hospitals. */
  readonly shares: readonly Ratio[];
  readonly balance: ShareBalance;
  /** What of the worth of all points is paid. */
  readonly effective: Ratio;
}

/** V4: each hospital has its own fund share, billed over charges; together they may miss the region's. */
export function fundShares(
  hospitals: readonly HospitalSums[],
  { worth }: ValuedPool,
  regionShare: Ratio,
  { shareMismatch, factor: factorRounding }: SettlementValues,
  amount: Rounding,
): FundShares {
  const shares = hospitals.map(({ billed, charges }) => (charges === 0n ? regionShare : over(yuanOf(billed), yuanOf(charges))));
  // From amounts in fen, so that average and factor are numbers that can be printed and checked.
  const all = yuanOf(roundToFen(sumOf(worth.map(({ yuan }) => yuan)), amount));
  const paid = yuanOf(sumFen(worth.map(({ yuan }, place) => roundToFen(times(yuan, shares[place]!), amount))));
  const averageShare = isZero(all) ? regionShare : over(paid, all);
  const residue = roundToFen(minus(times(all, regionShare), paid), amount);
  const rescales = shareMismatch.value === 'rescale' && !isZero(averageShare);
  const factor = rescales ? rounded(over(regionShare, averageShare), factorRounding.value) : ONE;
  return { shares, balance: { regionShare, averageShare, residue, factor }, effective: rescales ? regionShare : averageShare };
}
