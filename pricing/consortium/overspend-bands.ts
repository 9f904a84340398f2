import { z } from 'zod';
import { divide } from '../measurement/divide.js';
import { lesserFen, subtractFen, yuanOf, type Fen } from '../money.js';
import { decimal, share } from '../policy/values.js';
import { compare, greater, isZero, lesser, minus, sumOf, times, ZERO, type Ratio } from '../ratio.js';
import { roundToFen, type Rounding } from '../rounding.js';

const band = z.strictObject({
  /** End of the band, as a share of the package; the last may have none. Beyond a last end the consortium bears everything. */
  upTo: decimal.optional(),
  fundShare: share,
});

/** The fund's shares of an overspend, by bands of its size against the package, lowest first; each band shares its own part. */
export const bandTable = z
  .array(band)
  .min(1)
  .superRefine((bands, context) => {
    for (const [place, { upTo }] of bands.entries()) {
      const before = place === 0 ? ZERO : bands[place - 1]!.upTo;
      if (before === undefined || (upTo !== undefined && compare(upTo, before) <= 0))
        context.addIssue({ code: 'custom', path: [place, 'upTo'], message: '0 < upTo₁ < upTo₂ < …' });
    }
  });

export type Bands = z.output<typeof bandTable>;

/** An overspend and who bears it; the two parts add up to it. */
export interface SharedOverspend {
  readonly fund: Fen;
  readonly consortium: Fen;
}

/** Shares an overspend: the fund's part is rounded once, over all bands, and the consortium takes the rest. */
export function shareOverspend(overspend: Fen, whole: Fen, bands: Bands, rounding: Rounding): SharedOverspend {
  const reached = yuanOf(overspend);
  let begin: Ratio = ZERO;
  const parts = bands.map(({ upTo, fundShare }) => {
    const end = upTo === undefined ? reached : lesser(reached, times(upTo, yuanOf(whole)));
    const inBand = greater(ZERO, minus(end, begin));
    begin = greater(begin, end);
    return times(inBand, fundShare);
  });
  // A coarse rounding rule never makes the fund bear more than there is.
  const fund = lesserFen(overspend, roundToFen(sumOf(parts), rounding));
  return { fund, consortium: subtractFen(overspend, fund) };
}

/** What share of a package an overspend is. Exact. @throws PRICING_DIVISION_BY_ZERO for an overspend of a package of nothing. */
export const overspendRate = (overspend: Fen, whole: Fen): Ratio =>
  isZero(yuanOf(overspend)) ? ZERO : divide(yuanOf(overspend), yuanOf(whole), 'package');
