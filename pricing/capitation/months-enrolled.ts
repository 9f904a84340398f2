/** Days from `from` (in) until `until` (out); without an end the person is still enrolled. `YYYY-MM-DD`. */
export interface Enrolment {
  readonly from: string;
  readonly until?: string | undefined;
}

/** Whether a person was on the roll on a day: the count of a fixed day. */
export function isEnrolledOn({ from, until }: Enrolment, day: string): boolean {
  return from <= day && (until === undefined || day < until);
}

/**
 * Months of a year for which a person counts (按月折算): those on whose first day the person was on the roll. A joiner counts from the next
 * month on and a leaver to the end of the month, so that whoever moves counts once.
 *
 * @param year `2026`
 * @returns 0 to 12.
 */
export function monthsEnrolled(enrolment: Enrolment, year: string): number {
  return MONTHS.filter((month) => isEnrolledOn(enrolment, `${year}-${month}-01`)).length;
}

const MONTHS = Array.from({ length: 12 }, (_, place) => String(place + 1).padStart(2, '0'));
