import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FreshCache } from '../../../server/http/fresh-cache.js';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

/** Something that stands somewhere, may be replaced, and counts how often it is read. */
class Standing {
  text = 'first';
  reads = 0;
  looks = 0;
  fault: Error | undefined;

  readonly load = async () => {
    this.reads++;
    await Promise.resolve();
    if (this.fault !== undefined) throw this.fault;
    const stampNow = async () => {
      this.looks++;
      if (this.fault !== undefined) throw this.fault;
      return this.text;
    };
    return { value: this.text, bytes: 100, stamp: this.text, stampNow };
  };
}

const many = <T>(work: () => Promise<T>): Promise<readonly T[]> => Promise.all(Array.from({ length: 50 }, work));

test('whoever asks at the same time waits for one reading, and nobody looks again within a second', async () => {
  const [cache, standing] = [new FreshCache<string>(1000), new Standing()];
  expect(new Set(await many(() => cache.get('a', standing.load)))).toEqual(new Set(['first']));
  vi.advanceTimersByTime(999);
  await cache.get('a', standing.load);
  expect([standing.reads, standing.looks]).toEqual([1, 0]);
});

test('after a second it is looked at once for all who ask, and read again only where it was replaced', async () => {
  const [cache, standing] = [new FreshCache<string>(1000), new Standing()];
  await cache.get('a', standing.load);
  vi.advanceTimersByTime(1000);
  await many(() => cache.get('a', standing.load));
  expect([standing.reads, standing.looks]).toEqual([1, 1]);
  standing.text = 'second';
  vi.advanceTimersByTime(1000);
  expect(new Set(await many(() => cache.get('a', standing.load)))).toEqual(new Set(['second']));
  expect([standing.reads, standing.looks]).toEqual([2, 2]);
});

test('a fault is told and not kept, also of something that was taken away', async () => {
  const [cache, standing] = [new FreshCache<string>(1000), new Standing()];
  await cache.get('a', standing.load);
  standing.fault = new Error('taken away');
  vi.advanceTimersByTime(1000);
  await expect(cache.get('a', standing.load)).rejects.toThrow('taken away');
  standing.fault = undefined;
  expect(await cache.get('a', standing.load)).toBe('first');
});

test('what was not asked for longest is let go when all together would take too much', async () => {
  const cache = new FreshCache<string>(250);
  const [a, b, c] = [new Standing(), new Standing(), new Standing()];
  await cache.get('a', a.load);
  await cache.get('b', b.load);
  await cache.get('a', a.load);
  await cache.get('c', c.load);
  await cache.get('a', a.load);
  await cache.get('b', b.load);
  expect([a.reads, b.reads, c.reads]).toEqual([1, 2, 1]);
});
