import {
  caseColumns,
  contentLength,
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
    if (this.#lane !== undefined) this.#plainRows = new PlainRows(columns, scheme.demand, this.#lane, file.recordLimit);
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
    const isUtf8 = this.#setup.file.encoding === 'utf-8';
    if (isUtf8) this.#groupRecords(bytes, start, end, bytesToEnd, output);
    else this.#groupDecoded(bytes, start, end, bytesToEnd, output);
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

  /** Groups records in another encoding. What is too long is found in the bytes of the file: as UTF-8 they would be more or fewer. */
  #groupDecoded(bytes: Buffer, start: number, end: number, bytesToEnd: number, output: OutputBytes): void {
    let readable = start;
    for (let at = start; at < end;) {
      const feed = recordEnd(bytes, at, end, this.#separator);
      const why = this.#whyUnreadable(bytes, at, feed, bytesToEnd - (at - start));
      if (why === undefined) at = feed + 1;
      else {
        this.#decodeAndGroup(bytes, readable, at, output);
        this.#write(this.#reader.unreadable(why), output);
        readable = at = bytes.indexOf(LF, at) + 1;
      }
    }
    this.#decodeAndGroup(bytes, readable, end, output);
  }

  #decodeAndGroup(bytes: Buffer, start: number, end: number, output: OutputBytes): void {
    if (start === end) return;
    // The decoder takes no shared memory.
    const text = Buffer.from(new TextDecoder(this.#setup.file.encoding).decode(Uint8Array.from(bytes.subarray(start, end))));
    this.#groupRecords(text, 0, text.length, Infinity, output);
  }

  /** Groups the record that begins at a position. @returns Where the next one begins. */
  #groupSlowly(bytes: Buffer, start: number, end: number, bytesToEnd: number, output: OutputBytes): number {
    const feed = recordEnd(bytes, start, end, this.#separator);
    const why = this.#setup.file.encoding === 'utf-8' ? this.#whyUnreadable(bytes, start, feed, bytesToEnd) : undefined;
    if (why !== undefined) {
      this.#write(this.#reader.unreadable(why), output);
      return bytes.indexOf(LF, start) + 1;
    }
    const isBlank = contentLength(bytes, start, feed) === 0;
    const read = isBlank ? undefined : this.#reader.read(bytes.toString('utf8', start, feed));
    if (read !== undefined) this.#write(read, output);
    return feed + 1;
  }

  /** Why a record cannot be read, if it cannot: it is too long, or a quote of it is not closed before it is, or at all. */
  #whyUnreadable(bytes: Buffer, start: number, feed: number, bytesToEnd: number): string | undefined {
    const { recordLimit } = this.#setup.file;
    if (feed === NO_END) return bytesToEnd <= recordLimit ? WHY_QUOTE_OPEN : whyTooLong(recordLimit);
    return contentLength(bytes, start, feed) > recordLimit ? whyTooLong(recordLimit) : undefined;
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
