import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CodeTable, CodeTableBuilder } from '../../../grouper/codes/code-table.js';
import { FlatSections, packSections } from '../../../grouper/flat/flat-sections.js';

/** Codes of every length around five, ten and twenty signs, with signs of codes, beginnings of one another, and signs that no code has. */
const code = fc.oneof(
  // Ordinary codes, and such as are so but for a sign.
  fc.stringMatching(/^[A-Z0-9:@[][0-9:][0-9.][0-9.][0-9x:][0-9][0-9:](x[0-9][0-9][0-9/])?$/),
  fc.stringMatching(/^([IZ][09][0-9]\.|[08][0-9]\.[0-9])[0-9x][09][09](x00[0-9])?$/),
  fc.string({ unit: fc.constantFrom(...'AZ09.x+*/-_az'), maxLength: 24 }),
  fc.string({ unit: fc.constantFrom(...'AB'), maxLength: 6 }),
  fc.string({ unit: fc.constantFrom('A', 't', '岁', '😀', '\u0000', 'Ａ', '!', '~'), maxLength: 6 }),
);

/** Packed and opened again, as threads and files have it. */
function tableOf(entries: readonly (readonly [string, number])[]): CodeTable {
  const builder = new CodeTableBuilder();
  for (const [text, id] of entries) builder.add(text, id);
  return CodeTable.open(new FlatSections(packSections(builder.finish().sections('codes'))), 'codes');
}

describe('CodeTable', () => {
  test('it finds what a Map finds, and nothing else', () => {
    const entry = fc.tuple(code, fc.integer({ min: 1, max: 2 ** 31 - 1 }));
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 200 }), fc.array(code, { maxLength: 50 }), (entries, others) => {
        const map = new Map(entries);
        const table = tableOf(entries);
        for (const text of [...map.keys(), ...others]) {
          expect(table.find(text)).toBe(map.get(text) ?? 0);
          const bytes = Buffer.from(`,${text},`);
          expect(table.findBytes(bytes, 1, bytes.length - 1)).toBe(map.get(text) ?? 0);
        }
      }),
    );
  });

  test('fifty thousand codes are all found after it has grown, and their neighbours are not', () => {
    const codes = Array.from({ length: 50_000 }, (_, place) => `A${String(place).padStart(5, '0')}x`);
    const table = tableOf(codes.map((text, place) => [text, place + 1]));
    expect(codes.filter((text, place) => table.find(text) !== place + 1)).toEqual([]);
    expect(codes.filter((text) => table.find(`${text}1`) !== 0 || table.find(text.slice(0, -1)) !== 0)).toEqual([]);
  });

  test.each([
    ['no sign at all', ''],
    ['as many signs as one integer holds', 'A01.0'],
    ['one more', 'A01.00'],
    ['the longest national code', 'A01.000x005+J17.0*'],
    ['as many signs as a key holds', 'A01.000x005+J17.000*'],
    ['one more than a key holds', 'A01.000x005+J17.0000*'],
    ['a sign of no code', 'A01;000'],
    ['signs of no alphabet of ours', '肺炎'],
    ['a sign of two units', 'A😀'],
  ])('%s: %j is found, and not before it is added', (_why, text) => {
    expect(tableOf([]).find(text)).toBe(0);
    expect(tableOf([[text, 7]]).find(text)).toBe(7);
  });

  test('a code that is added again gets the new id', () => {
    const table = tableOf([
      ['I10.x00', 1],
      ['I10.x00', 2],
    ]);
    expect(table.find('I10.x00')).toBe(2);
  });
});
