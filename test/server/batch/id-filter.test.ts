import fc from 'fast-check';
import { expect, test } from 'vitest';
import { IdFilter } from '../../../server/batch/id-filter.js';
import { mayHold } from './may-hold.js';

const filterOf = (ids: readonly string[], filter = new IdFilter()) => {
  for (const id of ids) {
    const bytes = Buffer.from(`<${id}>`);
    filter.add(bytes, 1, bytes.length - 1);
  }
  return filter.take();
};

test('what was taken passes, of whatever signs and however much was taken before', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' })), fc.array(fc.string()), (ids, before) => {
      const filter = new IdFilter();
      filterOf(before, filter);
      const bytes = filterOf(ids, filter);
      expect(ids.filter((id) => !mayHold(bytes, id))).toEqual([]);
    }),
  );
});

test.each([10, 1_000, 7_000, 100_000])('of others than %i that were taken less than one in a hundred passes', (count) => {
  const filter = filterOf(Array.from({ length: count }, (_, at) => `5-${at}`));
  expect(filter.length).toBe(Math.ceil(count * 1.5));
  const others = Array.from({ length: 20_000 }, (_, at) => `6-${at}`);
  expect(others.filter((id) => mayHold(filter, id)).length).toBeLessThan(200);
});

test('where nothing was taken nothing passes', () => {
  expect(['', '1', '病案'].filter((id) => mayHold(new IdFilter().take(), id))).toEqual([]);
});

test('a filter of set bits alone, as chunks have it that were kept before there were filters, lets everything pass', () => {
  fc.assert(fc.property(fc.string(), (id) => mayHold(Uint8Array.of(0xff), id)));
});
