import type { LaneCounts, OutputBytes } from '../../grouper/index.js';

/** Memory for one chunk on its way: shared, so that nothing is copied between threads, and used again for the next. */
export interface ChunkSlot {
  readonly input: SharedArrayBuffer;
  readonly output: SharedArrayBuffer;
}

/** Whole records to be grouped. */
export interface ChunkTask {
  readonly slot: ChunkSlot;
  /** Length of the records, which begin the slot's input and end with a line feed. Unit: bytes. */
  readonly length: number;
  /** From the beginning of the chunk to the end of the file. Unit: bytes. */
  readonly bytesToEnd: number;
  /** Whether, instead, a line that no slot can hold was passed over. */
  readonly isPassedOver: boolean;
  /** 0 for the first chunk of the file, 1 for the next. */
  readonly number: number;
}

/** What came of a chunk. */
export interface ChunkAnswer<Counts = LaneCounts> {
  /** Length of the result in the slot's output. Unit: bytes. */
  readonly length: number;
  /** The result itself, where it did not fit into the slot. */
  readonly spilled?: Uint8Array;
  readonly counts: readonly Counts[];
}

/** Works on the records of one chunk after another. */
export interface ChunkWorker<Counts> {
  /** Told of each chunk before it, by those that must know which it is. */
  begin?(number: number): void;
  /** @returns What was counted of the results. */
  group(bytes: Buffer, start: number, end: number, bytesToEnd: number, output: OutputBytes): readonly Counts[];
  /** The result for a line so long that it was passed over. */
  passedOver(output: OutputBytes): Counts;
}
