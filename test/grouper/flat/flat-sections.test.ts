import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openDrgScheme, packDrgScheme } from '../../../grouper/index.js';
import { FlatSections, isPacked, packSections, prefixed, type SectionValue } from '../../../grouper/flat/flat-sections.js';
import { compiled } from '../../read-scheme.js';
import { tablesOf } from '../../server/batch/both-paths.js';
import { TINY } from '../../server/tiny-scheme.js';

const name = fc.string({ unit: fc.constantFrom('a', 'b', '.', '中', '"', '_'), minLength: 1, maxLength: 5 });
const value: fc.Arbitrary<SectionValue> = fc.oneof(
  fc.array(fc.integer(), { maxLength: 9 }).map((numbers) => Int32Array.from(numbers)),
  fc.array(fc.nat(255), { maxLength: 9 }).map((numbers) => Uint8Array.from(numbers)),
  fc.array(fc.double(), { maxLength: 9 }).map((numbers) => Float64Array.from(numbers)),
  fc.array(fc.string({ unit: 'binary' }), { maxLength: 4 }),
);
const sections = fc.dictionary(name, value, { maxKeys: 8 });

/** Reads a section as what it was packed as. */
function read(from: FlatSections, section: string, like: SectionValue): SectionValue {
  if (like instanceof Int32Array) return from.int32(section);
  if (like instanceof Uint8Array) return from.uint8(section);
  return like instanceof Float64Array ? from.float64(section) : from.texts(section);
}

const bytesOf = (buffer: SharedArrayBuffer) => Buffer.from(new Uint8Array(buffer));

/** The same bytes, cut or changed. */
function bufferOf(bytes: Uint8Array): SharedArrayBuffer {
  const buffer = new SharedArrayBuffer(bytes.length);
  new Uint8Array(buffer).set(bytes);
  return buffer;
}

describe('packSections', () => {
  test('whatever is packed is read back, and packed again gives the same bytes', () => {
    fc.assert(
      fc.property(sections, (given) => {
        const packed = packSections(given);
        const opened = new FlatSections(packed);
        for (const [section, like] of Object.entries(given)) expect(read(opened, section, like)).toEqual(like);
        expect(bytesOf(packSections(given)).equals(bytesOf(packed))).toBe(true);
      }),
    );
  });

  test('arrays that are part of a larger one are packed without what lies around them', () => {
    const around = Int32Array.from([1, 2, 3, 4, 5]);
    const opened = new FlatSections(packSections({ part: around.subarray(1, 3), empty: around.subarray(2, 2) }));
    expect([opened.int32('part'), opened.int32('empty')]).toEqual([Int32Array.from([2, 3]), new Int32Array(0)]);
  });

  test('names under a prefix stand apart from others', () => {
    const opened = new FlatSections(packSections({ ...prefixed('a', { x: ['1'] }), ...prefixed('b', { x: ['2'] }) }));
    expect([opened.texts('a.x'), opened.texts('b.x')]).toEqual([['1'], ['2']]);
  });
});

describe('FlatSections', () => {
  test.each([
    ['a section that is not there', () => new FlatSections(packSections({})).int32('none'), /section none/],
    ['a section of another kind', () => new FlatSections(packSections({ texts: ['a'] })).int32('texts'), /holds int32/],
    ['nothing', () => new FlatSections(new SharedArrayBuffer(0)), /holds packed sections/],
    ['other bytes', () => new FlatSections(bufferOf(Buffer.alloc(64, 'x'))), /holds packed sections/],
  ])('refuses %s', (_why, act, message) => {
    expect(act).toThrow(message);
  });

  test('cut off anywhere, a packed form is refused when it is opened', () => {
    const packed = bytesOf(packSections({ numbers: Int32Array.from([1, 2, 3]), words: ['one', 'two'], bytes: Uint8Array.of(7) }));
    expect(isPacked(packed)).toBe(true);
    for (let length = 0; length < packed.length; length++) {
      expect(() => new FlatSections(bufferOf(packed.subarray(0, length))), `${length} bytes`).toThrow();
    }
  });
});

describe('packDrgScheme', () => {
  const packed = bytesOf(packDrgScheme(compiled(tablesOf(TINY))));

  test('a scheme that was opened is packed to the same bytes', () => {
    expect(bytesOf(packDrgScheme(openDrgScheme(bufferOf(packed)))).equals(packed)).toBe(true);
  });

  test('cut off anywhere, it is refused', () => {
    for (let length = 0; length < packed.length; length++) {
      expect(() => openDrgScheme(bufferOf(packed.subarray(0, length))), `${length} of ${packed.length} bytes`).toThrow();
    }
  });
});
