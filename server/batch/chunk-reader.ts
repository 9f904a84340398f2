import type { FileHandle } from 'node:fs/promises';
import { contentLength, endOfRecords } from '../../grouper/index.js';
import { IntakeError, type CuttableFile } from '../intake/index.js';
import { separatorOf } from './record-reader.js';
import type { ChunkSlot } from './chunk-task.js';

const LF = 0x0a;

/** A stretch of a file that was read into a slot. */
export interface ReadChunk {
  /** Length of its records, which begin the slot's input. Unit: bytes. */
  readonly length: number;
  /** From its beginning to the end of the file. Unit: bytes. */
  readonly bytesToEnd: number;
  /** Whether, instead, a line that no slot can hold was passed over. */
  readonly isPassedOver: boolean;
  /** Position in the file behind it. */
  readonly fileEnd: number;
}

/** Room for one chunk, for a record that begins in it and ends beyond, and for its line end of two signs. Unit: bytes. */
export function slotSize(chunkSize: number, recordLimit: number): number {
  return chunkSize + recordLimit + 2;
}

/** Part of the rows would look like all of them. */
function shortened(path: string): IntakeError {
  return new IntakeError('INTAKE_FILE_UNREADABLE', { path, why: '读取时文件变短 (it became shorter while it was read)' });
}

/** Reads a file into one slot after another, cut between records. */
export class ChunkReader {
  readonly #file: FileHandle;
  readonly #cuttable: CuttableFile;
  readonly #chunkSize: number;
  readonly #separator: number;
  #position: number;

  /** @param from Position in the file at which a record begins. */
  constructor(file: FileHandle, cuttable: CuttableFile, chunkSize: number, from: number) {
    this.#file = file;
    this.#cuttable = cuttable;
    this.#chunkSize = chunkSize;
    this.#separator = separatorOf(cuttable.form);
    this.#position = from;
  }

  /** Reads the next chunk. @returns undefined at the end of the file. @throws INTAKE_FILE_UNREADABLE where that comes too early. */
  async next(slot: ChunkSlot): Promise<ReadChunk | undefined> {
    const { size, recordLimit } = this.#cuttable;
    const position = this.#position;
    if (position >= size) return undefined;
    const input = Buffer.from(slot.input);
    let length = 0;
    for (;;) {
      const { bytesRead } = await this.#file.read(
        input,
        length,
        Math.min(this.#chunkSize, size - position - length),
        position + length,
      );
      length += bytesRead;
      if (bytesRead === 0) throw shortened(this.#cuttable.path);
      if (position + length >= size) {
        if (length > 0 && input[length - 1] !== LF) input[length++] = LF;
        return this.#chunk(length, size);
      }
      const end = endOfRecords(input, 0, length, this.#separator, recordLimit);
      if (end > 0) return this.#chunk(end, position + end);
      // What follows of the record may complete it, or show that it is too long.
      if (contentLength(input, 0, length) > recordLimit)
        return { ...this.#chunk(0, await this.#behindLine(input, position + length)), isPassedOver: true };
    }
  }

  #chunk(length: number, fileEnd: number): ReadChunk {
    const bytesToEnd = this.#cuttable.size - this.#position;
    this.#position = fileEnd;
    return { length, bytesToEnd, isPassedOver: false, fileEnd };
  }

  /** The position behind the line end that comes next. */
  async #behindLine(scratch: Buffer, from: number): Promise<number> {
    for (let position = from; ;) {
      const { bytesRead } = await this.#file.read(scratch, 0, this.#chunkSize, position);
      const feed = scratch.subarray(0, bytesRead).indexOf(LF);
      if (feed >= 0) return position + feed + 1;
      if (bytesRead === 0 && position < this.#cuttable.size) throw shortened(this.#cuttable.path);
      if (bytesRead === 0) return this.#cuttable.size;
      position += bytesRead;
    }
  }
}
