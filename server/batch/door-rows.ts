import {
  BLANK,
  caseColumns,
  isPlainIdentifier,
  mayBePersonal,
  NOT_PLAIN,
  PLAIN,
  RowFields,
  SHORTEST_PERSONAL,
  viewOf,
  type OutputBytes,
} from '../../grouper/index.js';
import type { SourceField } from '../../reference-data/index.js';
import type { TableForm } from '../intake/index.js';
import type { RowLane } from './chunk-records.js';
import { needsEscape } from './copy-text.js';
import type { DoorWriter } from './door-writer.js';

const TAB = 0x09;
const LF = 0x0a;

/** Longer rows take the slow reader, whatever the limit of a record. Unit: bytes. */
const LONGEST_ROW = 65_536;

/** Fields that are read to compute something of them and then stay outside. */
const STAY_OUTSIDE: readonly SourceField[] = ['birthDate', 'personNumber', 'insuranceNumber', 'certificateNumber'];

/** Takes rows of a table through the door as they stand, where nothing in them is of a person. */
export class DoorRows implements RowLane {
  readonly #fields: RowFields;
  readonly #kept: readonly number[];
  readonly #caseId: number;
  readonly #hospital: number;
  readonly #longest: number;
  readonly #writer: DoorWriter;
  #bytes: Buffer = Buffer.alloc(0);
  #view = viewOf(this.#bytes);

  private constructor(
    { headers, matched }: TableForm,
    caseId: number,
    kept: readonly number[],
    recordLimit: number,
    writer: DoorWriter,
  ) {
    this.#fields = new RowFields(headers.length);
    this.#kept = kept;
    this.#caseId = caseId;
    this.#hospital = matched.columns.get('hospitalId')?.[0] ?? -1;
    this.#longest = Math.min(LONGEST_ROW, recordLimit);
    this.#writer = writer;
  }

  /**
   * @param kept Columns that pass through.
   * @param recordLimit Unit: bytes.
   * @returns undefined for a table whose rows cannot pass as they stand: one with columns of persons, or with other separators.
   */
  static of(table: TableForm, kept: readonly number[], recordLimit: number, writer: DoorWriter): DoorRows | undefined {
    const { separator, headers, matched } = table;
    if (separator !== ',' || matched.personal.size > 0 || STAY_OUTSIDE.some((field) => matched.columns.has(field)))
      return undefined;
    const columns = caseColumns(matched, headers.length, kept);
    return columns === undefined ? undefined : new DoorRows(table, columns.caseId, kept, recordLimit, writer);
  }

  group(array: Uint8Array, start: number, output: OutputBytes): number {
    if (array.buffer !== this.#bytes.buffer || array.byteOffset !== this.#bytes.byteOffset) {
      this.#bytes = Buffer.from(array.buffer, array.byteOffset, array.length);
      this.#view = viewOf(array);
    }
    const fields = this.#fields;
    const form = fields.find(array, start);
    if (form === BLANK) return fields.rowEnd + 1;
    if (form !== PLAIN || fields.rowEnd - start > this.#longest) return NOT_PLAIN;
    const { bounds } = fields;
    const end = bounds[bounds.length - 1]!;
    if (needsEscape(array, start, end) || this.#mayHoldPersonal(array)) return NOT_PLAIN;
    const hospital = this.#hospitalOf(array);
    const idStart = bounds[this.#caseId]! + 1;
    const idEnd = bounds[this.#caseId + 1]!;
    if (hospital === undefined || !isPlainIdentifier(array, idStart, idEnd)) return NOT_PLAIN;
    this.#writer.startRow(hospital, output);
    output.copy(this.#view, idStart, idEnd);
    output.byte(TAB);
    output.copy(this.#view, start, end);
    output.byte(LF);
    return fields.rowEnd + 1;
  }

  #mayHoldPersonal(array: Uint8Array): boolean {
    const { bounds } = this.#fields;
    for (let at = 0; at < this.#kept.length; at++) {
      const start = bounds[this.#kept[at]!]! + 1;
      const end = bounds[this.#kept[at]! + 1]!;
      if (end - start >= SHORTEST_PERSONAL && mayBePersonal(array, start, end)) return true;
    }
    return false;
  }

  /** @returns undefined for one in another than the plain form. */
  #hospitalOf(array: Uint8Array): string | undefined {
    if (this.#hospital < 0) return '';
    const { bounds } = this.#fields;
    const start = bounds[this.#hospital]! + 1;
    const end = bounds[this.#hospital + 1]!;
    if (start === end) return '';
    return isPlainIdentifier(array, start, end) ? this.#bytes.toString('utf8', start, end) : undefined;
  }
}
