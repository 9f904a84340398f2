import assert from 'node:assert/strict';
import type { DirectoryPolicy } from '../../../reference-data/index.js';
import type { BuildFault, BuildRefused, BuiltDirectory, BuiltGroup } from './built-directory.js';
import type { CaseHistory } from './case-history.js';
import { decideGroups } from './decide-groups.js';
import type { DirectoryKnowledge, LeftReason } from './draft-group.js';
import { groupPoints, pointsBase } from './group-points.js';
import { groupStatistics } from './group-statistics.js';
import { hospitalsWithoutClass, institutionCoefficients } from './institution-coefficients.js';
import { limitPools, type MeasuredGroup } from './limit-pools.js';
import { primaryCarePairs, type DiagnosisProcedurePair } from './primary-care.js';
import { decimal, over, type Ratio } from './ratio.js';
import { roundRatio } from './round-ratio.js';
import { total, type CasesAndCost } from './split-related.js';
import { isSubtypeCandidate, subtypeVerdicts } from './subtype-candidates.js';
import { totalPoints, tunePoints } from './tune-points.js';
import { weightedMean, YearSums } from './year-sums.js';

/** What the builder knows beside the history and the policy. */
export interface BuilderKnowledge extends DirectoryKnowledge {
  /** Whether a pair stands on a list of primary-care groups. */
  readonly isPrimaryCarePair: (pair: DiagnosisProcedurePair) => boolean;
}

/**
 * Builds a local directory from the discharges of some years: handbook steps 3 to 13 on cases that were read, checked and grouped.
 *
 * The answer hangs on the set of cases alone, not on their order, and holds no rounded number but the published ones.
 */
export function buildDirectory(
  history: CaseHistory,
  policy: DirectoryPolicy,
  knowledge: BuilderKnowledge,
): BuiltDirectory | BuildRefused {
  const unfit = faultsOfInput(history, policy);
  if (unfit.length > 0) return { status: 'refused', faults: unfit };
  const decided = decideGroups(history, policy, knowledge);
  const levels = levelsOfHospitals(history, policy);
  const measured = decided.groups.map((draft, number) => {
    const places = decided.members.of(number);
    return { draft, places, statistics: groupStatistics(history, places, policy, levels) };
  });
  const { groups, dropped } = limitPools(measured, policy);
  const { weights, mode } = policy.years;
  const allSums = history.overallSums();
  const overallMean = weightedMean(allSums, weights, mode)!;
  const groupedSums = new YearSums(history.years);
  for (const { statistics } of groups) groupedSums.addAll(statistics.sums);
  const groupedMean = weightedMean(groupedSums, weights, mode) ?? overallMean;
  const priced = pricedGroups(groups, policy, { all: overallMean, grouped: groupedMean });
  if (priced.status === 'refused') return priced;
  const parts = { drug: partMean(history, 'drugCost', policy), consumable: partMean(history, 'consumableCost', policy) };
  const built = groups.map(({ draft, statistics, places }, number): BuiltGroup => {
    const isCandidate = draft.origin !== 'pool' && isSubtypeCandidate(statistics, policy);
    return {
      ...draft,
      statistics,
      points: priced.points[number]!,
      computedPoints: priced.computed[number]!,
      drugRatio: ratioOf(statistics.drugMean, parts.drug),
      consumableRatio: ratioOf(statistics.consumableMean, parts.consumable),
      isSubtypeCandidate: isCandidate,
      subtypes: isCandidate ? subtypeVerdicts(history, places, statistics, policy) : [],
      primaryCare: primaryCarePairs(draft, statistics, policy, knowledge.isPrimaryCarePair),
    };
  });
  const ofDropped = (why: LeftReason) =>
    total(dropped.filter(({ reason }) => reason === why).flatMap(({ group }) => group.draft.cells));
  const left: Record<LeftReason, CasesAndCost> = {
    'excluded-diagnosis': total(history.cells.filter(({ isExcluded }) => isExcluded)),
    'pool-too-small': total(decided.tooSmall),
    'pool-varies-too-much': ofDropped('pool-varies-too-much'),
    'pools-limited': ofDropped('pools-limited'),
  };
  const inGroups = built.reduce((sum, { statistics }) => sum + statistics.cases, 0);
  const outside = Object.values(left).reduce((sum, { cases }) => sum + cases, 0);
  assert(inGroups + outside === history.cases, 'every case is in one group or among those left');
  return {
    status: 'built',
    threshold: decided.threshold,
    groups: built,
    splits: decided.splits,
    left,
    cases: history.cases,
    casesByYear: allSums.cases,
    trimmedCases: built.reduce((sum, { statistics }) => sum + statistics.trimmedCases, 0),
    overallMean,
    groupedMean,
    tuningFactor: priced.factor,
    totalPointsBefore: totalPoints(
      groups.map(({ statistics }, at) => ({ cases: statistics.cases, points: priced.computed[at]! })),
    ),
    totalPointsAfter: totalPoints(groups.map(({ statistics }, at) => ({ cases: statistics.cases, points: priced.points[at]! }))),
    institutions: institutionCoefficients(history, policy),
    hospitalsWithoutClass: hospitalsWithoutClass(history, policy),
  };
}

