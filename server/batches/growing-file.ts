import { open } from 'node:fs/promises';

/** Unit: bytes. */
const PIECE = 256 * 1024;

/** A file that one thread writes and another reads meanwhile, as far as it is told that it is written. */
export class GrowingFile {
  readonly #path: string;
  #length = 0;
  #isWhole = false;
  #fault: { readonly error: unknown } | undefined;
  #wake = (): void => {};

  constructor(path: string) {
    this.#path = path;
  }

  /** @param length How much of it is written. Unit: bytes. */
  grow(length: number): void {
    this.#length = length;
    this.#wake();
  }

  /** Nothing more is written. */
  end(): void {
    this.#isWhole = true;
    this.#wake();
  }

  /** Nothing more is written, though it is not whole. */
  breakOff(error: unknown): void {
    this.#fault = { error };
    this.#wake();
  }

  /** What is written, until nothing more is. To be called once. @throws what it broke off with */
  async *bytes(): AsyncGenerator<Uint8Array> {
    let file: Awaited<ReturnType<typeof open>> | undefined;
    try {
      for (let at = 0; ;) {
        if (this.#fault !== undefined) throw this.#fault.error;
        if (at < this.#length) {
          file ??= await open(this.#path);
          const { bytesRead, buffer } = await file.read({
            buffer: Buffer.allocUnsafe(Math.min(PIECE, this.#length - at)),
            position: at,
          });
          at += bytesRead;
          yield buffer.subarray(0, bytesRead);
        } else if (this.#isWhole) return;
        else await this.#more();
      }
    } finally {
      await file?.close();
    }
  }

  #more(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }
}
