import { HttpError } from './errors.js';

/** How many of something may be under way at once. */
export class AtOnce {
  readonly #most: number;
  #count = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Hands on what comes of some work, and counts it until it ends, however it does. @throws HTTP_BUSY where as many are under way as may */
  async *of<T>(begin: () => AsyncIterable<T>): AsyncGenerator<T> {
    if (this.#count >= this.#most) throw new HttpError('HTTP_BUSY', { limit: this.#most });
    this.#count++;
    try {
      yield* begin();
    } finally {
      this.#count--;
    }
  }
}
