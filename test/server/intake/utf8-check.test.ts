import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Utf8Check } from '../../../server/intake/utf8-check.js';

/** Bytes that are nearly text: characters of every length, cut off, and what belongs nowhere. */
const nearlyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme' }).map((text) => Buffer.from(text)),
      fc.uint8Array({ maxLength: 3 }),
    ),
  )
  .map((parts) => Buffer.concat(parts));

test('bytes are UTF-8 in whatever pieces they come', () => {
  let texts = 0;
  fc.assert(
    fc.property(nearlyText, fc.array(fc.nat(12), { maxLength: 30 }), (bytes, lengths) => {
      const check = new Utf8Check();
      let isText = true;
      let at = 0;
      for (const length of [...lengths, bytes.length]) {
        isText = check.take(bytes.subarray(at, at + length)) && isText;
        at += length;
      }
      expect(isText && check.end()).toBe(isUtf8(bytes));
      if (isUtf8(bytes)) texts++;
    }),
    { numRuns: 2000 },
  );
  expect(texts).toBeGreaterThan(100);
});
