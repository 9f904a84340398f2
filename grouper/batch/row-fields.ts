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

/** Longer rows take the slow reader, whatever the limit of a record. Unit: bytes. */
export const LONGEST_PLAIN_ROW = 65_536;

/** Finds the fields of one row after another in the bytes of a canonical CSV. One object serves all rows: nothing is allocated. */
export class RowFields {
  /**
   * Field i lies behind `bounds[i]` and before `bounds[i + 1]`: the positions of the commas, with the sign before the row in front and
   * the line end behind.
   */
  readonly bounds: Int32Array;
  /** Position of the line feed. Of a special row it is not known. */
  rowEnd = 0;
  readonly #count: number;

  /** @param count How many fields a row has. */
  constructor(count: number) {
    this.#count = count;
    this.bounds = new Int32Array(count + 1);
  }

  /** Finds the fields of the row that begins at a position. The bytes must end with a line feed. */
  find(bytes: Uint8Array, start: number): RowForm {
    const bounds = this.bounds;
    const last = this.#count;
    let field = 1;
    let at = start;
    bounds[0] = start - 1;
    for (; ; at++) {
      const byte = bytes[at]!;
      // Nearly all bytes are digits and letters.
      if (byte > COMMA) continue;
      if (byte === COMMA) {
        if (field === last) return SPECIAL;
        bounds[field++] = at;
      } else if (byte === LF) break;
      else if (byte === QUOTE || (byte === CR && bytes[at + 1] !== LF)) return SPECIAL;
    }
    this.rowEnd = at;
    const end = at > start && bytes[at - 1] === CR ? at - 1 : at;
    if (end === start) return BLANK;
    bounds[field] = end;
    return field === last ? PLAIN : SPECIAL;
  }
}
