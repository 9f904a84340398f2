import { readDecimal } from './read-number.js';

const DAYS_HOURS_MINUTES = /^(\d{0,4})\/(\d{0,5})\/(\d{0,6})$/;
const IN_UNITS = /^(?:(\d+)天)?(?:(\d+)(?:小时|时))?(?:(\d+)分钟?)?$/;

/**
 * Reads a duration in hours: `days/hours/minutes`, or a bare number of hours. Part hours count: `1/13/24` is 37.4.
 *
 * @returns undefined where it is none, below zero included.
 */
export function readHours(text: string): number | undefined {
  const plain = text.normalize('NFKC').replace(/\s/g, '');
  const parts = DAYS_HOURS_MINUTES.exec(plain) ?? (plain === '' ? null : IN_UNITS.exec(plain));
  if (parts !== null) return hoursOf(Number(parts[1] || 0), Number(parts[2] || 0), Number(parts[3] || 0));
  const hours = readDecimal(plain.replace(/h$/i, ''));
  return hours === undefined || hours < 0 ? undefined : hours;
}

/** Hours of a duration in parts; divided once, so that nothing is rounded before. */
export function hoursOf(days: number, hours: number, minutes: number): number {
  return ((days * 24 + hours) * 60 + minutes) / 60;
}
