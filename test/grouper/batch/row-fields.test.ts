import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BLANK, PLAIN, recordEnd, RowFields, SPECIAL } from '../../../grouper/index.js';
import { parseCsv } from '../../../reference-data/index.js';
import { anyCsv } from './random-csv.js';

/** The fields of a plain row, or what else the row is. */
function fieldsOf(bytes: Buffer, start: number, count: number): string[] | typeof BLANK | typeof SPECIAL {
  const fields = new RowFields(count);
  const form = fields.find(bytes, start);
  if (form !== PLAIN) return form;
  const { bounds } = fields;
  return Array.from({ length: count }, (_, place) => bytes.toString('utf8', bounds[place]! + 1, bounds[place + 1]));
}

describe('RowFields', () => {
  test('every row that it finds plain has the fields that the text scanner and csv-parse find, and ends where the record ends', () => {
    const counts = { [PLAIN]: 0, [BLANK]: 0, [SPECIAL]: 0 };
    fc.assert(
      fc.property(anyCsv(12), fc.integer({ min: 1, max: 4 }), (text, count) => {
        const bytes = Buffer.from(`${text}\n`);
        for (let start = 0; start < bytes.length; start = bytes.indexOf('\n', start) + 1) {
          const found = fieldsOf(bytes, start, count);
          counts[Array.isArray(found) ? PLAIN : found]++;
          const line = bytes.toString('utf8', start, bytes.indexOf('\n', start) + 1);
          if (found === BLANK) expect(line).toMatch(/^\r?\n$/);
          if (!Array.isArray(found)) continue;
          // A mark of the byte order is a sign like any other inside of a file.
          expect(found).toEqual(parseCsv(`-\n${line}`, 'x.csv')[1]!.fields);
          expect(found).toEqual(parse(line, { relax_column_count: true, record_delimiter: ['\r\n', '\n'] })[0]);
          const fields = new RowFields(count);
          fields.find(bytes, start);
          expect(fields.rowEnd).toBe(recordEnd(bytes, start, bytes.length, 0x2c));
        }
      }),
      { numRuns: 5000 },
    );
    for (const form of [PLAIN, BLANK, SPECIAL] as const) expect(counts[form]).toBeGreaterThan(100);
  });

  test.each([
    ['as many fields as expected', 'a,b,c\n', ['a', 'b', 'c']],
    ['empty fields', ',,\n', ['', '', '']],
    ['a carriage return before the line feed', 'a,b,c\r\n', ['a', 'b', 'c']],
    ['a field of many bytes', `${'中'.repeat(9000)},b,${'c'.repeat(9000)}\n`, ['中'.repeat(9000), 'b', 'c'.repeat(9000)]],
    ['signs below the comma that are no quotes', "!#$%&'()*+\u0000\t,b,c\n", ["!#$%&'()*+\u0000\t", 'b', 'c']],
    ['one field too few', 'a,b\n', SPECIAL],
    ['one field too many', 'a,b,c,d\n', SPECIAL],
    ['one empty field too many', 'a,b,c,\n', SPECIAL],
    ['a quote anywhere', 'a,b"b,c\n', SPECIAL],
    ['a carriage return inside', 'a,b\rb,c\n', SPECIAL],
    ['two carriage returns at the end', 'a,b,c\r\r\n', SPECIAL],
    ['no sign at all', '\n', BLANK],
    ['a carriage return alone', '\r\n', BLANK],
  ])('%s', (_why, text, expected) => {
    expect(fieldsOf(Buffer.from(text), 0, 3)).toEqual(expected);
    // The same behind another row.
    expect(fieldsOf(Buffer.from(`x,y,z\n${text}`), 6, 3)).toEqual(expected);
  });
});
