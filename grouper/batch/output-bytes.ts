const LF = 0x0a;

/** Below this a loop is faster than a call. Unit: bytes. */
const SHORT = 24;

/** Of UTF-8, for one unit of a string. */
const MOST_BYTES_OF_A_SIGN = 3;

/** Collects output as bytes in memory that grows only if it must. */
export class OutputBytes {
  bytes: Uint8Array;
  length = 0;

  /** @param memory Used as long as it is large enough. */
  constructor(memory: Uint8Array) {
    this.bytes = memory;
  }

  /** Appends a stretch of other bytes. */
  copy(from: Uint8Array, start: number, end: number): void {
    const size = end - start;
    if (this.length + size > this.bytes.length) this.#grow(size);
    if (size > SHORT) this.bytes.set(from.subarray(start, end), this.length);
    else for (let at = 0; at < size; at++) this.bytes[this.length + at] = from[start + at]!;
    this.length += size;
  }

  byte(value: number): void {
    if (this.length === this.bytes.length) this.#grow(1);
    this.bytes[this.length++] = value;
  }

  lineEnd(): void {
    this.byte(LF);
  }

  text(text: string): void {
    // Written where it belongs: a text of its own for each row would be garbage outside the heap, which is collected late.
    const most = text.length * MOST_BYTES_OF_A_SIGN;
    if (this.length + most > this.bytes.length) this.#grow(most);
    const { buffer, byteOffset } = this.bytes;
    this.length += Buffer.from(buffer, byteOffset + this.length, most).write(text);
  }

  #grow(size: number): void {
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.length + size));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
  }
}
