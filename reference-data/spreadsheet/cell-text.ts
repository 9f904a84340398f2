/** How a number is to be shown: as the number, as a date, or as it is because the format counts hours beyond a day. */
export type NumberMeaning = 'number' | 'date';

const DATE_FORMATS = new Set([
  14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 47, 50, 51, 52, 53, 54, 55, 56, 57, 58,
]);
const MILLISECONDS_PER_DAY = 86_400_000;
const UNIX_EPOCH_AS_SERIAL = 25_569;
const DAYS_FROM_1900_TO_1904 = 1462;
/** Spreadsheets keep 15 significant digits; whole numbers from here on have lost some. */
const FIRST_INEXACT = 1e15;

/** Tells whether a number format shows dates. Formats that count hours beyond a day (`[h]:mm`) do not: their value stays a number. */
export function meaningOfFormat(id: number, code: string | undefined): NumberMeaning {
  if (code === undefined) return DATE_FORMATS.has(id) ? 'date' : 'number';
  if (/\[[hms]+\]/i.test(code)) return 'number';
  const signs = code.replace(/"[^"]*"|\[[^\]]*\]|\\.|_.|\*./g, '').replace(/general/gi, '');
  return /[ymdhs]/i.test(signs) ? 'date' : 'number';
}

/**
 * The shortest decimal text of a stored number: `17.5`, `3`, never an exponent for what is exact. A whole number of 16 digits and more
 * keeps its exponent, because its last digits were lost when it was typed and must not be mistaken for an identifier.
 */
export function numberText(stored: string): string {
  const value = Number(stored);
  if (stored.trim() === '' || !Number.isFinite(value)) return stored.trim();
  const size = Math.abs(value);
  if (size >= FIRST_INEXACT) return value.toExponential().replace('e', 'E');
  const text = String(value);
  if (!text.includes('e')) return text;
  const [digits, exponent] = text.split('e');
  return value.toFixed(Math.min(100, digits!.replace(/^-?\d\.?/, '').length - Number(exponent)));
}

/**
 * A stored date as ISO text, `YYYY-MM-DD HH:mm:ss`, the date alone at midnight, the time alone where there is no day.
 * What lies outside the calendar of spreadsheets stays a number.
 */
export function dateText(stored: string, countsFrom1904: boolean): string {
  const number = Number(stored);
  if (stored.trim() === '' || !Number.isFinite(number)) return stored.trim();
  let serial = number + (countsFrom1904 ? DAYS_FROM_1900_TO_1904 : 0);
  if (serial < 0 || serial >= 2_958_466) return numberText(stored);
  const hasDay = serial >= 1;
  if (hasDay && serial < 60) serial += 1; // day 60 is 29 February 1900, which never was
  const seconds = Math.round((serial - UNIX_EPOCH_AS_SERIAL) * (MILLISECONDS_PER_DAY / 1000));
  const [date, time] = new Date(seconds * 1000).toISOString().slice(0, 19).split('T');
  if (!hasDay) return time!;
  return time === '00:00:00' ? date! : `${date} ${time}`;
}

/** Undoes the `_xHHHH_` by which workbooks write signs that XML cannot hold, such as `_x000D_`. */
export function unescapeCell(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** The 0-based column of a cell reference: `A1` is 0, `AB7` is 27; -1 where there is none. */
export function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) & 0xdf;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  return column - 1;
}
