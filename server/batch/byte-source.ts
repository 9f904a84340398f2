/** Bytes in the order in which they come: those of a file, or of something that is still being sent. */
export interface ByteSource {
  /**
   * Reads the next bytes into memory.
   *
   * @param length Most of them, above 0.
   * @returns How many; 0 at the end alone.
   */
  read(into: Buffer, at: number, length: number): Promise<number>;
  /** Whether the last byte has been read. What is still being sent may end without anybody knowing it before the next read. */
  readonly isAtEnd: boolean;
}
