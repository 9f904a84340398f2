import {
  compareDirectories,
  decimal,
  decimalText,
  GROUP_ORIGINS,
  LEFT_REASONS,
  ratioText,
  yuanOfFen,
  type BuiltDirectory,
  type BuiltGroup,
  type GroupOrigin,
  type LeftReason,
} from '../../grouper/index.js';
import type { DipGroupRow, DipTables, DirectoryPolicy } from '../../reference-data/index.js';
import type { ReadHistory } from './read-history.js';

/** Upper ends of the bands in which coefficients of variation are counted, the end itself out; the last band is open. Ten-thousandths. */
const VARIATION_BANDS = [3000n, 5000n, 7000n, 10_000n] as const;

type Counted = { readonly groups: number; readonly cases: number; readonly share: string };

/** What a build did, in figures. Shares are of accepted cases, to six decimals; means in yuan. */
export interface DirectoryReport {
  readonly id: string;
  readonly demonstration: boolean;
  readonly years: readonly number[];
  readonly rows: number;
  readonly rejectedRows: number;
  readonly rejected: ReadHistory['rejected'];
  readonly cases: number;
  readonly casesByYear: readonly number[];
  readonly threshold: number;
  readonly coreShare: string;
  readonly groupedShare: string;
  readonly origins: Readonly<Record<GroupOrigin, Counted>>;
  readonly left: Readonly<Record<LeftReason, { readonly cases: number; readonly share: string }>>;
  readonly variation: readonly {
    readonly from: string;
    readonly below: string;
    readonly groups: number;
    readonly cases: number;
  }[];
  readonly trimmedCases: number;
  readonly trimmedShare: string;
  readonly overallMean: string;
  readonly groupedMean: string;
  readonly totalPointsBeforeTuning: string;
  readonly totalPoints: string;
  readonly tuningFactor: string;
  readonly subtypeCandidates: number;
  readonly subtypeFamiliesPassed: number;
  readonly primaryCareGroups: number;
  readonly institutionClasses: number;
  readonly previous?: {
    readonly id: string;
    readonly kept: number;
    readonly changedPoints: number;
    readonly added: readonly string[];
    readonly dropped: readonly string[];
  };
  readonly warnings: readonly ReportWarning[];
}

export const REPORT_WARNINGS = ['trimmed-more-than-allowed', 'hospitals-without-class', 'local-additions-to-review'] as const;

export interface ReportWarning {
  readonly code: (typeof REPORT_WARNINGS)[number];
  readonly detail: string;
}

/** What the report needs beside the directory. */
export interface ReportContext {
  readonly id: string;
  readonly demonstration: boolean;
  readonly years: readonly number[];
  readonly read: Omit<ReadHistory, 'history'>;
  readonly policy: DirectoryPolicy;
  readonly tables: DipTables;
  readonly previous?: { readonly id: string; readonly groups: readonly DipGroupRow[] } | undefined;
}

/** Gathers the figures of a build. */
export function directoryReport(directory: BuiltDirectory, context: ReportContext): DirectoryReport {
  const { cases, groups, left } = directory;
  const { read, policy, previous, tables } = context;
  const share = (part: number) => shareText(part, cases);
  const counted = (some: readonly BuiltGroup[]): Counted => ({
    groups: some.length,
    cases: casesOf(some),
    share: share(casesOf(some)),
  });
  const byOrigin = (origin: GroupOrigin) => counted(groups.filter((group) => group.origin === origin));
  const { decimals } = policy.points;
  return {
    id: context.id,
    demonstration: context.demonstration,
    years: context.years,
    rows: read.rows,
    rejectedRows: Object.values(read.rejected).reduce((sum, count) => sum + count, 0),
    rejected: read.rejected,
    cases,
    casesByYear: directory.casesByYear,
    threshold: directory.threshold,
    coreShare: share(casesOf(groups.filter(({ origin }) => origin !== 'pool'))),
    groupedShare: share(casesOf(groups)),
    origins: Object.fromEntries(GROUP_ORIGINS.map((origin) => [origin, byOrigin(origin)])) as Record<GroupOrigin, Counted>,
    left: Object.fromEntries(
      LEFT_REASONS.map((reason) => [reason, { cases: left[reason].cases, share: share(left[reason].cases) }]),
    ) as DirectoryReport['left'],
    variation: variationBands(groups),
    trimmedCases: directory.trimmedCases,
    trimmedShare: share(directory.trimmedCases),
    overallMean: yuanOfFen(directory.overallMean),
    groupedMean: yuanOfFen(directory.groupedMean),
    totalPointsBeforeTuning: decimalText(directory.totalPointsBefore, decimals),
    totalPoints: decimalText(directory.totalPointsAfter, decimals),
    tuningFactor: ratioText(directory.tuningFactor, 9),
    subtypeCandidates: groups.filter(({ isSubtypeCandidate }) => isSubtypeCandidate).length,
    subtypeFamiliesPassed: groups.flatMap(({ subtypes }) => subtypes).filter(({ passes }) => passes).length,
    primaryCareGroups: groups.filter(({ primaryCare }) => primaryCare.length > 0).length,
    institutionClasses: directory.institutions.length,
    ...(previous === undefined ? {} : { previous: comparison(previous, tables) }),
    warnings: warningsOf(directory, policy),
  };
}

function comparison({ id, groups }: { readonly id: string; readonly groups: readonly DipGroupRow[] }, tables: DipTables) {
  const { kept, changedPoints, added, dropped } = compareDirectories(groups, tables.groups);
  return { id, kept, changedPoints, added: added.map(({ key }) => key), dropped: dropped.map(({ key }) => key) };
}

function warningsOf(directory: BuiltDirectory, { trimming }: DirectoryPolicy): ReportWarning[] {
  const warnings: ReportWarning[] = [];
  if (trimming.method === 'quantiles') {
    const { numerator, denominator } = decimal(trimming.warnAboveShare);
    if (BigInt(directory.trimmedCases) * denominator > BigInt(directory.cases) * numerator) {
      const trimmed = shareText(directory.trimmedCases, directory.cases);
      warnings.push({ code: 'trimmed-more-than-allowed', detail: `${trimmed} > ${trimming.warnAboveShare}` });
    }
  }
  const { hospitalsWithoutClass: unknown } = directory;
  if (unknown.length > 0) warnings.push({ code: 'hospitals-without-class', detail: unknown.map((id) => id || '-').join('|') });
  const additions = directory.groups.filter(({ origin }) => origin === 'local-addition').length;
  if (additions > 0) warnings.push({ code: 'local-additions-to-review', detail: String(additions) });
  return warnings;
}

function variationBands(groups: readonly BuiltGroup[]): DirectoryReport['variation'] {
  const ends = [0n, ...VARIATION_BANDS];
  return ends.map((from, place) => {
    const below = ends[place + 1];
    const inBand = groups.filter(({ statistics: { variation } }) => {
      return variation !== undefined && variation >= from && (below === undefined || variation < below);
    });
    return {
      from: decimalText(from, 4),
      below: below === undefined ? '' : decimalText(below, 4),
      groups: inBand.length,
      cases: casesOf(inBand),
    };
  });
}

function casesOf(groups: readonly BuiltGroup[]): number {
  return groups.reduce((sum, { statistics }) => sum + statistics.cases, 0);
}

function shareText(part: number, whole: number): string {
  return ratioText({ numerator: BigInt(part), denominator: BigInt(Math.max(whole, 1)) }, 6);
}
