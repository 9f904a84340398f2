/** A day, and the time of day where it is stated. */
export interface Moment {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** Days since 1970-01-01. */
  readonly dayNumber: number;
  /** Unit: minutes since midnight. */
  readonly minutes?: number;
}

const FORMS = [
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d+)?)?Z?)?$/,
  /^(\d{4})\/(\d{1,2})\/(\d{1,2})(?: (\d{1,2}):(\d{1,2})(?::(\d{1,2}))?)?$/,
  /^(\d{4})\.(\d{1,2})\.(\d{1,2})(?: (\d{1,2}):(\d{1,2})(?::(\d{1,2}))?)?$/,
  /^(\d{4})年(\d{1,2})月(\d{1,2})日(?: ?(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})?秒?)?)?$/,
  /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?$/,
];
const MONTH_FIRST = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: (\d{1,2}):(\d{1,2})(?::(\d{1,2}))?)?$/;
/** What spreadsheets store for 1954 to 2119: beyond that a number is more likely something else. */
const SERIAL = /^[2-7]\d{4}(?:\.\d+)?$/;
const UNIX_EPOCH_AS_SERIAL = 25_569;
const MINUTES_PER_DAY = 1440;
const MILLISECONDS_PER_DAY = MINUTES_PER_DAY * 60_000;

/** What texts were read as: the discharges of a year share a few hundred days. The answer never depends on it. */
const knownDays = new Map<string, Moment>();
const MOST_KNOWN_DAYS = 4096;

/**
 * Reads a date in the forms that exports use; what is no day of the calendar is undefined.
 *
 * @param isMonthFirst Whether `M/d/yyyy` is one of them: that is known of a whole column only.
 */
export function readMoment(text: string, isMonthFirst = false): Moment | undefined {
  const known = isMonthFirst ? undefined : knownDays.get(text);
  if (known !== undefined) return known;
  const read = readAnyForm(text, isMonthFirst);
  if (read !== undefined && !isMonthFirst) {
    if (knownDays.size >= MOST_KNOWN_DAYS) knownDays.clear();
    knownDays.set(text, read);
  }
  return read;
}

function readAnyForm(text: string, isMonthFirst: boolean): Moment | undefined {
  const plain = text.normalize('NFKC').trim().replace(/\s+/g, ' ');
  if (SERIAL.test(plain)) return momentOfSerial(Number(plain));
  for (const form of FORMS) {
    const match = form.exec(plain);
    if (match !== null) return moment(match[1]!, match[2]!, match[3]!, match.slice(4));
  }
  const match = isMonthFirst ? MONTH_FIRST.exec(plain) : null;
  return match === null ? undefined : moment(match[3]!, match[1]!, match[2]!, match.slice(4));
}

/** Whether the values of a column, as far as they are known, are all of the form `M/d/yyyy`. */
export function isMonthFirstColumn(values: readonly string[]): boolean {
  return values.length > 0 && values.every((value) => MONTH_FIRST.test(value.trim()) && readMoment(value, true) !== undefined);
}

/** Whole days from one date to another. */
export const daysBetween = (from: Moment, until: Moment): number => until.dayNumber - from.dayNumber;

function moment(year: string, month: string, day: string, [hour, minute, second]: (string | undefined)[]): Moment | undefined {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const parsed = Date.parse(date);
  // A day that the month does not have rolls over, so it is compared with what was written.
  if (Number.isNaN(parsed) || new Date(parsed).toISOString().slice(0, 10) !== date) return undefined;
  const dayNumber = parsed / MILLISECONDS_PER_DAY;
  if (hour === undefined) return { date, dayNumber };
  if (Number(hour) > 24 || Number(minute) > 59 || Number(second ?? 0) > 59) return undefined;
  return { date, dayNumber, minutes: Number(hour) * 60 + Number(minute) };
}

function momentOfSerial(serial: number): Moment {
  const minutes = Math.round((serial - UNIX_EPOCH_AS_SERIAL) * MINUTES_PER_DAY);
  const date = new Date(minutes * 60_000).toISOString().slice(0, 10);
  const dayNumber = Math.floor(minutes / MINUTES_PER_DAY);
  return Number.isInteger(serial)
    ? { date, dayNumber }
    : { date, dayNumber, minutes: ((minutes % MINUTES_PER_DAY) + MINUTES_PER_DAY) % MINUTES_PER_DAY };
}
