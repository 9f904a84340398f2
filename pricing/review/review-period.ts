import type { WorkingDays } from '../../reference-data/index.js';
import { PricingError } from '../errors.js';

/** How often special cases are applied for. */
export const RHYTHMS = ['month', 'quarter'] as const;
export type Rhythm = (typeof RHYTHMS)[number];

/** The days on which cases of a period are applied for; both belong to it. */
export interface ReviewWindow {
  readonly first: string;
  readonly last: string;
}

const SHAPES: Readonly<Record<Rhythm, RegExp>> = {
  month: /^(\d{4})-(0[1-9]|1[0-2])$/,
  quarter: /^(\d{4})-Q([1-4])$/,
};

const MONTHS: Readonly<Record<Rhythm, number>> = { month: 1, quarter: 3 };

/** The period in which a case was discharged: `2026-Q1` or `2026-03`. @param day `YYYY-MM-DD` */
export function periodOf(day: string, rhythm: Rhythm): string {
  if (rhythm === 'month') return day.slice(0, 7);
  return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}

/**
 * When cases of a period are applied for: the first working days of the month after it.
 *
 * @throws PRICING_REVIEW_PERIOD_INVALID; REFERENCE_DATA_YEAR_WITHOUT_HOLIDAYS
 */
export function windowOf(period: string, rhythm: Rhythm, workingDays: number, calendar: WorkingDays): ReviewWindow {
  const [, year, number] = SHAPES[rhythm].exec(period) ?? [];
  if (year === undefined) throw new PricingError('PRICING_REVIEW_PERIOD_INVALID', { period });
  // Months of JavaScript begin with 0, so the number of the last month is that of the one after it.
  const first = new Date(Date.UTC(Number(year), Number(number) * MONTHS[rhythm], 1)).toISOString().slice(0, 10);
  return { first, last: lastWorkingDay(first, workingDays, calendar) };
}

/** The day on which so many working days are over, the first day among them where it is one. */
export const lastWorkingDay = (first: string, workingDays: number, calendar: WorkingDays): string =>
  calendar.after(dayAfter(first, -1), workingDays);

/** The day so many days later. */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
