import {
  caseColumns,
  NO_END,
  NOT_PLAIN,
  OutputBytes,
  PlainRows,
  recordEnd,
  type CaseColumns,
  type CaseLane,
  type LaneCounts,
} from '../../grouper/index.js';
import { createResultPrinter, type ResultFormat, type ResultPrinter } from '../grouping/result-rows.js';
import { RESULT_SHAPES } from '../grouping/result-shape.js';
import { whyTooLong, WHY_QUOTE_OPEN, type CuttableFile, type ReadCase } from '../intake/index.js';
import { openShared, type OpenedScheme, type SharedScheme } from '../schemes/shared-scheme.js';
import { createRecordReader, separatorOf, type RecordReader } from './record-reader.js';
import { CountedRows } from '../grouping/counted-rows.js';

const LF = 0x0a;
const CR = 0x0d;

/** What grouping the chunks of a file takes, in a form that threads can be sent. */
export interface ChunkSetup {
  readonly scheme: Pick<SharedScheme, 'kind' | 'packed'>;
  readonly file: CuttableFile;
  /** Columns that pass through to the output. */
  readonly columns: readonly string[];
  readonly outputFormat: ResultFormat;
}

/**
 * Groups the records of one chunk after another: plain rows in the fast lane, bytes to bytes; all others one by one by the reader that
 * knows every form. Both give the same results, so a row may take either.
 */
export class ChunkGrouper {
  readonly #setup: ChunkSetup;
  readonly #reader: RecordReader;
  readonly #grouper: OpenedScheme['grouper'];
  readonly #printer: ResultPrinter;
  readonly #slowRows: CountedRows;
  readonly #lane: CaseLane | undefined;
  readonly #plainRows: PlainRows | undefined;
  readonly #separator: number;

  constructor(setup: ChunkSetup) {
    const { file, outputFormat } = setup;
    const scheme = openShared(setup.scheme);
    const shape = RESULT_SHAPES[setup.scheme.kind];
    this.#setup = setup;
    this.#reader = createRecordReader(file);
    this.#grouper = scheme.grouper;
    this.#printer = createResultPrinter(outputFormat, shape, this.#reader.table?.passing.columns ?? setup.columns);
    this.#slowRows = new CountedRows(shape);
    this.#separator = separatorOf(file.form);
    const columns = outputFormat === 'csv' ? this.#plainColumns(file) : undefined;
    if (columns === undefined) return;
    this.#lane = scheme.lane((result) => shape.values('', result).slice(1, -1));
    if (this.#lane !== undefined) this.#plainRows = new PlainRows(columns, scheme.demand, this.#lane);
  }

  /** The columns of a table that has a fast lane: results are CSV, so its rows must be. */
  #plainColumns({ form }: CuttableFile): CaseColumns | undefined {
    if (form.kind !== 'table' || form.separator !== ',') return undefined;
    return caseColumns(form.matched, form.headers.length, this.#reader.table!.passing.kept);
  }

  /**
   * Groups the records of a chunk.
   *
   * @param bytes End with a line feed; a record begins at `start`.
   * @param bytesToEnd From `start` to the end of the file; Infinity while that is not in sight.
   * @returns The results and what was counted of them.
   */
  group(bytes: Buffer, start: number, end: number, bytesToEnd: number, output: OutputBytes): readonly LaneCounts[] {
    if (this.#setup.file.encoding === 'utf-8') this.#groupRecords(bytes, start, end, bytesToEnd, output);
    else {
      // The decoder takes no shared memory.
      const text = Buffer.from(new TextDecoder(this.#setup.file.encoding).decode(Uint8Array.from(bytes.subarray(start, end))));
      this.#groupRecords(text, 0, text.length, bytesToEnd, output);
    }
    const slow = this.#slowRows.take();
    return this.#lane === undefined ? [slow] : [this.#lane.takeCounts(), slow];
  }

  #groupRecords(bytes: Buffer, start: number, end: number, bytesToEnd: number, output: OutputBytes): void {
    const plainRows = this.#plainRows;
    // Stretches of a plain array are viewed faster than those of a Buffer.
    const array = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
    let at = start;
    while (at < end) {
      const next = plainRows === undefined ? NOT_PLAIN : plainRows.group(array, at, output);
      at = next === NOT_PLAIN ? this.#groupSlowly(bytes, at, end, bytesToEnd - (at - start), output) : next;
    }
  }

  /** Groups the record that begins at a position. @returns Where the next one begins. */
  #groupSlowly(bytes: Buffer, start: number, end: number, bytesToEnd: number, output: OutputBytes): number {
    const { recordLimit } = this.#setup.file;
    const feed = recordEnd(bytes, start, end, this.#separator);
    const content = feed > start && bytes[feed - 1] === CR ? feed - 1 : feed;
    if (feed === NO_END || content - start > recordLimit) {
      const isOpen = feed === NO_END && bytesToEnd <= recordLimit;
      this.#write(this.#reader.unreadable(isOpen ? WHY_QUOTE_OPEN : whyTooLong(recordLimit)), output);
      return bytes.indexOf(LF, start) + 1;
    }
    const read = this.#reader.read(bytes.toString('utf8', start, content));
    if (read !== undefined) this.#write(read, output);
    return feed + 1;
  }

  /** The result for a line so long that it was passed over. */
  passedOver(output: OutputBytes): LaneCounts {
    this.#write(this.#reader.unreadable(whyTooLong(this.#setup.file.recordLimit)), output);
    return this.#slowRows.take();
  }

  #write(read: ReadCase, output: OutputBytes): void {
    const result = this.#grouper.group(read.discharge, read.reasons);
    this.#slowRows.count(result);
    output.text(this.#printer.line(read, result));
  }
}
