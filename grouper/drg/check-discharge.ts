import type { DrgEdition } from '../../reference-data/index.js';
import type { Discharge } from '../discharge.js';
import { REASONS, type Reason, type ReasonCode } from '../reasons.js';

/** Oldest age in days for which a newborn's weight is asked. Unit: days. */
const NEWBORN_DAYS = 28;
/** Most diagnoses, or procedures, that a settlement list may carry. */
const MOST_CODES = 100;

/**
 * Finds what a scheme needs and the case does not state, or states impossibly.
 *
 * @param found What the reader of the case found already: a value that it could not read is not reported as missing too.
 * @returns Every fault and warning at once; the case is invalid if one of them is of that kind.
 */
export function checkDischarge(discharge: Discharge, edition: DrgEdition, found: readonly Reason[]): Reason[] {
  const reasons: Reason[] = [];
  const fault = (code: ReasonCode, detail?: string | number) => {
    reasons.push(detail === undefined ? { code } : { code, detail: String(detail) });
  };
  const missing = (code: ReasonCode, ...unreadable: ReasonCode[]) => {
    if (!found.some((reason) => unreadable.includes(reason.code))) fault(code);
  };
  const { caseId, sex, ageYears, ageDays, principalDiagnosis } = discharge;

  if (caseId === '') fault('case-id-missing');
  if (sex === undefined) missing('sex-missing', 'sex-not-1-or-2');
  else if (sex !== 1 && sex !== 2) fault('sex-not-1-or-2', sex);
  if (ageYears === undefined) missing('age-missing', 'age-out-of-range');
  else if (!isWholeWithin(ageYears, 0, 150)) fault('age-out-of-range', ageYears);
  else if (ageYears === 0 && ageDays === undefined) missing('age-days-missing', 'age-days-out-of-range');
  else if (ageYears > 0 && ageDays !== undefined) fault('age-days-ignored', ageDays);
  if (ageYears === 0 && ageDays !== undefined) {
    if (!isWholeWithin(ageDays, 0, 400)) fault('age-days-out-of-range', ageDays);
    else if (ageDays > 365) fault('age-days-over-365', ageDays);
  }
  const weight = newbornWeightOf(discharge, edition);
  if (isNewborn(discharge)) {
    if (weight === undefined) missing(`${edition.newbornWeight}-weight-missing`, 'newborn-weight-out-of-range');
    else if (!isPlausibleWeight(weight)) fault('newborn-weight-out-of-range', weight);
  } else if (weight !== undefined && !isPlausibleWeight(weight)) fault('weight-ignored', weight);
  if (principalDiagnosis === undefined || principalDiagnosis === '') fault('principal-diagnosis-missing');
  for (const codes of [discharge.secondaryDiagnoses, discharge.otherProcedures]) {
    if (codes.length >= MOST_CODES) fault('too-many-codes', codes.length + 1);
  }
  if (discharge.secondaryDiagnoses.includes(principalDiagnosis!)) fault('principal-repeated');
  return reasons;
}

/** Whether reasons refuse the case. */
export function isInvalid(reasons: readonly Reason[]): boolean {
  return reasons.some(({ code }) => REASONS[code].kind === 'invalid');
}

/** The weight that the rules of the edition compare: the one its manifest names, if it is plausible. */
export function comparedWeight(discharge: Discharge, edition: DrgEdition): number | undefined {
  const weight = newbornWeightOf(discharge, edition);
  return weight !== undefined && isPlausibleWeight(weight) ? weight : undefined;
}

function newbornWeightOf(discharge: Discharge, edition: DrgEdition): number | undefined {
  return edition.newbornWeight === 'birth' ? discharge.birthWeightGrams : discharge.admissionWeightGrams;
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
