import type { DirectoryPolicy } from '../../../reference-data/index.js';
import type { CaseHistory } from './case-history.js';
import { momentsOf, variationOf, type Moments } from './moments.js';
import type { Ratio } from './ratio.js';
import { trimRange, type CostRange } from './trim-costs.js';
import { weightedMean, YearSums } from './year-sums.js';

/** What a group's cases cost, after trimming. */
export interface GroupStatistics {
  /** All cases, those that were trimmed among them. */
  readonly cases: number;
  readonly casesByYear: readonly number[];
  readonly trimmedCases: number;
  readonly range: CostRange | undefined;
  /** Cases and costs by year, without the trimmed. */
  readonly sums: YearSums;
  /** Mean cost by the year weights. Unit: fen. */
  readonly mean: Ratio;
  readonly moments: Moments;
  /** Ten-thousandths; undefined where there is none. */
  readonly variation: bigint | undefined;
  /** Of the cases that state the amount; undefined where none does. Unit: fen. */
  readonly drugMean: Ratio | undefined;
  readonly consumableMean: Ratio | undefined;
  /** Cases by level of institution, 0 for one that the policy does not list. */
  readonly casesByLevel: readonly number[];
}

/** Computes the figures of one group. @param places Its cases; at least one. */
export function groupStatistics(
  history: CaseHistory,
  places: Uint32Array,
  policy: Pick<DirectoryPolicy, 'trimming' | 'years' | 'deviation'>,
  levelOfHospital: Uint8Array,
): GroupStatistics {
  const [cost, year, hospital] = [history.cost.values(), history.year.values(), history.hospital.values()];
  const sorted = Float64Array.from(places, (at) => cost[at]!).sort();
  const range = trimRange(sorted, policy.trimming);
  const isCounted = (at: number) => range === undefined || (cost[at]! >= range.low && cost[at]! <= range.high);
  const sums = new YearSums(history.years);
  const casesByYear = Array<number>(history.years).fill(0);
  const casesByLevel = Array<number>(4).fill(0);
  for (const at of places) {
    casesByYear[year[at]!]!++;
    casesByLevel[levelOfHospital[hospital[at]!]!]!++;
    if (isCounted(at)) sums.add(year[at]!, cost[at]!);
  }
  const { weights, mode } = policy.years;
  const partMean = (amounts: Float64Array) => {
    const part = new YearSums(history.years);
    for (const at of places) if (amounts[at]! >= 0 && isCounted(at)) part.add(year[at]!, amounts[at]!);
    return weightedMean(part, weights, mode);
  };
  const moments = momentsOf(range === undefined ? sorted : sorted.filter((one) => one >= range.low && one <= range.high));
  return {
    cases: places.length,
    casesByYear,
    trimmedCases: places.length - moments.cases,
    range,
    sums,
    mean: weightedMean(sums, weights, mode)!,
    moments,
    variation: variationOf(moments, policy.deviation),
    drugMean: partMean(history.drugCost.values()),
    consumableMean: partMean(history.consumableCost.values()),
    casesByLevel,
  };
}
