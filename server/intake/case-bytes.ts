/** Where the bytes of cases are read from, as far as it takes to tell what they are: a file, or the beginning of what is being sent. */
export interface CaseBytes {
  /** Named in messages. */
  readonly shownPath: string;
  /** Where they lie; empty where they lie nowhere. */
  readonly path: string;
  /** Infinity while the end is not in sight. Unit: bytes. */
  readonly size: number;
  /** Of a pass that counts. */
  readonly bytesRead: number;
  /** The first bytes. */
  head(length: number): Promise<Buffer>;
  /** Bytes from an offset on, in pieces. @param counts Whether they count as progress. */
  bytes(start: number, counts: boolean): AsyncIterable<Buffer>;
  close(): void;
}

/** Length of the pieces in which cases are read. Unit: bytes. */
export const PIECE = 256 * 1024;
