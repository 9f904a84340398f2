/** A cell that states nothing. */
export const EMPTY = -1;
/** A cell in another than the plain form: the row is left to the reader that knows all forms. */
export const ODD = -2;

const ZERO = 0x30;
const NINE = 0x39;
const POINT = 0x2e;
const DASH = 0x2d;
const COLON = 0x3a;
const BLANK = 0x20;
const SMALL_A = 0x61;
const SMALL_N = 0x6e;
const SMALL_X = 0x78;
const SMALL_Z = 0x7a;
const ONE = 0x31;

/** Reads `0` to `99999` written in digits alone. */
export function plainWhole(bytes: Uint8Array, start: number, end: number): number {
  if (start === end) return EMPTY;
  if (end - start > 5) return ODD;
  return digitsOf(bytes, start, end);
}

/** Reads yuan as fen: `1234`, `1234.5` or `1234.56`, up to twelve digits before the point, so that fen are exact in a number. */
export function plainFen(bytes: Uint8Array, start: number, end: number): number {
  if (start === end) return EMPTY;
  let yuan = 0;
  let at = start;
  for (; at < end && bytes[at] !== POINT; at++) {
    const digit = bytes[at]! - ZERO;
    if (digit < 0 || digit > 9) return ODD;
    yuan = yuan * 10 + digit;
  }
  if (at === start || at - start > 12) return ODD;
  const decimals = end - at - 1;
  if (at === end) return yuan * 100;
  if (decimals < 1 || decimals > 2) return ODD;
  const fraction = digitsOf(bytes, at + 1, end);
  if (fraction < 0) return ODD;
  return yuan * 100 + (decimals === 1 ? fraction * 10 : fraction);
}

/**
 * Reads `YYYY-MM-DD`, with or without ` HH:MM:SS`, as the number of a day: days are counted without gaps from an arbitrary one.
 * Years from 1901 to 2199: before, exports write 1900 for no date.
 */
export function plainDay(bytes: Uint8Array, start: number, end: number): number {
  if (start === end) return EMPTY;
  if (end - start !== 10 && !(end - start === 19 && isTimeOfDay(bytes, start + 10))) return ODD;
  if (bytes[start + 4] !== DASH || bytes[start + 7] !== DASH) return ODD;
  const year = digitsOf(bytes, start, start + 4);
  const month = digitsOf(bytes, start + 5, start + 7);
  const day = digitsOf(bytes, start + 8, start + 10);
  if (year < 1901 || year > 2199 || month < 1 || month > 12 || day < 1 || day > daysOfMonth(year, month)) return ODD;
  // The year begins in March, so that the day that leap years add is its last.
  const months = (month + 9) % 12;
  const years = month > 2 ? year : year - 1;
  return (
    years * 365 + (years >> 2) - Math.trunc(years / 100) + Math.trunc(years / 400) + Math.trunc((months * 153 + 2) / 5) + day
  );
}

function isTimeOfDay(bytes: Uint8Array, start: number): boolean {
  if (bytes[start] !== BLANK || bytes[start + 3] !== COLON || bytes[start + 6] !== COLON) return false;
  const [hour, minute] = [digitsOf(bytes, start + 1, start + 3), digitsOf(bytes, start + 4, start + 6)];
  const second = digitsOf(bytes, start + 7, start + 9);
  return hour >= 0 && hour <= 24 && minute >= 0 && minute <= 59 && second >= 0 && second <= 59;
}

function daysOfMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function digitsOf(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at++) {
    const digit = bytes[at]! - ZERO;
    if (digit < 0 || digit > 9) return ODD;
    value = value * 10 + digit;
  }
  return value;
}

/**
 * Whether a code stands in its normal form beyond doubt: digits, points, capitals but X, `+`, `*`, and `x` behind the first sign; the
 * second sign a digit, which no word for nothing has.
 */
export function isPlainCode(bytes: Uint8Array, start: number, end: number): boolean {
  const second = bytes[start + 1]!;
  if (end - start < 2 || second < ZERO || second > NINE) return false;
  if (SIGNS_OF_CODES[bytes[start]!] !== FIRST) return false;
  for (let at = start + 2; at < end; at++) if (SIGNS_OF_CODES[bytes[at]!] === 0) return false;
  return true;
}

