import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyLine, copyRows, SYSTEM, type Store } from '../../../server/store/index.js';
import { wholeLines } from '../../../server/store/whole-lines.js';
import { copyVisits, makeVisits, visit, visitsOut } from './visits.js';
import { TEST_DATABASES } from './test-stores.js';

/** Texts that the form of COPY could be broken by. */
const awkward = fc.oneof(
  fc.string({
    unit: fc.constantFrom('\t', '\n', '\r', '\\', 'N', '.', '"', "'", ',', '\b', '\f', '\v', 'n', 't', '点', '值', '𠮷', ' '),
  }),
  fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0')),
  fc.constantFrom('\\N', '\\.', '', '\\', '\\\\N'),
);
const row = fc.tuple(fc.option(awkward), awkward, fc.option(awkward));

/** The same bytes in pieces of a size that cuts through lines, escapes and characters. */
async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

test('what copyLine writes copyRows takes apart, wherever the bytes are cut', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row), fc.integer({ min: 1, max: 9 }), async (rows, size) => {
      const read: (string | null)[][] = [];
      const bytes = Buffer.from(rows.map(copyLine).join(''));
      for await (const some of copyRows(inPieces(bytes, size))) read.push(...some);
      expect(read).toEqual(rows);
    }),
  );
});

test('numbers and truth are written as the database reads them, and no value as none', () => {
  expect(copyLine([1n, -2.5, true, false, null, ''])).toBe('1\t-2.5\ttrue\tfalse\t\\N\t\n');
});

test('portions end with a line, are no longer than they must, and are together what came in', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(awkward),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 40 }),
      async (texts, cut, size) => {
        const whole = Buffer.from(texts.map((text) => copyLine([text])).join(''));
        const portions: Buffer[] = [];
        for await (const portion of wholeLines(inPieces(whole, cut), size)) portions.push(Buffer.concat(portion));
        expect(Buffer.concat(portions)).toEqual(whole);
        for (const portion of portions) {
          expect(portion.at(-1)).toBe(10);
          // It could not have ended with a piece before its last one.
          expect(portion.subarray(0, -cut).lastIndexOf(10)).toBeLessThan(size);
        }
      },
    ),
  );
});

describe.each(TEST_DATABASES)('COPY on $name', ({ open }) => {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    await makeVisits(store);
  });
  afterAll(() => store.close());

  test('gives back what was loaded, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(awkward), { minLength: 1, maxLength: 200 }), async (texts) => {
        const visits = texts.map((text, at) => visit('4205', `H${at}`, '', text));
        class TakenBack extends Error {}
        const tried = store.unit(SYSTEM, async (unit) => {
          expect(await copyVisits(unit, visits)).toBe(BigInt(visits.length));
          const read = await visitsOut(unit);
          expect(read).toEqual(visits);
          throw new TakenBack();
        });
        await expect(tried).rejects.toBeInstanceOf(TakenBack);
      }),
      { numRuns: 30 },
    );
  });
});
