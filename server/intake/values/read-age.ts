import { readDecimal, readWholeNumber } from './read-number.js';
import type { Moment } from './read-moment.js';
import { daysBetween } from './read-moment.js';

/** What a text says about an age. Days reckoned from months are an estimate. */
export interface StatedAge {
  readonly years?: number;
  readonly days?: number;
  readonly isEstimated?: boolean;
}

const DAYS_PER_MONTH = 30;
const IN_UNITS = /^(?:(\d{1,3})(?:周?岁|年))?(?:(\d{1,2})个?月)?(?:零?(\d{1,3})[天日])?$/;
const PREFIXED = /^([YMD])0*(\d{1,3})$/i;

/**
 * Reads an age: `63`, `63岁`, `Y063`; `3岁2月` is three years; below one year days, from months an estimate.
 *
 * @param bareUnit What a number without a unit counts.
 * @param mayBeDecimal Whether years may carry a decimal, which is then left out.
 */
export function readAge(text: string, bareUnit: 'years' | 'months' | 'days', mayBeDecimal = false): StatedAge | undefined {
  if (bareUnit !== 'months' && /^\d{1,3}$/.test(text))
    return bareUnit === 'years' ? { years: Number(text) } : { days: Number(text) };
  const plain = text
    .normalize('NFKC')
    .replace(/[\s()]+/g, bareUnit === 'months' ? ' ' : '')
    .trim();
  const prefixed = PREFIXED.exec(plain);
  if (prefixed !== null) return ageOf(prefixed[1]!.toUpperCase(), Number(prefixed[2]));
  const inUnits = IN_UNITS.exec(plain.replaceAll(' ', ''));
  if (inUnits !== null && plain !== '') {
    const [, years = '0', months, days] = inUnits;
    if (Number(years) > 0 || (months === undefined && days === undefined)) return { years: Number(years) };
    const total = Number(months ?? 0) * DAYS_PER_MONTH + Number(days ?? 0);
    return { years: 0, days: total, ...(Number(months ?? 0) > 0 && { isEstimated: true }) };
  }
  if (bareUnit === 'months') return readMonths(plain);
  const number = readWholeNumber(plain) ?? (mayBeDecimal ? floorOf(readDecimal(plain)) : undefined);
  if (number === undefined) return undefined;
  return bareUnit === 'years' ? { years: number } : { days: number };
}

/** Completed years, and days where they are less than one, between two days. */
export function ageBetween(birth: Moment, admission: Moment): { readonly years: number; readonly days: number } | undefined {
  const days = daysBetween(birth, admission);
  if (days < 0) return undefined;
  const years = Number(admission.date.slice(0, 4)) - Number(birth.date.slice(0, 4));
  const isBeforeBirthday = admission.date.slice(5) < birth.date.slice(5);
  return { years: isBeforeBirthday ? years - 1 : years, days };
}

function ageOf(unit: string, number: number): StatedAge {
  if (unit === 'Y') return { years: number };
  if (unit === 'D') return { years: 0, days: number };
  return { years: 0, days: number * DAYS_PER_MONTH, isEstimated: true };
}

/** `5`, `0.5`, `15/30` and `2 15/30` months. */
function readMonths(plain: string): StatedAge | undefined {
  const match = /^(?:(\d{1,2}) ?)?(?:(\d{1,2})\/(\d{1,2}))?$/.exec(plain);
  if (match !== null && plain !== '' && match[3] !== '0') {
    const [, whole = '0', part = '0', of = '1'] = match;
    return { days: Math.floor(Number(whole) * DAYS_PER_MONTH + (Number(part) * DAYS_PER_MONTH) / Number(of)), isEstimated: true };
  }
  const months = readDecimal(plain);
  return months === undefined ? undefined : { days: Math.floor(months * DAYS_PER_MONTH), isEstimated: true };
}

function floorOf(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.floor(value);
}
