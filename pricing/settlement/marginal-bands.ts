import { z } from 'zod';
import { decimal, share } from '../policy/values.js';
import { compare, greater, lesser, minus, sumOf, times, ZERO, type Ratio } from '../ratio.js';

/** Ends of bands rise; only the last may be open. */
function endsRise(bands: readonly { readonly upTo?: Ratio | undefined }[], context: z.core.$RefinementCtx): void {
  for (const [place, { upTo }] of bands.entries()) {
    const before = place === 0 ? ZERO : bands[place - 1]!.upTo;
    if (before === undefined || (upTo !== undefined && compare(upTo, before) <= 0))
      context.issues.push({ code: 'custom', path: [place, 'upTo'], message: '0 < upTo₁ < upTo₂ < …', input: bands });
  }
}

const end = { upTo: decimal.optional() };

/** What hospitals keep of a surplus, by bands of its size against what was due; beyond a last end they keep nothing. */
export const surplusBands = z
  .array(z.strictObject({ ...end, hospitalKeeps: share }))
  .min(1)
  .superRefine(endsRise);

/** What the fund shares of an overspend, by bands of its size against what was due; beyond a last end it shares nothing. */
export const overspendBands = z
  .array(z.strictObject({ ...end, fundShares: share }))
  .min(1)
  .superRefine(endsRise);

export type SurplusBands = z.output<typeof surplusBands>;
export type OverspendBands = z.output<typeof overspendBands>;

/** One band: the share of what lies between the end of the band before it and its own. */
export interface Band {
  /** Share of the whole; absent: without end. */
  readonly upTo?: Ratio | undefined;
  readonly share: Ratio;
}

/** Takes each band's share of its own part of an amount (超额累进). Exact. @param whole What the ends are shares of. */
export function byBands(amount: Ratio, whole: Ratio, bands: readonly Band[]): Ratio {
  let begin: Ratio = ZERO;
  const parts = bands.map(({ upTo, share }) => {
    const reached = upTo === undefined ? amount : lesser(amount, times(upTo, whole));
    const inBand = greater(ZERO, minus(reached, begin));
    begin = greater(begin, reached);
    return times(inBand, share);
  });
  return sumOf(parts);
}
