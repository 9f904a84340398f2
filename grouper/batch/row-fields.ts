const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;
const COMMA = 0x2c;

/** What a row turned out to be. */
export type RowForm = typeof PLAIN | typeof BLANK | typeof SPECIAL;
/** Fields between commas and nothing else. */
export const PLAIN = 0;
/** No record at all. */
export const BLANK = 1;
/** A row with quotes, with a carriage return inside, or with other than the expected number of fields. */
export const SPECIAL = 2;

/** Finds the fields of one row after another in the bytes of a canonical CSV. One object serves all rows: nothing is allocated. */
export class RowFields {
  /** Position of the comma or line end behind each field; field 0 begins at `rowStart`, each other behind the comma before it. */
  readonly ends: Int32Array;
  rowStart = 0;
  /** Position of the line feed. Of a special row it is not known. */
  rowEnd = 0;
  readonly #count: number;

  /** @param count How many fields a row has. */
  constructor(count: number) {
    this.#count = count;
    this.ends = new Int32Array(count);
  }

  startOf(field: number): number {
    return field === 0 ? this.rowStart : this.ends[field - 1]! + 1;
  }

  /** Finds the fields of the row that begins at a position. The bytes must end with a line feed. */
  find(bytes: Uint8Array, start: number): RowForm {
    const ends = this.ends;
    const last = this.#count - 1;
    let field = 0;
    let at = start;
    this.rowStart = start;
    for (; ; at++) {
      const byte = bytes[at]!;
      // Nearly all bytes are digits and letters.
      if (byte > COMMA) continue;
      if (byte === COMMA) {
        if (field === last) return SPECIAL;
        ends[field++] = at;
      } else if (byte === LF) break;
      else if (byte === QUOTE || (byte === CR && bytes[at + 1] !== LF)) return SPECIAL;
    }
    this.rowEnd = at;
    const end = at > start && bytes[at - 1] === CR ? at - 1 : at;
    if (end === start) return BLANK;
    ends[field] = end;
    return field === last ? PLAIN : SPECIAL;
  }
}
