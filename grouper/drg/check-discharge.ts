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
export function checkDischarge(discharge: Discharge, edition: DrgEdition, found: readonly Reason[]): readonly Reason[] {
  const { caseId, sex, ageYears, principalDiagnosis, secondaryDiagnoses, otherProcedures } = discharge;
  const faults = new Faults(found);
  if (caseId === '') faults.add('case-id-missing');
  if (sex === undefined) faults.addMissing('sex-missing', 'sex-not-1-or-2');
  else if (sex !== 1 && sex !== 2) faults.add('sex-not-1-or-2', sex);
  if (ageYears === undefined) faults.addMissing('age-missing', 'age-out-of-range');
  else if (!isWholeWithin(ageYears, 0, 150)) faults.add('age-out-of-range', ageYears);
  else if (ageYears > 0 && discharge.ageDays !== undefined) faults.add('age-days-ignored', discharge.ageDays);
  if (ageYears === 0) checkAgeDays(discharge.ageDays, faults);
  checkNewbornWeight(discharge, edition, faults);
  if (principalDiagnosis === undefined || principalDiagnosis === '') faults.add('principal-diagnosis-missing');
  else if (secondaryDiagnoses.includes(principalDiagnosis)) faults.add('principal-repeated');
  if (secondaryDiagnoses.length >= MOST_CODES) faults.add('too-many-codes', secondaryDiagnoses.length + 1);
  if (otherProcedures.length >= MOST_CODES) faults.add('too-many-codes', otherProcedures.length + 1);
  return faults.reasons;
}

function checkAgeDays(ageDays: number | undefined, faults: Faults): void {
  if (ageDays === undefined) faults.addMissing('age-days-missing', 'age-days-out-of-range');
  else if (!isWholeWithin(ageDays, 0, 400)) faults.add('age-days-out-of-range', ageDays);
  else if (ageDays > 365) faults.add('age-days-over-365', ageDays);
}

function checkNewbornWeight(discharge: Discharge, edition: DrgEdition, faults: Faults): void {
  const weight = newbornWeightOf(discharge, edition);
  const isPlausible = weight !== undefined && isPlausibleWeight(weight);
  if (isPlausible) return;
  if (!isNewborn(discharge)) {
    if (weight !== undefined) faults.add('weight-ignored', weight);
  } else if (weight === undefined) faults.addMissing(`${edition.newbornWeight}-weight-missing`, 'newborn-weight-out-of-range');
  else faults.add('newborn-weight-out-of-range', weight);
}

const NONE: readonly Reason[] = [];

/** Faults of one case; of a case without any, which most are, nothing is allocated but this. */
class Faults {
  reasons: readonly Reason[] = NONE;
  readonly #found: readonly Reason[];

  constructor(found: readonly Reason[]) {
    this.#found = found;
  }

  add(code: ReasonCode, detail?: number): void {
    this.reasons = [...this.reasons, detail === undefined ? { code } : { code, detail: String(detail) }];
  }

  /** A value that the reader found unreadable is not missing as well. */
  addMissing(code: ReasonCode, unreadable: ReasonCode): void {
    if (!this.#found.some((reason) => reason.code === unreadable)) this.add(code);
  }
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
