import type { RequestHandler } from 'express';
import { LRUCache } from 'lru-cache';
import { HttpError } from './errors.js';

/** Keys that one address may get wrong within a minute. */
const MOST = 30;
const WINDOW = 60_000;
const MOST_ADDRESSES = 10_000;

/**
 * Keeps whoever guesses keys from guessing on. Only keys that were refused count: a caller who goes away before the answer is there got
 * nothing wrong.
 */
export class WrongKeys {
  /** Each count lasts a minute from the first wrong key on. */
  readonly #counts = new LRUCache<string, { wrong: number }>({ max: MOST_ADDRESSES, ttl: WINDOW });

  /** Lets nobody pass from where too many came. An address of IPv6 counts as it is written: the service listens where its neighbours are known. */
  readonly guard: RequestHandler = ({ ip = '' }, response, next) => {
    if ((this.#counts.get(ip)?.wrong ?? 0) >= MOST) {
      response.setHeader('Retry-After', Math.max(1, Math.ceil(this.#counts.getRemainingTTL(ip) / 1000)));
      throw new HttpError('HTTP_TOO_MANY_REQUESTS', { limit: MOST });
    }
    next();
  };

  /** Notes a key that was refused, or that was not there. */
  count(address: string | undefined = ''): void {
    const known = this.#counts.get(address);
    if (known === undefined) this.#counts.set(address, { wrong: 1 });
    else known.wrong++;
  }
}