function faultsOfInput(history: CaseHistory, { years }: DirectoryPolicy): BuildFault[] {
  const faults: BuildFault[] = [];
  if (history.cases === 0) faults.push({ code: 'no-cases', detail: '0' });
  if (years.weights.length !== history.years)
    faults.push({ code: 'weights-do-not-fit-years', detail: `${years.weights.length} ≠ ${history.years}` });
  return faults;
}

interface PricedGroups {
  readonly status: 'priced';
  readonly computed: readonly bigint[];
  readonly points: readonly bigint[];
  readonly factor: Ratio;
}

/** Steps 9 and 10. */
function pricedGroups(
  groups: readonly MeasuredGroup[],
  { points: choice, tuning }: DirectoryPolicy,
  means: { readonly all: Ratio; readonly grouped: Ratio },
): PricedGroups | BuildRefused {
  const placeOf = new Map(groups.map(({ draft }, place) => [draft.key, place]));
  const faults: BuildFault[] = [];
  const base = pointsBase(choice, means, (key) => groups[placeOf.get(key) ?? -1]?.statistics.mean);
  if (base === undefined && choice.method === 'reference-group')
    faults.push({ code: 'reference-group-missing', detail: choice.referenceGroup });
  for (const { group } of tuning) if (!placeOf.has(group)) faults.push({ code: 'tuned-group-missing', detail: group });
  if (base === undefined || faults.length > 0) return { status: 'refused', faults };
  const { decimals, rounding } = choice;
  const computed = groups.map(({ statistics }) => roundRatio(groupPoints(statistics.mean, base), decimals, rounding));
  const agreed = new Map(
    tuning.map(({ group, points }) => [placeOf.get(group)!, roundRatio(decimal(points), decimals, rounding)]),
  );
  const tuned = tunePoints(
    groups.map(({ statistics }, place) => ({ cases: statistics.cases, points: computed[place]! })),
    agreed,
  );
  return { status: 'priced', computed, points: tuned.points.map((one) => roundRatio(one, 0, rounding)), factor: tuned.factor };
}

/** Level of each hospital of the history; 0 for one that the policy does not list. */
function levelsOfHospitals(history: CaseHistory, { hospitals }: DirectoryPolicy): Uint8Array {
  const levels = new Map(hospitals.map(({ id, level }) => [id, level]));
  return Uint8Array.from(history.hospitals, (id) => levels.get(id) ?? 0);
}

function partMean(history: CaseHistory, part: 'drugCost' | 'consumableCost', { years }: DirectoryPolicy): Ratio | undefined {
  const sums = new YearSums(history.years);
  const [year, amounts] = [history.year.values(), history[part].values()];
  for (let at = 0; at < history.cases; at++) if (amounts[at]! >= 0) sums.add(year[at]!, amounts[at]!);
  return weightedMean(sums, years.weights, years.mode);
}

function ratioOf(mean: Ratio | undefined, overall: Ratio | undefined): Ratio | undefined {
  return mean === undefined || overall === undefined || overall.numerator === 0n ? undefined : over(mean, overall);
}
