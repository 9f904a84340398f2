import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contentLength, endOfRecords, NO_END, recordEnd } from '../../../grouper/index.js';
import { CsvScanner, csvLine, recordFields } from '../../../reference-data/index.js';
import { anyCsv, beginningsOf } from './random-csv.js';

const NUM_RUNS = 3000;
const LONG = 1_000_000;

/** The records of a text by the bounds found in its bytes; undefined where a quote is never closed. */
function recordsByBounds(text: string, separator: string): string[][] | undefined {
  const bytes = Buffer.from(text === '' || text.endsWith('\n') ? text : `${text}\n`);
  const beginnings = beginningsOf(bytes, separator.charCodeAt(0), recordEnd);
  if (beginnings.at(-1) !== bytes.length) return undefined;
  return beginnings.slice(1).flatMap((next, place) => {
    const record = bytes.toString('utf8', beginnings[place], next - 1);
    return record === '' || record === '\r' ? [] : [recordFields(record, separator)];
  });
}

/** The records of a text by the scanner of texts; undefined where a quote is never closed. */
function recordsByScanner(text: string, separator: string): string[][] | undefined {
  const records: string[][] = [];
  let isOpen = false;
  const scanner = new CsvScanner({ path: 'x.csv', separator, onUnreadable: () => (isOpen = true) });
  scanner.push(text, (fields) => records.push(fields));
  scanner.end((fields) => records.push(fields));
  return isOpen ? undefined : records;
}

describe('recordEnd', () => {
  test.each([',', ';', '\t', '|'])(
    'finds the records that the text scanner finds, separated by %j, open quotes too',
    (separator) => {
      let open = 0;
      fc.assert(
        fc.property(anyCsv(24), (given) => {
          const text = given.replaceAll(',', separator);
          const expected = recordsByScanner(text, separator);
          if (expected === undefined) open++;
          expect(recordsByBounds(text, separator)).toEqual(expected);
        }),
        { numRuns: NUM_RUNS },
      );
      // About one in twenty; far fewer would test nothing.
      expect(open).toBeGreaterThan(NUM_RUNS / 50);
    },
  );

  test('finds the records that csv-parse finds in what csvLine wrote', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '中', '"', ',', '\n', '\r', ' '), maxLength: 6 });
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 5 }), (values) => {
        const text = values.map(csvLine).join('');
        const oracle = parse(text, { relax_column_count: true, record_delimiter: ['\r\n', '\n'] });
        expect(recordsByBounds(text, ',')).toEqual(oracle);
        expect(oracle).toEqual(values);
      }),
      { numRuns: NUM_RUNS },
    );
  });

  test.each([
    ['nothing', '', NO_END],
    ['an empty line', '\n', 0],
    ['no end yet', 'a,b', NO_END],
    ['a line break inside quotes', '"a\nb"\n', 5],
    ['the last quote may be the first half of a doubled one', '"a"', NO_END],
    ['a quote inside a field that did not begin with one', 'a"\n"\n', 2],
    ['a quote behind a closing quote', '"a"b"\n"\n', 5],
    ['a quote that is open', '"a\nb\n', NO_END],
    ['a closing quote at once', '""\n', 2],
  ])('%s', (_why, text, expected) => {
    const bytes = Buffer.from(text);
    expect(recordEnd(bytes, 0, bytes.length, 0x2c)).toBe(expected);
  });
});

describe('endOfRecords', () => {
  test('of every part of a text it finds the last place at which a record begins', () => {
    fc.assert(
      fc.property(anyCsv(20), (text) => {
        const bytes = Buffer.from(text);
        const beginnings = beginningsOf(bytes, 0x2c, recordEnd);
        for (const start of beginnings) {
          for (let end = start; end <= bytes.length; end++) {
            const expected = beginnings.findLast((at) => at <= end && at >= start);
            expect(endOfRecords(bytes, start, end, 0x2c, LONG)).toBe(expected);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('cut wherever pieces end, a text has the same records: those of a walk with all of it in sight', () => {
    const limit = 12;
    fc.assert(
      fc.property(anyCsv(20), fc.integer({ min: 1, max: 9 }), (text, pieceSize) => {
        const bytes = Buffer.from(text);
        const whole = endsInPieces(bytes, bytes.length, limit);
        // A piece may end earlier than the whole text in sight allows, but never inside of what is one record there.
        for (const at of endsInPieces(bytes, pieceSize, limit)) expect(startsOfWalk(bytes, limit)).toContain(at);
        for (const at of whole) expect(startsOfWalk(bytes, limit)).toContain(at);
      }),
      { numRuns: NUM_RUNS },
    );
  });
});

/** Where pieces of a file end that grow until a record is complete or too long. */
function endsInPieces(bytes: Buffer, pieceSize: number, limit: number): number[] {
  const ends: number[] = [];
  for (let start = 0, end = 0; end < bytes.length;) {
    end = Math.min(end + pieceSize, bytes.length);
    const at = endOfRecords(bytes, start, end, 0x2c, limit);
    if (at > start) ends.push((start = at));
  }
  return ends;
}

/** Where records begin when one that grows beyond the limit is given up line by line. */
function startsOfWalk(bytes: Buffer, limit: number): number[] {
  const starts = [0];
  for (;;) {
    const start = starts.at(-1)!;
    const feed = recordEnd(bytes, start, bytes.length, 0x2c);
    const isRead = feed !== NO_END && contentLength(bytes, start, feed) <= limit;
    const next = isRead ? feed + 1 : bytes.indexOf(0x0a, start) + 1;
    if (next === 0) return starts;
    starts.push(next);
  }
}
