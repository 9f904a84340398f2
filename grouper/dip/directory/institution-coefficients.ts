import type { DirectoryPolicy } from '../../../reference-data/index.js';
import type { CaseHistory } from './case-history.js';
import { over, type Ratio } from './ratio.js';
import { roundRatio } from './round-ratio.js';
import { weightedMean, YearSums } from './year-sums.js';

/** Coefficient of a class of institutions (医疗机构调节系数). */
export interface InstitutionCoefficient {
  readonly class: string;
  readonly hospitals: readonly string[];
  readonly cases: number;
  /** Unit: fen. */
  readonly mean: Ratio;
  /** Class mean ÷ city mean, as rounded by the policy: units of its last decimal. */
  readonly coefficient: bigint;
}

/** Institutions of a history that the policy puts into no class, by identifier. Their cases count for the city. */
export function hospitalsWithoutClass(
  history: CaseHistory,
  { hospitals }: Pick<DirectoryPolicy, 'hospitals'>,
): readonly string[] {
  const listed = new Set(hospitals.map(({ id }) => id));
  return history.hospitals.filter((id) => !listed.has(id)).sort();
}

/** Weighted mean cost of each class over the years ÷ that of the whole city; classes by name. */
export function institutionCoefficients(
  history: CaseHistory,
  policy: Pick<DirectoryPolicy, 'hospitals' | 'years' | 'coefficients'>,
): readonly InstitutionCoefficient[] {
  const { weights, mode } = policy.years;
  const city = weightedMean(history.overallSums(), weights, mode);
  if (city === undefined) return [];
  const byHospital = history.hospitals.map(() => new YearSums(history.years));
  const [hospital, year, cost] = [history.hospital.values(), history.year.values(), history.cost.values()];
  for (let at = 0; at < history.cases; at++) byHospital[hospital[at]!]!.add(year[at]!, cost[at]!);
  const classes = [...new Set(policy.hospitals.map((one) => one.class))].sort();
  return classes.flatMap((name) => {
    const members = policy.hospitals.filter((one) => one.class === name && history.hospitals.includes(one.id));
    const sums = new YearSums(history.years);
    for (const { id } of members) sums.addAll(byHospital[history.hospitals.indexOf(id)]!);
    const mean = weightedMean(sums, weights, mode);
    if (mean === undefined) return [];
    const { decimals, rounding } = policy.coefficients;
    return {
      class: name,
      hospitals: members.map(({ id }) => id).sort(),
      cases: sums.cases.reduce((all, cases) => all + cases, 0),
      mean,
      coefficient: roundRatio(over(mean, city), decimals, rounding),
    };
  });
}
