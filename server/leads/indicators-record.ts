import {
  printRounded,
  shareOf,
  type GroupIndicators,
  type Indicators,
  type MetTarget,
  type Ratio,
  type ReadmissionTally,
} from '../../pricing/index.js';

/** Everything that indicators say of a file of cases. */
export interface IndicatorReport {
  readonly region: string;
  readonly isDemonstration: boolean;
  readonly rows: number;
  readonly linkedRows: number;
  /** The region first. */
  readonly indicators: readonly Indicators[];
  readonly readmissions: ReadmissionTally;
  readonly groups: readonly GroupIndicators[];
  readonly targets: readonly MetTarget[];
  readonly shares: Readonly<Record<MetTarget['of'], Ratio | undefined>>;
}

/** Indicators are printed with four decimals; what was counted is exact. */
const SHOWN = { rule: 'half-up', decimals: 4 } as const;

export const shown = (value: Ratio | undefined): string | undefined => value && printRounded(value, SHOWN);

/** Readmitted among discharges of known persons; undefined where nobody is known. */
export function readmissionOf(readmissions: ReadmissionTally, hospital: string): Ratio | undefined {
  const { readmitted, discharges } = readmissions.counts(hospital === '' ? undefined : hospital);
  return shareOf(readmitted, discharges);
}

/** Indicators as JSON: shares as fractions, what cannot be measured left out. The CMI is the bureau's: of weights of this scheme and region. */
export function indicatorsRecord(report: IndicatorReport) {
  const { region, isDemonstration, rows, linkedRows, indicators, readmissions, groups, targets, shares } = report;
  return {
    region,
    ...(isDemonstration ? { demonstration: true } : {}),
    rows,
    linkedRows,
    indicators: indicators.map((one) => ({
      hospital: one.hospital === '' ? 'region' : one.hospital,
      submitted: one.submitted,
      groups: one.groups,
      groupEntry: shown(one.groupEntry),
      caseMixIndex: shown(one.caseMixIndex),
      timeIndex: shown(one.timeIndex),
      costIndex: shown(one.costIndex),
      lowRiskCases: one.lowRiskCases,
      lowRiskMortality: shown(one.lowRiskMortality),
      lowMultiple: shown(one.lowMultiple),
      highMultiple: shown(one.highMultiple),
      readmission: shown(readmissionOf(readmissions, one.hospital)),
    })),
    shares: { institutions: shown(shares.institutions), diseases: shown(shares.diseases), fund: shown(shares.fund) },
    targets: targets.map(({ of, year, share, least, isMet }) => ({
      of,
      year,
      share: shown(share),
      least: shown(least),
      met: isMet,
    })),
    groups: groups.map(({ group, cases, variation, isSplitCandidate, isLowRisk }) => ({
      group,
      cases,
      variation: shown(variation),
      splitCandidate: isSplitCandidate,
      lowRisk: isLowRisk,
    })),
  };
}
