const MOST_DIGITS_STORED = 15;
/** Most signs of an amount whose digits are surely exact as a number. */
const MOST_SIGNS = 15;
const POINT = 0x2e;
const ZERO = 0x30;

/**
 * Reads yuan as fen, digit by digit and never through a float: `12,345.60` and `¥12345.6` are 1234560.
 *
 * A spreadsheet's sum such as `0.30000000000000004` has more digits than the program keeps; it is first cut to those.
 *
 * @returns undefined where the text is no amount or has a third decimal. May be below zero.
 */
export function readFen(text: string): bigint | undefined {
  const plainly = inYuanAndFen(text);
  if (plainly !== undefined) return plainly;
  const plain = text.normalize('NFKC').replace(/[\s,¥￥元]/g, '');
  const match = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(withoutFloatNoise(plain));
  if (match === null) return undefined;
  const [, sign, yuan, decimals = ''] = match;
  const parts = decimals.replace(/0+$/, '');
  if (parts.length > 2 || (yuan === '' && decimals === '')) return undefined;
  const fen = BigInt(yuan! + parts.padEnd(2, '0'));
  return sign === '-' ? -fen : fen;
}

/** Reads the common form, some digits with two behind the point; undefined for any other. */
function inYuanAndFen(text: string): bigint | undefined {
  const point = text.length - 3;
  if (point < 1 || text.length > MOST_SIGNS || text.charCodeAt(point) !== POINT) return undefined;
  let fen = 0;
  for (let at = 0; at < text.length; at++) {
    if (at === point) continue;
    const digit = text.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) return undefined;
    fen = fen * 10 + digit;
  }
  return BigInt(fen);
}

/** Fen as yuan with two decimals. */
export function yuanText(fen: bigint): string {
  const digits = String(fen < 0n ? -fen : fen).padStart(3, '0');
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function withoutFloatNoise(plain: string): string {
  const digits = plain.replace(/^[+-]?0*\.?0*/, '').replace('.', '');
  const hasNoise = digits.length > MOST_DIGITS_STORED && /\.\d\d\d/.test(plain);
  if (!hasNoise || !/^[+-]?[\d.]+$/.test(plain)) return plain;
  const cut = Number(plain).toPrecision(MOST_DIGITS_STORED);
  return cut.includes('e') ? plain : cut;
}
