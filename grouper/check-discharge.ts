import type { Discharge } from './discharge.js';
import { REASONS, type Reason, type ReasonCode } from './reasons.js';

/** What a scheme asks of newborns of up to 28 days: which weight its rules compare, and whether a case is invalid without it. */
export interface WeightDemand {
  readonly newbornWeight: 'birth' | 'admission';
  readonly weightIsRequired: boolean;
}

/** Oldest age in days for which a newborn's weight is asked. Unit: days. */
const NEWBORN_DAYS = 28;
/** Most diagnoses, or procedures, that a settlement list may carry. */
const MOST_CODES = 100;

/**
 * Finds what a scheme needs and the case does not state, or states impossibly. Every fault and warning is added at once.
 *
 * @param reasons What the reader of the case found already: a value that it could not read is not reported as missing too.
 */
export function checkDischarge(discharge: Discharge, demand: WeightDemand, reasons: Reason[]): void {
  // Of a record that could not be read nothing is known, so nothing is missing either.
  if (reasons.some(({ code }) => code === 'record-unreadable')) return;
  const { caseId, sex, ageYears, principalDiagnosis, principalProcedure, secondaryDiagnoses, otherProcedures } = discharge;
  if (caseId === '') add(reasons, 'case-id-missing');
  if (sex === undefined) addMissing(reasons, 'sex-missing', 'sex-not-1-or-2');
  else if (sex !== 1 && sex !== 2) add(reasons, 'sex-not-1-or-2', sex);
  if (ageYears === undefined) addMissing(reasons, 'age-missing', 'age-out-of-range');
  else if (!isWholeWithin(ageYears, 0, 150)) add(reasons, 'age-out-of-range', ageYears);
  else if (ageYears > 0 && discharge.ageDays !== undefined) add(reasons, 'age-days-ignored', discharge.ageDays);
  if (ageYears === 0) checkAgeDays(discharge.ageDays, reasons);
  checkNewbornWeight(discharge, demand, reasons);
  if (discharge.lengthOfStayDays === 0) add(reasons, 'length-of-stay-zero');
  if (principalDiagnosis === undefined || principalDiagnosis === '') add(reasons, 'principal-diagnosis-missing');
  if (secondaryDiagnoses.length >= MOST_CODES) add(reasons, 'too-many-codes', secondaryDiagnoses.length + 1);
  const procedures = otherProcedures.length + (principalProcedure ? 1 : 0);
  if (procedures > MOST_CODES) add(reasons, 'too-many-codes', procedures);
}

function checkAgeDays(ageDays: number | undefined, reasons: Reason[]): void {
  if (ageDays === undefined) addMissing(reasons, 'age-days-missing', 'age-days-out-of-range');
  else if (!isWholeWithin(ageDays, 0, 400)) add(reasons, 'age-days-out-of-range', ageDays);
  else if (ageDays > 365) add(reasons, 'age-days-over-365', ageDays);
}

function checkNewbornWeight(discharge: Discharge, demand: WeightDemand, reasons: Reason[]): void {
  const weight = newbornWeightOf(discharge, demand.newbornWeight);
  if (weight !== undefined && isPlausibleWeight(weight)) return;
  if (!isNewborn(discharge)) {
    if (weight !== undefined) add(reasons, 'weight-ignored', weight);
  } else if (!demand.weightIsRequired) {
    add(reasons, weight === undefined || weight <= 0 ? 'newborn-weight-unknown' : 'weight-implausible', weight);
  } else if (weight === undefined) addMissing(reasons, `${demand.newbornWeight}-weight-missing`, 'newborn-weight-out-of-range');
  else add(reasons, 'newborn-weight-out-of-range', weight);
}

function add(reasons: Reason[], code: ReasonCode, detail?: number): void {
  reasons.push(detail === undefined ? { code } : { code, detail: String(detail) });
}

/** A value that the reader found unreadable is not missing as well. */
function addMissing(reasons: Reason[], code: ReasonCode, unreadable: ReasonCode): void {
  if (!reasons.some((reason) => reason.code === unreadable)) add(reasons, code);
}

/** Whether reasons refuse the case. */
export function isInvalid(reasons: readonly Reason[]): boolean {
  return reasons.some(({ code }) => REASONS[code].kind === 'invalid');
}

/** The weight that the rules of a scheme compare: the one its manifest names, if it is plausible. */
export function comparedWeight(discharge: Discharge, which: WeightDemand['newbornWeight']): number | undefined {
  const weight = newbornWeightOf(discharge, which);
  return weight !== undefined && isPlausibleWeight(weight) ? weight : undefined;
}

function newbornWeightOf(discharge: Discharge, which: WeightDemand['newbornWeight']): number | undefined {
  return which === 'birth' ? discharge.birthWeightGrams : discharge.admissionWeightGrams;
}

function isNewborn({ ageYears, ageDays }: Discharge): boolean {
  return ageYears === 0 && ageDays !== undefined && ageDays >= 0 && ageDays <= NEWBORN_DAYS;
}

/** Unit: grams. @source interfaces of the settlement list, range of newborn weights */
function isPlausibleWeight(grams: number): boolean {
  return isWholeWithin(grams, 100, 9999);
}

function isWholeWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

/** The length of stay that rules compare: a stated 0 reads as 1, since first and last day count as one. */
export function comparedStay({ lengthOfStayDays }: Discharge): number | undefined {
  return lengthOfStayDays === 0 ? 1 : lengthOfStayDays;
}
