const MILLISECONDS_A_DAY = 86_400_000;

/** The day number of 1 January: days since 1970, in a calendar without time zone. */
export function firstDayOf(year: number): number {
  return Date.UTC(year, 0, 1) / MILLISECONDS_A_DAY;
}

/** A day number as `YYYY-MM-DD`. */
export function dayText(day: number): string {
  return new Date(day * MILLISECONDS_A_DAY).toISOString().slice(0, 10);
}
