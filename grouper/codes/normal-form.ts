/** Signs that exports use for the national ones: daggers, asterisks and points of other alphabets. */
const SIGNS: Readonly<Record<string, string>> = { '†': '+', '‡': '+', '∗': '*', '。': '.', '·': '.' };

const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const A = 0x41;
const X = 0x58;
const Z = 0x5a;
const SMALL_X = 0x78;

/**
 * Whether a code plainly has its normal form: digits, points, capitals but X, and small x behind the first sign.
 * Nearly every code that is looked up does, and normalising one costs more than grouping its case.
 */
function isPlainlyNormal(code: string): boolean {
  for (let i = 0; i < code.length; i++) {
    const sign = code.charCodeAt(i);
    const isPlain = (sign >= ZERO && sign <= NINE) || sign === POINT || (sign >= A && sign <= Z && sign !== X);
    if (!isPlain && (sign !== SMALL_X || i === 0)) return false;
  }
  return true;
}

/** Full-width signs folded, blanks and stray quotes gone, letters upper case. */
function tidied(raw: string): string {
  return raw
    .normalize('NFKC')
    .replace(/[\s\u200b\ufeff'`"]/g, '')
    .replace(/[†‡∗。·]/g, (sign) => SIGNS[sign]!)
    .toUpperCase();
}

/**
 * The one form in which diagnosis codes are compared: trimmed, full-width signs folded, letters upper case but for the extension
 * and place-holder `x`; a dagger pair stays one string.
 *
 * @source GB/T 14396 as used in the national insurance edition of ICD-10
 * @param raw A code in any spelling seen in exports, such as ` i10.X00 ` or `Ａ０１．００２†Ｇ０１＊`.
 */
export function diagnosisCode(raw: string): string {
  if (isPlainlyNormal(raw)) return raw;
  const code = tidied(raw);
  // The first sign is the chapter letter, and chapter X exists.
  return code.slice(0, 1) + code.slice(1).replaceAll('X', 'x');
}

/** The one form in which procedure codes are compared; `x` is lower case everywhere, all other letters are upper case. */
export function procedureCode(raw: string): string {
  if (isPlainlyNormal(raw)) return raw;
  return tidied(raw).replaceAll('X', 'x');
}

/** The form in which departments (科别) are compared: digits alone, with the leading zero that spreadsheets lose. `A03.01` and `301` are `0301`. */
export function departmentCode(raw: string): string {
  if (raw.length % 2 === 0 && isDigits(raw)) return raw;
  const digits = raw.normalize('NFKC').replace(/\D/g, '');
  if (digits === '') return raw.normalize('NFKC').trim().toUpperCase(); // a region's own word, such as ICU
  return digits.length % 2 === 1 ? `0${digits}` : digits;
}

function isDigits(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const sign = text.charCodeAt(i);
    if (sign < ZERO || sign > NINE) return false;
  }
  return text !== '';
}
