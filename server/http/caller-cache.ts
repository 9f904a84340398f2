import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Caller } from '../store/index.js';

/** How long a caller is taken for who they were: a key that another process revoked is good for so long. Unit: milliseconds. */
const REMEMBERED = 5_000;
const MOST_CALLERS = 10_000;

/** Who showed which key of late, so that not every request asks the database. Kept by the hash of the key. */
export class CallerCache {
  readonly #callers: LRUCache<string, Caller>;
  readonly #ask: (key: string) => Promise<Caller | undefined>;

  constructor(ask: (key: string) => Promise<Caller | undefined>) {
    this.#ask = ask;
    this.#callers = new LRUCache({ max: MOST_CALLERS, ttl: REMEMBERED });
  }

  async callerOf(key: string): Promise<Caller | undefined> {
    const name = createHash('sha256').update(key).digest('base64');
    const known = this.#callers.get(name);
    if (known !== undefined) return known;
    const caller = await this.#ask(key);
    if (caller !== undefined) this.#callers.set(name, caller);
    return caller;
  }

  /** Forgets a caller whose key was revoked. */
  forget(keyId: string): void {
    for (const [name, caller] of this.#callers.entries()) if (caller.keyId === keyId) this.#callers.delete(name);
  }
}
