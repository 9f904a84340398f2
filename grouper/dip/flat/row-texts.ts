import { prefixed, type FlatSections, type Sections } from '../../flat/flat-sections.js';
import type { DipGroup } from '../directory-as-read.js';

const TEXTS_OF_ROW = 3;

/** What results say of rows, as UTF-8 bytes: for a file they are copied as they are, for a result object read once. */
export class RowTexts {
  /** All texts, one behind the other. */
  readonly bytes: Uint8Array;
  /** Where each begins: key, name and points of a row, then the next row; and the end. */
  readonly start: Int32Array;
  readonly #read: (string | undefined)[] = [];

  constructor(bytes: Uint8Array, start: Int32Array) {
    this.bytes = bytes;
    this.start = start;
  }

  static of(groups: readonly DipGroup[]): RowTexts {
    const texts = groups.flatMap(({ row }) => [row.key, row.name, row.points]).map((text) => Buffer.from(text));
    const start = new Int32Array(texts.length + 1);
    for (const [place, { length }] of texts.entries()) start[place + 1] = start[place]! + length;
    return new RowTexts(new Uint8Array(Buffer.concat(texts)), start);
  }

  static open(sections: FlatSections, name: string): RowTexts {
    return new RowTexts(sections.uint8(`${name}.bytes`), sections.int32(`${name}.start`));
  }

  sections(name: string): Sections {
    return prefixed(name, { bytes: this.bytes, start: this.start });
  }

  /** How many rows there are. */
  get count(): number {
    return (this.start.length - 1) / TEXTS_OF_ROW;
  }

  key(row: number): string {
    return this.#text(row * TEXTS_OF_ROW);
  }

  name(row: number): string {
    return this.#text(row * TEXTS_OF_ROW + 1);
  }

  points(row: number): string {
    return this.#text(row * TEXTS_OF_ROW + 2);
  }

  #text(place: number): string {
    return (this.#read[place] ??= Buffer.from(this.bytes.subarray(this.start[place], this.start[place + 1])).toString());
  }
}
