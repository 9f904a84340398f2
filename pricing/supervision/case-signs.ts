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
  /** Days of the stay on which nothing was charged. */
  readonly zeroFeeDays?: number | undefined;
  /** Whether special-case review was applied for; absent where nobody handed over a register. */
  readonly isSpecialCase?: boolean | undefined;
  /** Empty where the record states none. */
  readonly department: string;
  /** Of a grouped case; else empty. */
  readonly group: string;
  /** Normal form; empty where the record states none. */
  readonly principalDiagnosis: string;
}

const stated = (amount: Fen | undefined): Ratio | undefined => (amount === undefined ? undefined : yuanOf(amount));

const MEASURES = {
  costMultiple: ({ totalCharges, meanCharges }) => share(stated(totalCharges), meanCharges),
  totalCharges: ({ totalCharges }) => stated(totalCharges),
  lengthOfStayDays: ({ lengthOfStayDays }) => (lengthOfStayDays === undefined ? undefined : ratio(lengthOfStayDays)),
  zeroFeeDays: ({ zeroFeeDays }) => (zeroFeeDays === undefined ? undefined : ratio(zeroFeeDays)),
  selfPaidShare: ({ selfPaid, totalCharges }) => share(stated(selfPaid), stated(totalCharges)),
} as const satisfies Readonly<Record<string, (one: SignedCase) => Ratio | undefined>>;

type Measure = keyof typeof MEASURES;
const MEASURE_NAMES = Object.keys(MEASURES) as Measure[];

/** Decimals with which a lead prints what was measured; the test itself is exact. */
const SHOWN = { rule: 'half-up', decimals: 4 } as const;

/** Measures that are counted, and printed as whole numbers. */
const COUNTED: readonly Measure[] = ['lengthOfStayDays', 'zeroFeeDays'];

/** A sign that a case has, and what was measured against what was asked. */
export interface HeldSign {
  readonly sign: CaseSign;
  readonly measured: string;
  readonly asked: string;
}

/** The signs that a case has. */
export function heldSigns(one: SignedCase, signs: readonly CaseSign[]): readonly HeldSign[] {
  return signs.flatMap((sign): HeldSign[] => {
    const { when } = sign;
    const measured: string[] = [];
    const asked: string[] = [];
    for (const measure of MEASURE_NAMES) {
      const bounds: Bounds | undefined = when[measure];
      if (bounds === undefined) continue;
      const value = MEASURES[measure](one);
      if (value === undefined || !isWithin(value, bounds)) return [];
      measured.push(`${measure}=${printRounded(value, COUNTED.includes(measure) ? { ...SHOWN, decimals: 0 } : SHOWN)}`);
      asked.push(`${measure} ${bounds.printed}`);
    }
    if (!holdsWords(one, when)) return [];
    if (when.severities !== undefined) measured.push(`severity=${one.severity}`);
    if (when.hasProcedure !== undefined) measured.push(`hasProcedure=${one.hasProcedure ? 'yes' : 'no'}`);
    if (when.isSpecialCase !== undefined) measured.push(`isSpecialCase=${one.isSpecialCase === true ? 'yes' : 'no'}`);
    return [{ sign, measured: measured.join('; '), asked: asked.join('; ') }];
  });
}

/** The leads that a case raises by itself; a sign that is only counted raises one where it clusters. */
export function caseLeads(
  one: SignedCase,
  held: readonly HeldSign[],
  { citation }: Pick<Sourced<readonly CaseSign[]>, 'citation'>,
): readonly Lead[] {
  return held
    .filter(({ sign }) => !sign.isOnlyCounted)
    .map(({ sign: { id, name }, measured, asked }) => {
      const raised = { kind: 'case-sign' as const, rule: id, name, hospital: one.hospital, records: [leadRecord(one)] };
      return { ...raised, measured, asked, citation };
    });
}

function holdsWords(one: SignedCase, when: CaseSign['when']): boolean {
  const { severities, hasProcedure, isSpecialCase, principalDiagnoses, notDiagnoses } = when;
  if (severities !== undefined && (one.severity === undefined || !severities.includes(one.severity))) return false;
  if (hasProcedure !== undefined && hasProcedure !== one.hasProcedure) return false;
  if (isSpecialCase !== undefined && isSpecialCase !== one.isSpecialCase) return false;
  const begins = (beginnings: readonly string[]) => beginnings.some((beginning) => one.principalDiagnosis.startsWith(beginning));
  if (principalDiagnoses !== undefined && !begins(principalDiagnoses)) return false;
  return notDiagnoses === undefined || !begins(notDiagnoses);
}

function share(part: Ratio | undefined, whole: Ratio | undefined): Ratio | undefined {
  return part === undefined || whole === undefined || isZero(whole) ? undefined : over(part, whole);
}