const LATER = 1;
const FIRST = 2;
/** Which bytes may stand in a plain code: anywhere, behind the first sign only, or not at all. */
const SIGNS_OF_CODES = new Uint8Array(256);
for (const sign of '0123456789ABCDEFGHIJKLMNOPQRSTUVWYZ') SIGNS_OF_CODES[sign.charCodeAt(0)] = FIRST;
for (const sign of '.+*x') SIGNS_OF_CODES[sign.charCodeAt(0)] = LATER;

/** Whether an identifier is plainly one: no blank at its ends, no word or sign for nothing, no number whose digits a spreadsheet lost. */
export function isPlainIdentifier(bytes: Uint8Array, start: number, end: number): boolean {
  if (start === end) return false;
  const [first, last] = [bytes[start]!, bytes[end - 1]!];
  if (first <= BLANK || first >= 0x80 || last <= BLANK || last >= 0x80 || NOTHING_BEGINS[first] === 1) return false;
  // `null` in every spelling.
  if ((first | 0x20) === SMALL_N && end - start === 4) return false;
  if (first < ZERO || first > NINE || end - start < 2) return true;
  const second = bytes[start + 1]!;
  // `1e10`, `1.2E+12`; and 1900-01-01, which stands for no date.
  return (
    second !== POINT && second !== 0x65 && second !== 0x45 && !(first === ONE && second === NINE && bytes[start + 4] === DASH)
  );
}

/** Signs with which those for nothing begin. */
const NOTHING_BEGINS = new Uint8Array(256);
for (const sign of '-\\/') NOTHING_BEGINS[sign.charCodeAt(0)] = 1;

/** Shorter values are no personal numbers. Unit: bytes. */
const SHORTEST_PERSONAL = 11;
/** Digits of an identity number before its check sign. */
const IDENTITY_DIGITS = 17;

/**
 * Whether a personal number might be in a value in the eyes of the net that every output column passes: the net looks closer, this only
 * lets through what surely holds none.
 */
export function mayBePersonal(bytes: Uint8Array, start: number, end: number): boolean {
  // Of eleven digits behind one another one is met by steps of eleven.
  for (let at = start + SHORTEST_PERSONAL - 1; at < end; at += SHORTEST_PERSONAL) {
    if (!isDigit(bytes[at]!)) continue;
    let first = at;
    while (first > start && isDigit(bytes[first - 1]!)) first--;
    while (at + 1 < end && isDigit(bytes[at + 1]!)) at++;
    if (isNumberOfPerson(bytes, first, at + 1, start, end)) return true;
  }
  return false;
}

/** The same of some fields of a row. @param bounds As `RowFields` finds them. */
export function anyMayBePersonal(bytes: Uint8Array, bounds: Int32Array, columns: readonly number[]): boolean {
  for (let at = 0; at < columns.length; at++) {
    const start = bounds[columns[at]!]! + 1;
    const end = bounds[columns[at]! + 1]!;
    if (end - start >= SHORTEST_PERSONAL && mayBePersonal(bytes, start, end)) return true;
  }
  return false;
}

/** @param from Of the digits. @param start Of the value that they stand in. */
function isNumberOfPerson(bytes: Uint8Array, from: number, until: number, start: number, end: number): boolean {
  // Institutions have numbers of eleven digits behind a letter.
  if (from > start && isLetter(bytes[from - 1]!)) return false;
  const digits = until - from;
  if (digits === SHORTEST_PERSONAL) return bytes[from] === ONE && (until === end || !isLetter(bytes[until]!));
  return digits === IDENTITY_DIGITS ? until < end && (bytes[until]! | 0x20) === SMALL_X : digits === IDENTITY_DIGITS + 1;
}

const isDigit = (byte: number): boolean => byte >= ZERO && byte <= NINE;

const isLetter = (byte: number): boolean => (byte | 0x20) >= SMALL_A && (byte | 0x20) <= SMALL_Z;

/** Whether two stretches of bytes are the same. */
export function sameBytes(bytes: Uint8Array, start: number, end: number, otherStart: number, otherEnd: number): boolean {
  if (end - start !== otherEnd - otherStart) return false;
  for (let at = start, other = otherStart; at < end; at++, other++) if (bytes[at] !== bytes[other]) return false;
  return true;
}
