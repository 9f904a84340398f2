import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { OutputBytes } from '../../../grouper/index.js';
import { EscapeFinder, escapeField, unescapedField } from '../../../server/batch/copy-text.js';

const sign = fc.constantFrom('a', 'a', 'a', '\\', '\t', '\n', '\r', '中');
const text = fc.array(sign, { maxLength: 30 }).map((signs) => signs.join(''));

const escaped = (stated: string): string => {
  const output = new OutputBytes(new Uint8Array(1));
  output.text(stated);
  escapeField(output, 0);
  return Buffer.from(output.bytes.subarray(0, output.length)).toString('utf8');
};

describe('COPY text', () => {
  test('what is escaped is one field of one row, and states the same', () => {
    fc.assert(
      fc.property(text, (stated) => {
        const field = escaped(stated);
        expect(field).not.toMatch(/[\t\n\r]/);
        expect(unescapedField(field)).toBe(stated);
      }),
    );
  });

  test('has no place for a NUL, which becomes a blank', () => {
    expect(escaped('a\0b')).toBe('a b');
  });

  test('of lines one behind another those are found in which something would have to be escaped, some of them passed over', () => {
    const line = fc.array(fc.constantFrom('a', 'a', 'a', 'a', 'a', '\\', '\t', '\0', '中'), { maxLength: 12 });
    fc.assert(
      fc.property(fc.array(fc.tuple(line, fc.boolean()), { maxLength: 30 }), (lines) => {
        const bytes = Buffer.from(lines.map(([signs]) => `${signs.join('')}\n`).join(''));
        const escapes = new EscapeFinder(bytes);
        let start = 0;
        for (const [signs, isPassedOver] of lines) {
          const length = Buffer.byteLength(signs.join(''));
          const isNeeded = signs.some((one) => '\\\t\0'.includes(one));
          if (!isPassedOver) expect(escapes.isNeeded(start, start + length)).toBe(isNeeded);
          start += length + 1;
        }
      }),
    );
  });
});
