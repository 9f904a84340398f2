import type { ByteSource } from './byte-source.js';

/** Bytes that come piece by piece, from whoever is sending them: no piece is asked for before there is room for it. */
export class StreamBytes implements ByteSource {
  isAtEnd = false;
  readonly #pieces: AsyncIterator<Uint8Array>;
  #piece: Uint8Array = new Uint8Array(0);

  constructor(pieces: AsyncIterable<Uint8Array>) {
    this.#pieces = pieces[Symbol.asyncIterator]();
  }

  /** Waits until the memory is full or nothing more comes. @throws as the sender */
  async read(into: Buffer, at: number, length: number): Promise<number> {
    let filled = 0;
    while (filled < length) {
      if (this.#piece.length === 0 && !(await this.#next())) break;
      const part = this.#piece.subarray(0, length - filled);
      into.set(part, at + filled);
      filled += part.length;
      this.#piece = this.#piece.subarray(part.length);
    }
    return filled;
  }

  /** @returns false at the end */
  async #next(): Promise<boolean> {
    const { value, done } = await this.#pieces.next();
    if (done === true) this.isAtEnd = true;
    else this.#piece = value;
    return !this.isAtEnd;
  }
}
