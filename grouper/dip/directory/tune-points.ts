import { ratio, type Ratio } from './ratio.js';

/** Printed points of a group, in units of the last decimal, and how many cases carry them. */
export interface WeightedPoints {
  readonly cases: number;
  readonly points: bigint;
}

/** Σ n·RW, in the same units. */
export function totalPoints(groups: readonly WeightedPoints[]): bigint {
  return groups.reduce((sum, { cases, points }) => sum + BigInt(cases) * points, 0n);
}

/**
 * Puts agreed points in the place of computed ones and rescales all of them, so that the total stays what it was.
 *
 * The total is that of the points as printed: whole numbers of the last decimal, so that anyone can add it up again.
 *
 * @param agreed Points of the group at each place, where some were agreed; in the same units.
 * @returns Exact points in the same units, to be rounded once more, and the factor T_before ÷ T_after.
 */
export function tunePoints(
  groups: readonly WeightedPoints[],
  agreed: ReadonlyMap<number, bigint>,
): { readonly points: readonly Ratio[]; readonly factor: Ratio } {
  const tuned = groups.map(({ cases, points }, place) => ({ cases, points: agreed.get(place) ?? points }));
  const after = totalPoints(tuned);
  const factor = agreed.size === 0 || after === 0n ? ratio(1) : ratio(totalPoints(groups), after);
  return { points: tuned.map(({ points }) => ratio(points * factor.numerator, factor.denominator)), factor };
}
