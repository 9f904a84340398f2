import type { Subtyping } from '../../../reference-data/index.js';
import { diagnosisCode, procedureCode } from '../../codes/normal-form.js';
import type { Discharge } from '../../discharge.js';

/** A discharge as subtyping reads it; treatment charges (治疗费, without operations) are on the settlement list beside the fields that grouping reads. */
export interface SubtypingDischarge extends Discharge {
  /** Unit: fen, zero or more. */
  readonly treatmentCharges?: bigint;
}

/** The group that was found, as far as subtyping asks. */
export interface SubtypingGroup {
  readonly key: string;
  readonly layer: Subtyping['groups']['layers'][number];
  /** What the group is paid: points × point value. Unit: fen, above zero. Without it no condition on the cost multiple holds. */
  readonly standardFen?: bigint;
  /** The main procedure by which the case was grouped; without it the principal procedure. */
  readonly mainProcedure?: string;
}

/** The numbers that conditions ask for. */
export const NUMERIC_CONDITIONS = [
  'ageYears',
  'ageDays',
  'lengthOfStayDays',
  'icuDays',
  'costMultiple',
  'drugShare',
  'treatmentShare',
] as const;
export type NumericCondition = (typeof NUMERIC_CONDITIONS)[number];

/** A number of the case, exactly, and in words. */
export interface StatedNumber {
  readonly numerator: bigint;
  readonly denominator: bigint;
  readonly printed: string;
}

/** The codes of a case as lists are asked for them: normal form, each once, in alphabetical order, so that the order of the case says nothing. */
export interface CaseFacts {
  readonly discharge: SubtypingDischarge;
  readonly group: SubtypingGroup;
  readonly principal: string;
  readonly others: readonly string[];
  readonly mainProcedure: readonly string[];
  readonly otherProcedures: readonly string[];
}

export function caseFacts(discharge: SubtypingDischarge, group: SubtypingGroup): CaseFacts {
  const main = group.mainProcedure ?? discharge.principalProcedure ?? '';
  const mainProcedure = tidy([main], procedureCode);
  const procedures = tidy([discharge.principalProcedure ?? '', ...discharge.otherProcedures], procedureCode);
  return {
    discharge,
    group,
    principal: diagnosisCode(discharge.principalDiagnosis ?? ''),
    others: tidy(discharge.secondaryDiagnoses, diagnosisCode),
    mainProcedure,
    otherProcedures: procedures.filter((code) => !mainProcedure.includes(code)),
  };
}

/** @returns undefined when the case does not state the number, or what it is measured against is missing or zero. */
export function statedNumber(
  condition: NumericCondition,
  { discharge, group }: CaseFacts,
  rounding: Subtyping['icuDayRounding'],
): StatedNumber | undefined {
  switch (condition) {
    case 'ageYears':
      return whole(discharge.ageYears);
    case 'ageDays':
      // A year and more is told in years; days beside it are ignored, as in grouping.
      return (discharge.ageYears ?? 0) >= 1 ? undefined : whole(discharge.ageDays);
    case 'lengthOfStayDays':
      return whole(discharge.lengthOfStayDays);
    case 'icuDays':
      return whole(discharge.icuHours === undefined ? undefined : daysOf(discharge.icuHours, rounding));
    case 'costMultiple':
      return part(discharge.totalCharges, group.standardFen);
    case 'drugShare':
      return part(discharge.drugCharges, discharge.totalCharges);
    case 'treatmentShare':
      return part(discharge.treatmentCharges, discharge.totalCharges);
  }
}

function daysOf(hours: number, rounding: Subtyping['icuDayRounding']): number {
  return rounding === 'up' ? Math.ceil(hours / 24) : Math.floor(hours / 24);
}

function whole(value: number | undefined): StatedNumber | undefined {
  if (value === undefined || !Number.isInteger(value)) return undefined;
  return { numerator: BigInt(value), denominator: 1n, printed: String(value) };
}

function part(amount: bigint | undefined, of: bigint | undefined): StatedNumber | undefined {
  if (amount === undefined || of === undefined || of <= 0n) return undefined;
  return { numerator: amount, denominator: of, printed: `${yuan(amount)} / ${yuan(of)}` };
}

function yuan(fen: bigint): string {
  const sign = fen < 0n ? '-' : '';
  const digits = String(fen < 0n ? -fen : fen).padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function tidy(codes: readonly string[], normal: (raw: string) => string): string[] {
  const stated = codes.filter((code) => code !== '').map(normal);
  return stated.length < 2 ? stated : [...new Set(stated)].sort();
}
