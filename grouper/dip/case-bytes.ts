const PLAIN_SIGNS = 128;

/** Codes of a case written one behind the other as bytes, which the kernel reads. Memory grows to the longest case and is kept. */
export class CaseBytes {
  bytes = new Uint8Array(4096);
  /** Where the next text begins. */
  end = 0;

  clear(): void {
    this.end = 0;
  }

  /** @returns Where the text ends. */
  write(text: string): number {
    const start = this.end;
    // Up to three bytes of UTF-8 for each sign.
    if (start + text.length * 3 > this.bytes.length) this.#grow(start + text.length * 3);
    for (let at = 0; at < text.length; at++) {
      const sign = text.charCodeAt(at);
      if (sign >= PLAIN_SIGNS) return (this.end = start + Buffer.from(this.bytes.buffer).write(text, start));
      this.bytes[start + at] = sign;
    }
    return (this.end = start + text.length);
  }

  #grow(size: number): void {
    const bytes = new Uint8Array(size * 2);
    bytes.set(this.bytes);
    this.bytes = bytes;
  }
}
