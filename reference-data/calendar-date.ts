import { z } from 'zod';

/** Whether a text is a day of the calendar, written `YYYY-MM-DD`: 2027-02-29 is none. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** A day of the calendar in a manifest or policy. */
export const calendarDate = z.string().refine(isCalendarDate, 'YYYY-MM-DD');
