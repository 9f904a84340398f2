import {
  anyMayBePersonal,
  BLANK,
  isPlainIdentifier,
  LONGEST_PLAIN_ROW,
  NOT_PLAIN,
  PLAIN,
  plainWhole,
  RowFields,
  viewOf,
  type OutputBytes,
} from '../../grouper/index.js';
import { personKeyOf } from '../intake/index.js';
import type { RowLane } from './chunk-records.js';
import { EscapeFinder } from './copy-text.js';
import type { DoorTable } from './door-table.js';
import type { DoorWriter } from './door-writer.js';

const TAB = 0x09;
const LF = 0x0a;
const COMMA = 0x2c;

/** What keeping rows as lines takes. */
export interface DoorRowsParts {
  /** Of the table; longer rows take the slow reader. Unit: bytes. */
  readonly recordLimit: number;
  /** Of the person's key, where the table makes one. */
  readonly personKeySecret: string | undefined;
}

/** Takes rows of a table through the door as lines, bytes to bytes; those that say anything that has to be looked at closer go the slow way. */
export class DoorRows implements RowLane {
  readonly #fields: RowFields;
  readonly #table: DoorTable;
  readonly #longest: number;
  readonly #writer: DoorWriter;
  readonly #secret: string | undefined;
  /** The bytes that rows are in. */
  #bytes: Buffer = Buffer.alloc(0);
  #array: Uint8Array = this.#bytes;
  #view = viewOf(this.#bytes);
  #escapes = new EscapeFinder(this.#bytes);

  /** @param count Columns of the file. */
  constructor(table: DoorTable, count: number, writer: DoorWriter, { recordLimit, personKeySecret }: DoorRowsParts) {
    this.#fields = new RowFields(count);
    this.#table = table;
    this.#longest = Math.min(LONGEST_PLAIN_ROW, recordLimit);
    this.#writer = writer;
    this.#secret = personKeySecret;
  }

  take(array: Uint8Array, start: number, output: OutputBytes): number {
    if (array !== this.#array) {
      this.#array = array;
      this.#bytes = Buffer.from(array.buffer, array.byteOffset, array.length);
      this.#view = viewOf(array);
      this.#escapes = new EscapeFinder(this.#bytes);
    }
    const fields = this.#fields;
    const form = fields.find(array, start);
    if (form === BLANK) return fields.rowEnd + 1;
    if (form !== PLAIN || fields.rowEnd - start > this.#longest) return NOT_PLAIN;
    const { bounds } = fields;
    if (
      this.#escapes.isNeeded(start, bounds[bounds.length - 1]!) ||
      !this.#statesAge(array) ||
      anyMayBePersonal(array, bounds, this.#table.passing)
    )
      return NOT_PLAIN;
    const hospital = this.#hospitalOf(array);
    const { caseId } = this.#table;
    const idStart = bounds[caseId]! + 1;
    const idEnd = bounds[caseId + 1]!;
    if (hospital === undefined || !isPlainIdentifier(array, idStart, idEnd)) return NOT_PLAIN;
    this.#writer.startRow(hospital, output);
    this.#writer.takeId(array, idStart, idEnd);
    output.copy(this.#view, idStart, idEnd);
    output.byte(TAB);
    this.#writeLine(output);
    return fields.rowEnd + 1;
  }

  /** Nothing waits: a row is written when it is taken. */
  finish(): void {}

  /** Whether the age needs no date of birth: years above zero are stated. */
  #statesAge(array: Uint8Array): boolean {
    const { hasBirthDate, ageYears } = this.#table;
    if (!hasBirthDate) return true;
    const { bounds } = this.#fields;
    return ageYears >= 0 && plainWhole(array, bounds[ageYears]! + 1, bounds[ageYears + 1]!) > 0;
  }

  #writeLine(output: OutputBytes): void {
    const { bounds } = this.#fields;
    const { runs, number } = this.#table;
    for (let at = 0; at < runs.length; at++) {
      if (at > 0) output.byte(COMMA);
      const { first, last } = runs[at]!;
      output.copy(this.#view, bounds[first]! + 1, bounds[last + 1]!);
    }
    if (number !== undefined) {
      output.byte(COMMA);
      output.text(personKeyOf(number.kind, this.#text(number.column), this.#secret!) ?? '');
    }
    output.byte(LF);
  }

  /** @returns undefined for one in another than the plain form. */
  #hospitalOf(array: Uint8Array): string | undefined {
    const { hospitalId } = this.#table;
    if (hospitalId < 0) return '';
    const { bounds } = this.#fields;
    const start = bounds[hospitalId]! + 1;
    const end = bounds[hospitalId + 1]!;
    if (start === end) return '';
    return isPlainIdentifier(array, start, end) ? this.#text(hospitalId) : undefined;
  }

  #text(column: number): string {
    return this.#bytes.toString('utf8', this.#fields.bounds[column]! + 1, this.#fields.bounds[column + 1]!);
  }
}
