import { viewOf, type OutputBytes } from './output-bytes.js';

/** Texts that are written again and again, as bytes in one piece. */
export class OutcomeBytes {
  readonly #bytes: DataView;
  readonly #starts: Int32Array;

  constructor(texts: readonly string[]) {
    this.#bytes = viewOf(Buffer.from(texts.join('')));
    this.#starts = new Int32Array(texts.length + 1);
    for (const [place, text] of texts.entries()) this.#starts[place + 1] = this.#starts[place]! + Buffer.byteLength(text);
  }

  /** Appends the text at a place. */
  write(place: number, output: OutputBytes): void {
    output.copy(this.#bytes, this.#starts[place]!, this.#starts[place + 1]!);
  }

  isEmpty(place: number): boolean {
    return this.#starts[place] === this.#starts[place + 1];
  }
}
