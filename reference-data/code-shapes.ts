/** Shape of a diagnosis code in the insurance edition. @source GB/T 14396, ICD-10 医保版 2.0 */
const DIAGNOSIS = /^[A-Z]\d{2}\.(\d{3}|x\d{2})(x\d{3})?(\+[A-Z]\d{2}(\.\d)?\*)?$/;

/** Shape of a procedure code in the insurance edition. @source ICD-9-CM-3 医保版 2.0 */
const PROCEDURE = /^\d{2}\.(?:(?:\d{2}|\dx)\d{2}(?:x\d{3})?|9\d{2}[0-9A-Z]\d|\d{3}x\d{4})$/;

/** A category, subcategory or code; a dagger mark or the other half of a dagger pair may follow. */
const DIAGNOSIS_KEY = /^[A-Z]\d{2}(\.(\d|\d\d|\d{3}|x\d{0,2})(x\d{3})?)?(\+([A-Z]\d{2}(\.\d)?\*)?|\*)?$/;

/** Comprehensive groups go by categories, tens of them, or whole letters. */
const WIDE_DIAGNOSIS_KEY = /^[A-Z]\d?$/;

/** Categories, subcategories and details of procedures. */
const SHORT_PROCEDURE = /^\d{2}(\.\d{0,2}[\dx]?)?$/;

/** Tells whether a text looks like a full diagnosis code; only a dictionary says whether it is one. */
export const isDiagnosisShaped = (code: string): boolean => DIAGNOSIS.test(code);

/** Tells whether a text looks like what a group may be keyed by. */
export function isDiagnosisKeyShaped(code: string, isWide: boolean): boolean {
  return DIAGNOSIS_KEY.test(code) || (isWide && WIDE_DIAGNOSIS_KEY.test(code));
}

/** Tells whether a text looks like a full procedure code, or like a short one where those are prefixes. */
export function isProcedureShaped(code: string, shortCodes: 'exact' | 'prefix'): boolean {
  return PROCEDURE.test(code) || (shortCodes === 'prefix' && SHORT_PROCEDURE.test(code));
}
