/** A stay as far as linking asks. Two stays of one person are linked by the key that intake made; nobody's number is ever here. */
export interface Stay {
  readonly caseId: string;
  /** Line or row of the source: where a person looks for it. */
  readonly row: number;
  readonly hospital: string;
  /** `YYYY-MM-DD`; no later than the discharge. */
  readonly admissionDate: string;
  readonly dischargeDate: string;
  /** Days in hospital, at least one. */
  readonly days: number;
  /** Group, ADRG and MDC as the grouper found them; empty where it found none. */
  readonly group: string;
  readonly adrg: string;
  readonly mdc: string;
  /** Normal form; empty where the record states none. */
  readonly principalDiagnosis: string;
  readonly procedures: readonly string[];
  /** Method that paid the stay; empty where nobody priced it. */
  readonly method: string;
}

/** Whole days from one day to another; below zero where the second comes first. @param from `YYYY-MM-DD` */
export const daysFrom = (from: string, until: string): number => (Date.parse(until) - Date.parse(from)) / 86_400_000;

/** Days from the discharge of a stay to the admission of another; below zero where they overlap. */
export const gapDays = (earlier: Pick<Stay, 'dischargeDate'>, later: Pick<Stay, 'admissionDate'>): number =>
  daysFrom(earlier.dischargeDate, later.admissionDate);

/** The order of a person's stays: by admission, then discharge; of two on the same days the record decides, so that no file order does. */
export function inOrderOfStay(a: Stay, b: Stay): number {
  return (
    compareText(a.admissionDate, b.admissionDate) ||
    compareText(a.dischargeDate, b.dischargeDate) ||
    compareText(a.caseId, b.caseId)
  );
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
