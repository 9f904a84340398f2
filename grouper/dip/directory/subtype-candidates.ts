import type { DirectoryPolicy } from '../../../reference-data/index.js';
import type { CaseHistory } from './case-history.js';
import type { GroupStatistics } from './group-statistics.js';
import { addMoments, momentsOf, VARIATION_DECIMALS, type Moments } from './moments.js';
import { compare, decimal, over, plus, ratio, times, ZERO, type Ratio } from './ratio.js';
import { roundedSquareRoot } from './square-root.js';

/** One level of a family of subtypes inside a group. */
export interface SubtypeLevel {
  readonly level: string;
  /** Of the newest year. */
  readonly cases: number;
  /** Mean of the level ÷ mean of the group, newest year: trigger and adjusting coefficient alike. */
  readonly coefficient: Ratio;
}

/** What a family of subtypes would do to a group whose costs differ much. */
export interface SubtypeVerdict {
  readonly family: string;
  readonly groupCases: number;
  /** Levels with enough cases; the others and cases without a level stay together. */
  readonly levels: readonly SubtypeLevel[];
  /** Ten-thousandths, newest year: of the group as it is, and within its parts. */
  readonly variationBefore: bigint;
  readonly variationWithin: bigint;
  readonly passes: boolean;
  readonly failed: readonly ('group-cases' | 'subtype-cases' | 'fall')[];
}

/** Whether the costs of a group differ so much that subtypes are worth a look. */
export function isSubtypeCandidate({ variation }: GroupStatistics, { subtypes }: Pick<DirectoryPolicy, 'subtypes'>): boolean {
  if (variation === undefined) return false;
  return compare(ratio(variation, 10n ** BigInt(VARIATION_DECIMALS)), decimal(subtypes.candidateVariation)) > 0;
}

/**
 * Tries each family of subtypes on a group: more than N1 cases in the group, more than N2 in the level, and the variation within the
 * parts lower by the asked share. Only the newest year counts, and costs within the group's trim range.
 *
 * The fall is compared on squares of exact deviations, so the edge is never decided by a rounded coefficient.
 */
export function subtypeVerdicts(
  history: CaseHistory,
  places: Uint32Array,
  { range }: GroupStatistics,
  { subtypes }: Pick<DirectoryPolicy, 'subtypes'>,
): readonly SubtypeVerdict[] {
  const [year, cost, list] = [history.year.values(), history.cost.values(), history.subtypeList.values()];
  const counted = places.filter(
    (at) => year[at] === history.years - 1 && (range === undefined || (cost[at]! >= range.low && cost[at]! <= range.high)),
  );
  const whole = momentsOf(Float64Array.from(counted, (at) => cost[at]!));
  if (whole.cases === 0) return [];
  const families = new Map<string, Map<string, number[]>>();
  for (const at of counted) {
    for (const subtype of history.subtypeLists[list[at]!]!) {
      const [family = '', level = ''] = subtype.split('=');
      const levels = families.get(family) ?? new Map<string, number[]>();
      families.set(family, levels.set(level, levels.get(level) ?? []));
      levels.get(level)!.push(cost[at]!);
    }
  }
  return [...families].sort(([a], [b]) => (a < b ? -1 : 1)).map(([family, levels]) => verdictOf(family, levels, whole, subtypes));
}

function verdictOf(
  family: string,
  levels: ReadonlyMap<string, readonly number[]>,
  whole: Moments,
  { groupCasesAbove, subtypeCasesAbove, minimumFall }: DirectoryPolicy['subtypes'],
): SubtypeVerdict {
  const standing = [...levels]
    .filter(([, costs]) => costs.length > subtypeCasesAbove)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([level, costs]) => ({ level, moments: momentsOf(Float64Array.from(costs)) }));
  const taken = standing.map(({ moments }) => moments).reduce(addMoments, { cases: 0, sum: 0n, squares: 0n });
  const others = { cases: whole.cases - taken.cases, sum: whole.sum - taken.sum, squares: whole.squares - taken.squares };
  const within = [...standing.map(({ moments }) => moments), others].map(squaredDeviations).reduce(plus, ZERO);
  const before = squaredDeviations(whole);
  // CV falls by the share s when √within ≤ (1 − s)·√before.
  const { numerator, denominator } = decimal(minimumFall);
  const kept = ratio(denominator - numerator, denominator);
  const failed: SubtypeVerdict['failed'][number][] = [];
  if (whole.cases <= groupCasesAbove) failed.push('group-cases');
  if (standing.length === 0) failed.push('subtype-cases');
  if (standing.length > 0 && compare(within, times(before, times(kept, kept))) > 0) failed.push('fall');
  const mean = ratio(whole.sum, whole.cases);
  return {
    family,
    groupCases: whole.cases,
    levels: standing.map(({ level, moments: { cases, sum } }) => ({ level, cases, coefficient: over(ratio(sum, cases), mean) })),
    variationBefore: variationFrom(before, whole),
    variationWithin: variationFrom(within, whole),
    passes: failed.length === 0,
    failed,
  };
}

/** Σ(x − mean)², exactly. */
function squaredDeviations({ cases, sum, squares }: Moments): Ratio {
  return cases === 0 ? ZERO : ratio(BigInt(cases) * squares - sum * sum, cases);
}

/** √(deviations ÷ n) ÷ mean. */
function variationFrom({ numerator, denominator }: Ratio, { cases, sum }: Moments): bigint {
  return roundedSquareRoot(numerator * BigInt(cases), denominator * sum * sum, VARIATION_DECIMALS);
}
