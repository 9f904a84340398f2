import { LRUCache } from 'lru-cache';

/** Something that was loaded, and how to see whether it is still what stands there. */
export interface Loaded<Value> {
  readonly value: Value;
  /** What it takes. Unit: bytes. */
  readonly bytes: number;
  /** Tells what it was made of from everything else that could stand there. */
  readonly stamp: string;
  /** The stamp of what stands there now. */
  readonly stampNow: () => Promise<string>;
}

interface Kept<Value> extends Loaded<Value> {
  lookedAt: number;
  looking: Promise<void> | undefined;
}

/** How long something is taken for what it was when it was last looked at. Unit: milliseconds. */
const LOOKED_AT = 1000;

/**
 * Things that take long to load: each is loaded once however many ask for it at the same time, and again when somebody has replaced it. What
 * was not asked for longest is let go first.
 */
export class FreshCache<Value> {
  readonly #kept: LRUCache<string, Kept<Value>, () => Promise<Loaded<Value>>>;

  /** @param mostBytes What all of them may take together. */
  constructor(mostBytes: number) {
    this.#kept = new LRUCache({
      maxSize: mostBytes,
      sizeCalculation: ({ bytes }) => bytes,
      fetchMethod: async (_key, _stale, { context: load }) => ({
        lookedAt: performance.now(),
        ...(await load()),
        looking: undefined,
      }),
    });
  }

  /** @throws as `load`: a fault is not kept */
  async get(key: string, load: () => Promise<Loaded<Value>>): Promise<Value> {
    const known = this.#kept.get(key);
    if (known !== undefined) {
      if (performance.now() - known.lookedAt < LOOKED_AT) return known.value;
      await (known.looking ??= this.#lookAt(key, known));
    }
    return (await this.#kept.fetch(key, { context: load }))!.value;
  }

  /** What cannot be looked at is loaded again, which says why. */
  async #lookAt(key: string, known: Kept<Value>): Promise<void> {
    const now = await known.stampNow().catch(() => undefined);
    known.lookedAt = performance.now();
    known.looking = undefined;
    if (now !== known.stamp && this.#kept.peek(key) === known) this.#kept.delete(key);
  }
}
