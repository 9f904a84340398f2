const CHECK_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_SIGNS = '10X98765432';
/** Fewer digits behind one another are no personal number. */
const SHORTEST = 11;
const MANY_DIGITS = /\d{11}/;
/** What stands by itself: institutions have numbers of eleven digits behind a letter. */
const NUMBERS = /(?<![\dA-Za-z])(?:1[3-9]\d{9}|[1-9]\d{16}[\dXx])(?![\dA-Za-z])/g;
const IDENTITY = /^\d{6}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]$/;

/**
 * The second net behind the column names: whether there is a national identity number or a mobile number in a value, alone or among words.
 * One of eleven numbers of 18 digits has a fitting check digit by chance, so the day of birth inside has to be a day as well.
 */
export function looksPersonal(value: string): boolean {
  if (value.length < SHORTEST || !MANY_DIGITS.test(value)) return false;
  for (const [number] of value.matchAll(NUMBERS)) if (number.length === SHORTEST || isIdentity(number)) return true;
  return false;
}

function isIdentity(number: string): boolean {
  if (!IDENTITY.test(number)) return false;
  const sum = CHECK_WEIGHTS.reduce((total, weight, at) => total + weight * Number(number[at]), 0);
  return CHECK_SIGNS[sum % 11] === number[17]!.toUpperCase();
}
