import type { BuiltDirectory, Ratio } from '../../grouper/index.js';
import { decimalText, ratioText, VARIATION_DECIMALS, yuanOfFen } from '../../grouper/index.js';
import { csvLine, type DirectoryPolicy } from '../../reference-data/index.js';

type Row = Readonly<Record<string, string | number>>;

const optional = (value: Ratio | undefined) => (value === undefined ? '' : ratioText(value, 4));
const yesOrNo = (holds: boolean) => (holds ? 'yes' : 'no');

/** How each group came about, in the order of the directory: everything that its row rests on. */
export function evidenceTable({ groups }: BuiltDirectory, policy: DirectoryPolicy, years: readonly number[]): string {
  const { decimals } = policy.points;
  const columns = [
    'key',
    'origin',
    'diagnosis',
    'procedure',
    'related',
    'attribute',
    'cases',
    ...years.map((year) => `cases${year}`),
    'countedCases',
    'trimmedCases',
    'trimLow',
    'trimHigh',
    'weightedMean',
    'variation',
    'computedPoints',
    'points',
    'drugRatio',
    'consumableRatio',
    'relatedRise',
    'loweredThreshold',
    'subtypeCandidate',
    'primaryCare',
  ];
  const rows = groups.map((group): Row => {
    const { statistics, split } = group;
    const { range, variation } = statistics;
    return {
      key: group.key,
      origin: group.origin,
      diagnosis: group.diagnosis,
      procedure: group.procedure,
      related: group.related,
      attribute: group.attribute,
      cases: statistics.cases,
      ...Object.fromEntries(years.map((year, place) => [`cases${year}`, statistics.casesByYear[place]!])),
      countedCases: statistics.moments.cases,
      trimmedCases: statistics.trimmedCases,
      trimLow: range === undefined ? '' : decimalText(BigInt(range.low), 2),
      trimHigh: range === undefined ? '' : decimalText(BigInt(range.high), 2),
      weightedMean: yuanOfFen(statistics.mean),
      variation: variation === undefined ? '' : decimalText(variation, VARIATION_DECIMALS),
      computedPoints: decimalText(group.computedPoints, decimals),
      points: decimalText(group.points, decimals),
      drugRatio: optional(group.drugRatio),
      consumableRatio: optional(group.consumableRatio),
      relatedRise: split === undefined ? '' : ratioText(split.rise, 4),
      loweredThreshold: yesOrNo(group.hasLoweredThreshold === true),
      subtypeCandidate: yesOrNo(group.isSubtypeCandidate),
      primaryCare: group.primaryCare.map(({ diagnosis, procedure }) => `${diagnosis} ${procedure}`.trim()).join('|'),
    };
  });
  return table(columns, rows);
}

/** Every related procedure with enough cases, kept or not, with the mean it was held against. */
export function relatedTable({ splits, threshold }: BuiltDirectory): string {
  const columns = ['diagnosis', 'procedure', 'baseCases', 'baseMean', 'related', 'cases', 'mean', 'rise', 'verdict'];
  const rows = splits.flatMap(({ diagnosis, mainProcedure, split: { base, verdicts } }) =>
    verdicts
      .filter(({ cases }) => cases >= threshold)
      .map((verdict): Row => ({
        diagnosis,
        procedure: mainProcedure,
        baseCases: base.cases,
        baseMean: yuanOfFen({ numerator: BigInt(base.cost), denominator: BigInt(base.cases) }),
        related: verdict.procedure,
        cases: verdict.cases,
        mean: yuanOfFen({ numerator: BigInt(verdict.cost), denominator: BigInt(verdict.cases) }),
        rise: ratioText(verdict.rise, 4),
        verdict: verdict.verdict,
      })),
  );
  return table(columns, rows);
}

/** Families of subtypes tried on the groups whose costs differ much, with the test that failed. */
export function subtypeTable({ groups }: BuiltDirectory): string {
  const columns = [
    'group',
    'family',
    'groupCases',
    'level',
    'cases',
    'coefficient',
    'variationBefore',
    'variationWithin',
    'passes',
    'failed',
  ];
  const rows = groups.flatMap(({ key, subtypes }) =>
    subtypes.flatMap((verdict) => {
      const levels = verdict.levels.length > 0 ? verdict.levels : [undefined];
      return levels.map((level): Row => ({
        group: key,
        family: verdict.family,
        groupCases: verdict.groupCases,
        level: level?.level ?? '',
        cases: level?.cases ?? '',
        coefficient: optional(level?.coefficient),
        variationBefore: decimalText(verdict.variationBefore, VARIATION_DECIMALS),
        variationWithin: decimalText(verdict.variationWithin, VARIATION_DECIMALS),
        passes: yesOrNo(verdict.passes),
        failed: verdict.failed.join('|'),
      }));
    }),
  );
  return table(columns, rows);
}

/** Coefficient of each class of institutions. */
export function institutionTable({ institutions }: BuiltDirectory, { coefficients }: DirectoryPolicy): string {
  const rows = institutions.map(({ class: name, hospitals, cases, mean, coefficient }): Row => ({
    class: name,
    hospitals: hospitals.join('|'),
    cases,
    weightedMean: yuanOfFen(mean),
    coefficient: decimalText(coefficient, coefficients.decimals),
  }));
  return table(['class', 'hospitals', 'cases', 'weightedMean', 'coefficient'], rows);
}

function table(columns: readonly string[], rows: readonly Row[]): string {
  return csvLine(columns) + rows.map((row) => csvLine(columns.map((column) => String(row[column])))).join('');
}
