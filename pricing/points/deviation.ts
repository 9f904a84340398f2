import { z } from 'zod';
import { isWithin, type BilingualText } from '../../reference-data/index.js';
import { bounds, decimal, flag } from '../policy/values.js';
import type { Ratio } from '../ratio.js';

/** Coefficients that a rule may apply: of the hospital (医疗机构系数), of the auxiliary subtype (辅助分型). */
export const FACTORS = ['hospital', 'auxiliary'] as const;
export type Factor = (typeof FACTORS)[number];

/** Zones of cases that are far from their group (偏差病例, 倍率病例). */
export const ZONES = {
  low: { zh: '低倍率病例', en: 'Low-multiple case' },
  high: { zh: '高倍率病例', en: 'High-multiple case' },
  extreme: { zh: '极高倍率病例', en: 'Extremely-high-multiple case' },
} as const satisfies Record<string, BilingualText>;

/** Factors of a rule; none at all is written `[]`. */
export const factorList = z.array(z.enum(FACTORS));

/** Points by the charges themselves: group points × multiple × factors. */
export const ratioRule = z.strictObject({
  factors: factorList,
  /** No more than the group points: before the factors are applied, or after. */
  cap: z.enum(['before-factors', 'after-factors']).optional(),
});
export type RatioRule = z.output<typeof ratioRule>;

const zoneHead = {
  zone: z.enum(['low', 'high', 'extreme']),
  /** On the charges as a multiple of the reference, with the operators of the region. */
  when: bounds,
  /** Whether the hospital may apply for special-case review (特例单议). */
  mayApplyForReview: flag.optional(),
};

const zone = z.discriminatedUnion('pays', [
  z.strictObject({ ...zoneHead, pays: z.literal('ratio'), ...ratioRule.shape }),
  /** Group points × (multiple − above + normal) × factors: what exceeds `above` comes on top of a normal case. */
  z.strictObject({
    ...zoneHead,
    pays: z.literal('excess'),
    above: decimal,
    /** The normal case inside the bracket: 1, or the hospital coefficient. */
    normal: z.enum(['one', 'hospital']),
    factors: factorList,
  }),
  /** As a case between the zones. */
  z.strictObject({ ...zoneHead, pays: z.literal('normal') }),
  /** The charges, beside the points. */
  z.strictObject({ ...zoneHead, pays: z.literal('actual-charges') }),
]);

/** Zones in the order in which they are asked; a case in none of them is normal. The jumps at their edges belong to the rules. */
export const zoneTable = z.array(zone).min(1);

export type Zone = z.output<typeof zone>;

/** The first zone whose comparisons the multiple passes; undefined for a normal case. Exact, so an edge is never decided by rounding. */
export function zoneOfMultiple(multiple: Ratio, zones: readonly Zone[]): Zone | undefined {
  return zones.find(({ when }) => isWithin(multiple, when));
}
