import { contentLength, endOfRecords } from '../../grouper/index.js';
import type { CuttableRecords } from '../intake/index.js';
import type { ByteSource } from './byte-source.js';
import { separatorOf } from './record-reader.js';
import type { ChunkSlot } from './chunk-task.js';

const LF = 0x0a;
const NOTHING = Buffer.alloc(0);

/** A stretch of the input that was read into a slot. */
export interface ReadChunk {
  /** Length of its records, which begin the slot's input. Unit: bytes. */
  readonly length: number;
  /** From its beginning to the end of the input; Infinity while that is not in sight. Unit: bytes. */
  readonly bytesToEnd: number;
  /** Whether, instead, a line that no slot can hold was passed over. */
  readonly isPassedOver: boolean;
  /** Position in the input behind it. */
  readonly fileEnd: number;
}

/** Room for one chunk, for a record that begins in it and ends beyond, and for its line end of two signs. Unit: bytes. */
export function slotSize(chunkSize: number, recordLimit: number): number {
  return chunkSize + recordLimit + 2;
}

/** Reads bytes into one slot after another, cut between records. */
export class ChunkReader {
  readonly #source: ByteSource;
  readonly #chunkSize: number;
  readonly #recordLimit: number;
  readonly #separator: number;
  /** Where the next record begins. */
  #position: number;
  /** Bytes behind the last cut that were read with it. */
  #rest: Buffer = NOTHING;

  /**
   * @param source Begins with a record.
   * @param from Position of that record in the input.
   */
  constructor(
    source: ByteSource,
    { form, recordLimit }: Pick<CuttableRecords, 'form' | 'recordLimit'>,
    chunkSize: number,
    from: number,
  ) {
    this.#source = source;
    this.#chunkSize = chunkSize;
    this.#recordLimit = recordLimit;
    this.#separator = separatorOf(form);
    this.#position = from;
  }

  /** Reads the next chunk. @returns undefined at the end. @throws as the source */
  async next(slot: ChunkSlot): Promise<ReadChunk | undefined> {
    const input = Buffer.from(slot.input);
    const recordLimit = this.#recordLimit;
    let length = this.#rest.copy(input);
    this.#rest = NOTHING;
    for (;;) {
      // The last byte of the slot is for the line end of a last record that has none.
      length += await this.#source.read(input, length, Math.min(this.#chunkSize, input.length - 1 - length));
      if (this.#source.isAtEnd) return this.#lastChunk(input, length);
      const end = endOfRecords(input, 0, length, this.#separator, recordLimit);
      if (end > 0) {
        this.#rest = Buffer.from(input.subarray(end, length));
        return this.#chunk(end, end, false);
      }
      // What follows of the record may complete it, or show that it is too long.
      if (contentLength(input, 0, length) > recordLimit) return this.#chunk(0, length + (await this.#passOverLine(input)), true);
    }
  }

  /** All that is left. */
  #lastChunk(input: Buffer, length: number): ReadChunk | undefined {
    if (length === 0) return undefined;
    const position = (this.#position += length);
    const ended = input[length - 1] === LF ? length : length + 1;
    input[ended - 1] = LF;
    return { length: ended, bytesToEnd: length, isPassedOver: false, fileEnd: position };
  }

  #chunk(length: number, step: number, isPassedOver: boolean): ReadChunk {
    this.#position += step;
    return { length, bytesToEnd: Infinity, isPassedOver, fileEnd: this.#position };
  }

  /** Reads until behind the line end that comes next. @returns How many bytes that were. */
  async #passOverLine(scratch: Buffer): Promise<number> {
    for (let passed = 0; ;) {
      const length = await this.#source.read(scratch, 0, this.#chunkSize);
      const feed = scratch.subarray(0, length).indexOf(LF);
      if (feed >= 0) {
        this.#rest = Buffer.from(scratch.subarray(feed + 1, length));
        return passed + feed + 1;
      }
      passed += length;
      if (this.#source.isAtEnd) return passed;
    }
  }
}
