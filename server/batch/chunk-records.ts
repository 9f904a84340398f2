import { contentLength, NO_END, NOT_PLAIN, recordEnd, type OutputBytes } from '../../grouper/index.js';
import { whyTooLong, WHY_QUOTE_OPEN, type ReadCase, type CuttableRecords } from '../intake/index.js';
import { createRecordReader, separatorOf, type RecordReader } from './record-reader.js';

const LF = 0x0a;

/** Takes one record that was read, and writes what comes of it. */
export type TakeRecord = (read: ReadCase, output: OutputBytes) => void;

/** Takes rows from bytes to bytes. */
export interface RowLane {
  /** @returns Where the next row begins; NOT_PLAIN, with nothing written of it, where the row must take the slow path. */
  take(bytes: Uint8Array, start: number, output: OutputBytes): number;
  /** Writes what waits of the rows that were taken. */
  finish(output: OutputBytes): void;
}

/**
 * Cuts chunks of a file into records, one after another: plain rows go through a fast lane where there is one, bytes to bytes; all others
 * are read by the reader that knows every form. Both give the same results, so a row may take either.
 */
export class ChunkRecords {
  readonly reader: RecordReader;
  readonly #file: CuttableRecords;
  readonly #take: TakeRecord;
  readonly #separator: number;
  #plainRows: RowLane | undefined;

  constructor(file: CuttableRecords, take: TakeRecord) {
    this.#file = file;
    this.#take = take;
    this.reader = createRecordReader(file);
    this.#separator = separatorOf(file.form);
  }

  /** Opens a fast lane. */
  useLane(plainRows: RowLane): void {
    this.#plainRows = plainRows;
  }

  /**
   * Walks the records of a chunk.
   *
   * @param bytes End with a line feed; a record begins at `start`.
   * @param bytesToEnd From `start` to the end of the file; Infinity while that is not in sight.
   */
  walk(bytes: Buffer, start: number, end: number, bytesToEnd: number, output: OutputBytes): void {
    if (this.#file.encoding === 'utf-8') this.#walkRecords(bytes, start, end, bytesToEnd, output);
    else this.#walkDecoded(bytes, start, end, bytesToEnd, output);
  }

  /** The record of a line so long that it was passed over. */
  passedOver(output: OutputBytes): void {
    this.#take(this.reader.unreadable(whyTooLong(this.#file.recordLimit)), output);
  }

  #walkRecords(bytes: Buffer, start: number, end: number, bytesToEnd: number, output: OutputBytes): void {
    const plainRows = this.#plainRows;
    // Stretches of a plain array are viewed faster than those of a Buffer.
    const array = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
    let at = start;
    while (at < end) {
      const next = plainRows === undefined ? NOT_PLAIN : plainRows.take(array, at, output);
      if (next !== NOT_PLAIN) at = next;
      else {
        plainRows?.finish(output);
        at = this.#walkSlowly(bytes, at, end, bytesToEnd - (at - start), output);
      }
    }
    plainRows?.finish(output);
  }

  /** Walks records in another encoding. What is too long is found in the bytes of the file: as UTF-8 they would be more or fewer. */
  #walkDecoded(bytes: Buffer, start: number, end: number, bytesToEnd: number, output: OutputBytes): void {
    let readable = start;
    for (let at = start; at < end;) {
      const feed = recordEnd(bytes, at, end, this.#separator);
      const why = this.#whyUnreadable(bytes, at, feed, bytesToEnd - (at - start));
      if (why === undefined) at = feed + 1;
      else {
        this.#decodeAndWalk(bytes, readable, at, output);
        this.#take(this.reader.unreadable(why), output);
        readable = at = bytes.indexOf(LF, at) + 1;
      }
    }
    this.#decodeAndWalk(bytes, readable, end, output);
  }

  #decodeAndWalk(bytes: Buffer, start: number, end: number, output: OutputBytes): void {
    if (start === end) return;
    // The decoder takes no shared memory.
    const text = Buffer.from(new TextDecoder(this.#file.encoding).decode(Uint8Array.from(bytes.subarray(start, end))));
    this.#walkRecords(text, 0, text.length, Infinity, output);
  }

  /** Reads the record that begins at a position. @returns Where the next one begins. */
  #walkSlowly(bytes: Buffer, start: number, end: number, bytesToEnd: number, output: OutputBytes): number {
    const feed = recordEnd(bytes, start, end, this.#separator);
    const why = this.#file.encoding === 'utf-8' ? this.#whyUnreadable(bytes, start, feed, bytesToEnd) : undefined;
    if (why !== undefined) {
      this.#take(this.reader.unreadable(why), output);
      return bytes.indexOf(LF, start) + 1;
    }
    const isBlank = contentLength(bytes, start, feed) === 0;
    const read = isBlank ? undefined : this.reader.read(bytes.toString('utf8', start, feed));
    if (read !== undefined) this.#take(read, output);
    return feed + 1;
  }

  /** Why a record cannot be read, if it cannot: it is too long, or a quote of it is not closed before it is, or at all. */
  #whyUnreadable(bytes: Buffer, start: number, feed: number, bytesToEnd: number): string | undefined {
    const { recordLimit } = this.#file;
    if (feed === NO_END) return bytesToEnd <= recordLimit ? WHY_QUOTE_OPEN : whyTooLong(recordLimit);
    return contentLength(bytes, start, feed) > recordLimit ? whyTooLong(recordLimit) : undefined;
  }
}
