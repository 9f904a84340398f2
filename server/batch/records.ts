import type { OutputBytes, PlainRows } from '../../grouper/index.js';
import type { ReadCase } from '../intake/index.js';
import type { RecordReader } from './record-reader.js';

/** Groups or prices one record that was read, and writes its result. @returns Its status. */
export type AnswerRecord = (read: ReadCase, output: OutputBytes) => string;

/** Records in chunks of bytes, walked one after another. */
export interface Records {
  readonly reader: RecordReader;
  /** Told of each chunk before it. */
  begin?(chunk: number): void;
  /** Opens a fast lane. */
  useLane(plainRows: PlainRows): void;
  /** @param bytes End with a line feed; a record begins at `start`. */
  walk(bytes: Buffer, start: number, end: number, bytesToEnd: number, output: OutputBytes): void;
  /** The record of a line so long that it was passed over. */
  passedOver(output: OutputBytes): void;
}
