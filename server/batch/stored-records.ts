import { NOT_PLAIN, viewOf, type OutputBytes, type PlainRows } from '../../grouper/index.js';
import type { CuttableRecords, StoredForm } from '../intake/index.js';
import { escapeField, unescapedField } from './copy-text.js';
import { createRecordReader, type RecordReader } from './record-reader.js';
import type { AnswerRecord, Records } from './records.js';

const TAB = 0x09;
const LF = 0x0a;
const BACKSLASH = 0x5c;

/** Fields before the record: place in the chunk, hospital. */
const FIELDS_BEFORE_RECORD = 2;

/**
 * Walks rows of the table of cases, as the database copies them out (place, hospital, record), and leaves rows of the table of results:
 * batch, chunk, the same place and hospital, the line of the result, its status. A plain record is read where it lies.
 */
export class StoredRecords implements Records {
  readonly reader: RecordReader;
  readonly #answer: AnswerRecord;
  readonly #batch: string;
  #plainRows: PlainRows | undefined;
  #head = viewOf(new Uint8Array());

  constructor(layout: CuttableRecords & { readonly form: StoredForm }, answer: AnswerRecord) {
    this.reader = createRecordReader(layout);
    this.#answer = answer;
    this.#batch = layout.form.batch;
  }

  begin(chunk: number): void {
    this.#head = viewOf(Buffer.from(`${this.#batch}\t${chunk}\t`));
  }

  useLane(plainRows: PlainRows): void {
    this.#plainRows = plainRows;
  }

  walk(bytes: Buffer, start: number, end: number, _bytesToEnd: number, output: OutputBytes): void {
    const array = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
    const view = viewOf(array);
    let backslash = start - 1;
    for (let at = start; at < end;) {
      const record = recordStart(array, at);
      output.copy(this.#head, 0, this.#head.byteLength);
      output.copy(view, at, record);
      if (backslash < record && backslash !== end) backslash = positionOf(bytes, BACKSLASH, record, end);
      const from = output.length;
      let next = NOT_PLAIN;
      let status = '';
      // Of a record with a backslash the bytes are not what it states.
      if (this.#plainRows !== undefined && (backslash === end || backslash > positionOf(bytes, LF, record, end))) {
        next = this.#plainRows.take(array, record, output);
        // What stands around a result hangs on it.
        this.#plainRows.finish(output);
        status = this.#plainRows.status;
      }
      if (next === NOT_PLAIN) {
        const feed = positionOf(bytes, LF, record, end);
        status = this.#answer(this.reader.read(unescapedField(bytes.toString('utf8', record, feed)))!, output);
        next = feed + 1;
      }
      endRow(output, from, status);
      at = next;
    }
  }

  /** No row is longer than its chunk. */
  passedOver(): void {
    throw new RangeError('a stored record is never passed over');
  }
}

function recordStart(bytes: Uint8Array, row: number): number {
  let at = row;
  for (let tabs = 0; tabs < FIELDS_BEFORE_RECORD; at++) if (bytes[at] === TAB) tabs++;
  return at;
}

function positionOf(bytes: Buffer, byte: number, start: number, end: number): number {
  const found = bytes.indexOf(byte, start);
  return found === -1 || found > end ? end : found;
}

/** The line feed of the result's line gives way to its status. */
function endRow(output: OutputBytes, from: number, status: string): void {
  output.length--;
  escapeField(output, from);
  output.byte(TAB);
  for (let at = 0; at < status.length; at++) output.byte(status.charCodeAt(at));
  output.byte(LF);
}
