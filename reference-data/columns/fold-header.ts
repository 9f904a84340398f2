const HARMLESS_UNITS = new Set(['元']);

/** The form in which headers are compared: no byte-order mark, blanks or quotes, full-width signs folded, small letters. */
export function foldHeader(header: string): string {
  return header
    .normalize('NFKC')
    .replace(/[\s\u200b\ufeff"'*]/g, '')
    .replace(/[【〔[]/g, '(')
    .replace(/[】〕\]]/g, ')')
    .toLowerCase();
}

/** What a header may be looked up by: the code in its brackets, its whole text, and its text without brackets that say nothing more. */
export interface HeaderReadings {
  readonly code: string | undefined;
  readonly texts: readonly string[];
}

/**
 * Takes a header apart: `出院主要诊断编码(C03C)` is read by the code, then by the text. A bracket that holds a unit or another
 * distinction (`年龄(天)`) is part of the text and never cut off; a number in it (`其他诊断编码(3)`) is a slot.
 */
export function readingsOfHeader(header: string): HeaderReadings {
  const whole = foldHeader(header);
  const match = /^(.+)\(([^()]*)\)$/.exec(whole);
  if (match === null) return { code: undefined, texts: [whole] };
  const [, text, inside] = match;
  if (/^\d+$/.test(inside!)) return { code: undefined, texts: [whole, `${text}${Number(inside)}`] };
  const isCode = /^[a-z][a-z0-9_]*$/.test(inside!) && /[\d_]/.test(inside!);
  const letters = /^[a-z]{2,}$/.test(inside!) && !/^(kg|mg|ml|min)$/.test(inside!);
  if (isCode || letters) return { code: inside!, texts: [whole, text!] };
  return { code: undefined, texts: HARMLESS_UNITS.has(inside!) ? [whole, text!] : [whole] };
}
