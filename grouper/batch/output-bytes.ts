const LF = 0x0a;

/** Bytes that are copied at once, as two integers. */
const AT_ONCE = 8;

/** Of UTF-8, for one unit of a string. */
const MOST_BYTES_OF_A_SIGN = 3;

/** Collects output as bytes in memory that grows only if it must. */
export class OutputBytes {
  bytes: Uint8Array;
  length = 0;
  #view: DataView;

  /** @param memory Used as long as it is large enough. */
  constructor(memory: Uint8Array) {
    this.bytes = memory;
    this.#view = viewOf(memory);
  }

  /** Appends a stretch of other bytes. Several times faster than `set`, which takes a view of each stretch first. */
  copy(from: DataView, start: number, end: number): void {
    const size = end - start;
    if (this.length + size > this.bytes.length) this.#grow(size);
    const view = this.#view;
    let at = start;
    let to = this.length;
    for (; at + AT_ONCE <= end; at += AT_ONCE, to += AT_ONCE) {
      view.setInt32(to, from.getInt32(at));
      view.setInt32(to + 4, from.getInt32(at + 4));
    }
    for (; at < end; at++, to++) view.setUint8(to, from.getUint8(at));
    this.length += size;
  }

  /** Appends a few bytes, such as those of a code. */
  copyFew(from: Uint8Array, start: number, end: number): void {
    for (let at = start; at < end; at++) this.byte(from[at]!);
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
    this.#view = viewOf(grown);
  }
}

/** The same bytes, as `OutputBytes.copy` takes them. */
export function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
