const MOST_DIGITS_STORED = 15;
/** The common form, whose digits without the point are fen and small enough to be exact. */
const IN_YUAN_AND_FEN = /^\d{1,12}\.\d\d$/;

/**
 * Reads yuan as fen, digit by digit and never through a float: `12,345.60` and `¥12345.6` are 1234560.
 *
 * A spreadsheet's sum such as `0.30000000000000004` has more digits than the program keeps; it is first cut to those.
 *
 * @returns undefined where the text is no amount or has a third decimal. May be below zero.
 */
export function readFen(text: string): bigint | undefined {
  if (IN_YUAN_AND_FEN.test(text)) return BigInt(Number(text.replace('.', '')));
  const plain = text.normalize('NFKC').replace(/[\s,¥￥元]/g, '');
  const match = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(withoutFloatNoise(plain));
  if (match === null) return undefined;
  const [, sign, yuan, decimals = ''] = match;
  const parts = decimals.replace(/0+$/, '');
  if (parts.length > 2 || (yuan === '' && decimals === '')) return undefined;
  const fen = BigInt(yuan! + parts.padEnd(2, '0'));
  return sign === '-' ? -fen : fen;
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
