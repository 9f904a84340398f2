import { z } from 'zod';
import { share, yuan } from '../policy/values.js';
import { compare, greater, isNegative, lesser, minus, ONE, plus, sumOf, times, ZERO, type Ratio } from '../ratio.js';

const tier = z.strictObject({
  /** Where the tier ends. The last may have no end; where it has one, nothing above it is paid. */
  upTo: yuan.optional(),
  ratio: share,
});

/** Ratios by parts of a burden, lowest part first. */
export const tierTable = z
  .array(tier)
  .min(1)
  .superRefine((tiers, context) => {
    for (const [place, { upTo }] of tiers.entries()) {
      const before = tiers[place - 1]?.upTo;
      if (place > 0 && (before === undefined || (upTo !== undefined && compare(upTo, before) <= 0)))
        context.addIssue({ code: 'custom', path: [place, 'upTo'], message: '0 < upTo₁ < upTo₂ < …' });
    }
  });

/** A tier as it is computed with. Unit: yuan, 1. */
export interface Tier {
  readonly upTo?: Ratio | undefined;
  readonly ratio: Ratio;
}

/**
 * From where the tiers are counted. `afterDeductible`: from the start line, so that a tier of 0-50,000 begins there. `wholeBurden`: from a
 * burden of nothing, of which the part under the start line is not paid.
 */
export const TIER_BASES = ['afterDeductible', 'wholeBurden'] as const;
export type TierBase = (typeof TIER_BASES)[number];

/** How a layer pays a burden. Unit: yuan. */
export interface TieredRule {
  readonly start: Ratio;
  readonly tiers: readonly Tier[];
  readonly tierBase: TierBase;
}

/** What a burden of a whole year gives: each part of it above the start line times the ratio of its tier. Unit: yuan, exactly. */
export function tieredAmount(burden: Ratio, { start, tiers, tierBase }: TieredRule): Ratio {
  const shift = tierBase === 'afterDeductible' ? start : ZERO;
  return sumOf(
    tiers.map(({ upTo, ratio }, place) => {
      const end = upTo === undefined ? burden : lesser(burden, plus(upTo, shift));
      const begin = greater(start, plus(tiers[place - 1]?.upTo ?? ZERO, shift));
      const inTier = minus(end, begin);
      return isNegative(inTier) ? ZERO : times(inTier, ratio);
    }),
  );
}

/** What one more stay gives: the year with it, less the year before it, so that the start line is taken once. Unit: yuan, exactly. */
export const tieredIncrease = (before: Ratio, now: Ratio, rule: TieredRule): Ratio =>
  minus(tieredAmount(plus(before, now), rule), tieredAmount(before, rule));

/** Tiers whose ratios are raised for some people; no ratio exceeds 1. */
export const raised = (tiers: readonly Tier[], by: Ratio): readonly Tier[] =>
  tiers.map(({ upTo, ratio }) => ({ upTo, ratio: lesser(ONE, plus(ratio, by)) }));
