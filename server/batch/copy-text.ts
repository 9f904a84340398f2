import { OutputBytes } from '../../grouper/index.js';

/** Rows as PostgreSQL copies them in and out, in its text format: fields between tabs, a line feed behind each row, and what would be taken for either behind a backslash. */

const BACKSLASH = 0x5c;
const TAB = 0x09;
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

/** What cannot stand in a field as it is, but for line ends. */
const WITHIN_LINES = [BACKSLASH, TAB, NUL] as const;

/** Tells of stretches of lines, each behind the one before, whether they can stand in a field as they are. The bytes are searched once. */
export class EscapeFinder {
  readonly #bytes: Buffer;
  /** Where each of `WITHIN_LINES` comes next. */
  readonly #next = WITHIN_LINES.map(() => -1);
  #first = -1;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** @param start Not before that of the call before. */
  isNeeded(start: number, end: number): boolean {
    if (this.#first < start) this.#search(start);
    return this.#first < end;
  }

  #search(start: number): void {
    for (const [at, byte] of WITHIN_LINES.entries()) {
      if (this.#next[at]! >= start) continue;
      const found = this.#bytes.indexOf(byte, start);
      this.#next[at] = found === -1 ? Infinity : found;
    }
    this.#first = Math.min(...this.#next);
  }
}

/** Appends a text as a field. */
export function writeField(text: string, output: OutputBytes): void {
  const from = output.length;
  output.text(text);
  escapeField(output, from);
}

/** A text as a field. */
export function copyField(text: string): Uint8Array {
  const output = new OutputBytes(Buffer.alloc(text.length * 4));
  writeField(text, output);
  return output.bytes.subarray(0, output.length);
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
  // A copy: `slice` of a Buffer would be the bytes that are written over.
  const rest = Uint8Array.from(output.bytes.subarray(from, output.length));
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
