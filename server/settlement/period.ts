import { isCalendarDate } from '../../reference-data/index.js';
import { ServerError } from '../errors.js';

/** Reads a month, `YYYY-MM`. @throws SERVER_OPTION_INVALID */
export function monthOf(text: string): string {
  if (isCalendarDate(`${text}-01`)) return text;
  throw new ServerError('SERVER_OPTION_INVALID', { option: '--month', value: text, allowed: 'YYYY-MM' });
}

/** Reads a year, `YYYY`. @throws SERVER_OPTION_INVALID */
export function yearOf(text: string): string {
  if (isCalendarDate(`${text}-01-01`)) return text;
  throw new ServerError('SERVER_OPTION_INVALID', { option: '--year', value: text, allowed: 'YYYY' });
}

/** Last day of a month or year, `YYYY-MM-DD`. */
export function lastDayOf(period: string): string {
  const [year, month = '12'] = period.split('-');
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return `${year}-${month}-${last}`;
}

/** The twelve months of a year. */
export function monthsOf(year: string): readonly string[] {
  return Array.from({ length: 12 }, (_, at) => `${year}-${String(at + 1).padStart(2, '0')}`);
}
