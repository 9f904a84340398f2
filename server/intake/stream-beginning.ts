import { PIECE, type CaseBytes } from './case-bytes.js';

/** So much tells what all of it is. Unit: bytes. */
const ENOUGH = 1024 * 1024;

/** The beginning of what is being sent, kept until it is known what that is. */
export class StreamBeginning implements CaseBytes {
  readonly path = '';
  readonly bytesRead = 0;
  readonly shownPath: string;
  readonly size: number;
  readonly #bytes: Buffer;

  private constructor(shownPath: string, bytes: Buffer, isWhole: boolean) {
    this.shownPath = shownPath;
    this.size = isWhole ? bytes.length : Infinity;
    this.#bytes = bytes;
  }

  /** Takes pieces until they are enough. @param pieces Go on behind them. */
  static async read(pieces: AsyncIterator<Uint8Array>, shownPath: string): Promise<StreamBeginning> {
    const taken: Uint8Array[] = [];
    let length = 0;
    while (length < ENOUGH) {
      const { value, done } = await pieces.next();
      if (done === true) return new StreamBeginning(shownPath, Buffer.concat(taken), true);
      taken.push(value);
      length += value.length;
    }
    return new StreamBeginning(shownPath, Buffer.concat(taken), false);
  }

  async head(length: number): Promise<Buffer> {
    return this.#bytes.subarray(0, length);
  }

  /** In the pieces in which a file is read, so that as much of both is looked at. */
  async *bytes(start: number): AsyncGenerator<Buffer> {
    for (let at = start; at < this.#bytes.length; at += PIECE) yield this.#bytes.subarray(at, at + PIECE);
  }

  close(): void {}
}
