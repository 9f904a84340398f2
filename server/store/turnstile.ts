import type { PGlite } from '@electric-sql/pglite';

/**
 * The one way to an embedded database, which is a single connection: a statement that is sent while somebody else's transaction is open
 * would run inside it. Whoever wants the database waits here until everybody before has left.
 */
export class Turnstile {
  readonly #lite: PGlite;
  #last: Promise<void> = Promise.resolve();

  constructor(lite: PGlite) {
    this.#lite = lite;
  }

  /** Waits for the database. @returns The database, and what gives it to the next one. */
  async enter(): Promise<{ readonly lite: PGlite; readonly leave: () => void }> {
    const before = this.#last;
    let leave = (): void => undefined;
    this.#last = new Promise((resolve) => (leave = resolve));
    await before;
    return { lite: this.#lite, leave };
  }

  /** Has the database for one piece of work. */
  async run<T>(work: (lite: PGlite) => Promise<T>): Promise<T> {
    const { lite, leave } = await this.enter();
    try {
      return await work(lite);
    } finally {
      leave();
    }
  }
}
