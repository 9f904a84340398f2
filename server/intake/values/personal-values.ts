const CHECK_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_SIGNS = '10X98765432';
const MOBILE = /^1[3-9]\d{9}$/;
const IDENTITY = /^[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]$/;

/**
 * The second net behind the column names: whether a value looks like a national identity number or a mobile number.
 * One of eleven numbers of 18 digits has a fitting check digit by chance, so the day of birth inside has to be a day as well.
 */
export function looksPersonal(value: string): boolean {
  if (value.length === 11) return MOBILE.test(value);
  if (value.length !== 18) {
    // Blanks around a number do not hide it; any other length is none.
    if (value.length < 11 || value.length > 40) return false;
    if (isNoBlank(value.charCodeAt(0)) && isNoBlank(value.charCodeAt(value.length - 1))) return false;
    const bare = value.trim();
    return bare.length < value.length && looksPersonal(bare);
  }
  if (!IDENTITY.test(value)) return false;
  const sum = CHECK_WEIGHTS.reduce((total, weight, at) => total + weight * Number(value[at]), 0);
  return CHECK_SIGNS[sum % 11] === value[17]!.toUpperCase();
}

/** Signs that print, of those that every value is made of. */
function isNoBlank(sign: number): boolean {
  return sign > 0x20 && sign < 0x7f;
}
