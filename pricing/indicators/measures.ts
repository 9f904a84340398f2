import { divide } from '../measurement/divide.js';
import { compare, plus, ratio, sumOf, times, ZERO, type Ratio } from '../ratio.js';
import type { PlanShare, PlanTarget } from './indicator-section.js';

/** Cases of one relative weight. */
export interface WeightedCases {
  readonly weight: Ratio;
  readonly cases: number;
}

/** The case-mix index (CMI) and the weight that it is the mean of. */
export interface CaseMix {
  readonly totalWeight: Ratio;
  readonly index: Ratio;
}

/** Mean relative weight of cases. @throws PRICING_DIVISION_BY_ZERO without cases */
export function caseMix(groups: readonly WeightedCases[]): CaseMix {
  const totalWeight = sumOf(groups.map(({ weight, cases }) => times(weight, ratio(cases))));
  const cases = groups.reduce((sum, group) => sum + group.cases, 0);
  return { totalWeight, index: divide(totalWeight, ratio(cases), 'cases') };
}

/** Cases whose values are held against the mean of their group in the region, in days or in yuan. */
export interface IndexedCases {
  /** Sum of the values of the cases. */
  readonly value: Ratio;
  readonly cases: number;
  /** Mean of one case of the group in the region. */
  readonly regionMean: Ratio;
}

/** Time or cost index (时间、费用消耗指数): the mean of value over regional mean of the group, 1 is average. @throws PRICING_DIVISION_BY_ZERO */
export function consumptionIndex(groups: readonly IndexedCases[]): Ratio {
  const cases = groups.reduce((sum, group) => sum + group.cases, 0);
  // Sums of hundreds of fractions are left as they come: to shorten each costs more than long numbers do.
  const sum = groups.reduce((total, { value, regionMean }) => plus(total, divide(value, regionMean, 'regionMean')), ZERO);
  return divide(sum, ratio(cases), 'cases');
}

/** A part of a whole number, such as grouped among submitted cases; undefined where there is nothing to be a part of. */
export const shareOf = (part: number | bigint, whole: number | bigint): Ratio | undefined =>
  BigInt(whole) === 0n ? undefined : ratio(part, whole);

/** A share and whether the plan's target of its year is met. */
export interface MetTarget {
  readonly of: PlanShare;
  readonly year: number;
  readonly share: Ratio | undefined;
  readonly least: Ratio;
  /** A share that cannot be measured meets nothing. */
  readonly isMet: boolean;
}

/** Holds shares against the targets of a year; a year without targets has none. */
export function metTargets(
  shares: Readonly<Record<PlanShare, Ratio | undefined>>,
  year: number,
  targets: readonly PlanTarget[],
): readonly MetTarget[] {
  return targets
    .filter((target) => target.year === year)
    .map(({ of, least }) => {
      const share = shares[of];
      return { of, year, share, least, isMet: share !== undefined && compare(share, least) >= 0 };
    });
}
