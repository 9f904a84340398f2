import type { OutputBytes } from '../../grouper/index.js';

/** Rows as PostgreSQL copies them in and out, in its text format: fields between tabs, a line feed behind each row, and what would be taken for either behind a backslash. */

const BACKSLASH = 0x5c;
const BLANK = 0x20;
/** PostgreSQL keeps no such sign. */
const NUL = 0x00;

/** The letter behind the backslash, by the byte that needs one; 0 for all others. */
const LETTERS = new Uint8Array(256);
for (const [sign, letter] of [
  ['\t', 't'],
  ['\n', 'n'],
  ['\r', 'r'],
  ['\\', '\\'],
] as const)
  LETTERS[sign.charCodeAt(0)] = letter.charCodeAt(0);

/** Whether something in a stretch of bytes cannot stand in a field as it is. */
export function needsEscape(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at]!;
    if (byte <= BACKSLASH && (LETTERS[byte] !== 0 || byte === NUL)) return true;
  }
  return false;
}

/** Puts what was written from a position on into the form of a field. A NUL becomes a blank. */
export function escapeField(output: OutputBytes, from: number): void {
  const { bytes, length } = output;
  for (let at = from; at < length; at++) {
    const byte = bytes[at]!;
    if (byte > BACKSLASH || (LETTERS[byte] === 0 && byte !== NUL)) continue;
    return escapeRest(output, at);
  }
}

function escapeRest(output: OutputBytes, from: number): void {
  const rest = output.bytes.slice(from, output.length);
  output.length = from;
  for (const byte of rest) {
    const letter = LETTERS[byte]!;
    if (letter > 0) output.byte(BACKSLASH);
    output.byte(letter > 0 ? letter : byte === NUL ? BLANK : byte);
  }
}

const SIGNS: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** What a field states. */
export function unescapedField(field: string): string {
  return field.includes('\\') ? field.replace(/\\(.)/g, (_, letter: string) => SIGNS[letter] ?? letter) : field;
}
