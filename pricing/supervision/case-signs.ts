import { isWithin, type Bounds, type ExactDecimal } from '../../reference-data/index.js';
import type { Severity } from '../../grouper/index.js';
import { yuanOf, type Fen } from '../money.js';
import { isZero, over, ratio, type Ratio } from '../ratio.js';
import { printRounded } from '../rounding.js';
import type { Sourced } from '../policy/citation.js';
import { leadRecord, type Lead, type LeadRecord } from './lead.js';
import type { CaseSign } from './supervision-section.js';

/** What signs ask of a case. Absent means not stated. */
export interface SignedCase extends LeadRecord {
  readonly totalCharges?: Fen | undefined;
  readonly selfPaid?: Fen | undefined;
  /** Mean charges that the region published for the group. */
  readonly meanCharges?: ExactDecimal | undefined;
  readonly lengthOfStayDays?: number | undefined;
  readonly severity?: Severity | undefined;
  readonly hasProcedure: boolean;
  /** Normal form; empty where the record states none. */
  readonly principalDiagnosis: string;
}

const stated = (amount: Fen | undefined): Ratio | undefined => (amount === undefined ? undefined : yuanOf(amount));

const MEASURES = {
  costMultiple: ({ totalCharges, meanCharges }) => share(stated(totalCharges), meanCharges),
  totalCharges: ({ totalCharges }) => stated(totalCharges),
  lengthOfStayDays: ({ lengthOfStayDays }) => (lengthOfStayDays === undefined ? undefined : ratio(lengthOfStayDays)),
  selfPaidShare: ({ selfPaid, totalCharges }) => share(stated(selfPaid), stated(totalCharges)),
} as const satisfies Readonly<Record<string, (one: SignedCase) => Ratio | undefined>>;

type Measure = keyof typeof MEASURES;
const MEASURE_NAMES = Object.keys(MEASURES) as Measure[];

/** Decimals with which a lead prints what was measured; the test itself is exact. */
const SHOWN = { rule: 'half-up', decimals: 4 } as const;

/** The leads that a case raises by itself. */
export function caseLeads(one: SignedCase, { value: signs, citation }: Sourced<readonly CaseSign[]>): readonly Lead[] {
  return signs.flatMap(({ id, name, when }): Lead[] => {
    const measured: string[] = [];
    const asked: string[] = [];
    for (const measure of MEASURE_NAMES) {
      const bounds: Bounds | undefined = when[measure];
      if (bounds === undefined) continue;
      const value = MEASURES[measure](one);
      if (value === undefined || !isWithin(value, bounds)) return [];
      measured.push(`${measure}=${printRounded(value, measure === 'lengthOfStayDays' ? { ...SHOWN, decimals: 0 } : SHOWN)}`);
      asked.push(`${measure} ${bounds.printed}`);
    }
    if (!holdsWords(one, when)) return [];
    if (when.severities !== undefined) measured.push(`severity=${one.severity}`);
    if (when.hasProcedure !== undefined) measured.push(`hasProcedure=${one.hasProcedure ? 'yes' : 'no'}`);
    const found = { kind: 'case-sign' as const, rule: id, name, hospital: one.hospital, records: [leadRecord(one)] };
    return [{ ...found, measured: measured.join('; '), asked: asked.join('; '), citation }];
  });
}

function holdsWords(one: SignedCase, when: CaseSign['when']): boolean {
  const { severities, hasProcedure, principalDiagnoses, notDiagnoses } = when;
  if (severities !== undefined && (one.severity === undefined || !severities.includes(one.severity))) return false;
  if (hasProcedure !== undefined && hasProcedure !== one.hasProcedure) return false;
  const begins = (beginnings: readonly string[]) => beginnings.some((beginning) => one.principalDiagnosis.startsWith(beginning));
  if (principalDiagnoses !== undefined && !begins(principalDiagnoses)) return false;
  return notDiagnoses === undefined || !begins(notDiagnoses);
}

function share(part: Ratio | undefined, whole: Ratio | undefined): Ratio | undefined {
  return part === undefined || whole === undefined || isZero(whole) ? undefined : over(part, whole);
}
