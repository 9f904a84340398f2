import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CsvScanner, csvLine, parseCsv, ReferenceDataError } from '../../reference-data/index.js';

const fieldsOf = (text: string) => parseCsv(text, 'x.csv').map(({ fields }) => fields);

function inPieces(pieces: readonly string[], options: { recordLimit?: number; separator?: string } = {}) {
  const records: [string[], number][] = [];
  const scanner = new CsvScanner({ path: 'x.csv', ...options });
  for (const piece of pieces) scanner.push(piece, (fields, line) => records.push([fields, line]));
  scanner.end((fields, line) => records.push([fields, line]));
  return records;
}

function codeOf(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error instanceof ReferenceDataError ? [error.code, error.details['line']] : error;
  }
  return 'no error';
}

/** The records, or the fault and its line. */
function outcome(pieces: readonly string[]) {
  const fault = codeOf(() => inPieces(pieces));
  return fault === 'no error' ? inPieces(pieces) : fault;
}

describe('parseCsv', () => {
  test.each([
    [
      'plain rows',
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'the last line needs no end',
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'mixed line ends lose one CR before LF',
      'a,b\r\n1,2\n3,4\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    ['only one CR is dropped', 'a\r\r\nb', [['a\r'], ['b']]],
    ['blank lines are no records', '\n\r\na\n\n', [['a']]],
    ['a line of separators is a record', ',,\n', [['', '', '']]],
    ['a quoted empty field is a record', '""\n', [['']]],
    ['ragged rows stay as they are', 'a,b\n1\n1,2,3\n', [['a', 'b'], ['1'], ['1', '2', '3']]],
    ['doubled quotes', '"a""b",c\n', [['a"b', 'c']]],
    ['line breaks in quotes stay, with their CR', '"a\r\nb",c\n', [['a\r\nb', 'c']]],
    ['a separator in quotes', '"a,b",c\n', [['a,b', 'c']]],
    [
      'a quote inside an unquoted field is literal',
      '5" disk,b\nc,d\n',
      [
        ['5" disk', 'b'],
        ['c', 'd'],
      ],
    ],
    ['what follows a closing quote belongs to the field', '"a"b,c\n', [['ab', 'c']]],
    ['a byte-order mark is left out', '\ufeffa,b\n', [['a', 'b']]],
    ['nothing', '', []],
  ])('%s', (_why, text, expected) => {
    expect(fieldsOf(text)).toEqual(expected);
  });

  test('a record says the physical line in which it starts', () => {
    expect(parseCsv('a\n\n"b\nb",c\nd\n', 'x.csv').map(({ line }) => line)).toEqual([1, 3, 5]);
  });

  test('a quote that is never closed is named with the line in which it opened', () => {
    expect(codeOf(() => parseCsv('a\n"b\nc",d,"e\nf\n', 'x.csv'))).toEqual(['REFERENCE_DATA_CSV_QUOTE_NOT_CLOSED', 3]);
  });
});

describe('CsvScanner', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '中', '"', ',', '\n', '\r', ' ', ';'), maxLength: 6 });
  const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 5 });

  test('reads what csvLine wrote, and so does csv-parse', () => {
    fc.assert(
      fc.property(rows, (values) => {
        const text = values.map(csvLine).join('');
        expect(fieldsOf(text)).toEqual(values);
        expect(parse(text, { relax_column_count: true, record_delimiter: ['\r\n', '\n'] })).toEqual(values);
      }),
    );
  });

  test('agrees with csv-parse on text of any shape without stray quotes', () => {
    const plain = fc.string({ unit: fc.constantFrom('a', 'b', ',', '\n', '\r\n', '"c,""d\n"'), maxLength: 20 });
    const wellQuoted = plain.filter((text) => !/[^,\n]"c|"[^,"\r\n]*$|\n"[ab"]/.test(text) && !/"(?:a|b)/.test(text));
    fc.assert(
      fc.property(wellQuoted, (text) => {
        const oracle = parse(text, { relax_column_count: true, record_delimiter: ['\r\n', '\n'], skip_empty_lines: true });
        expect(fieldsOf(text)).toEqual(oracle);
      }),
    );
  });

  test('split at every position, a text gives the same records', () => {
    const anything = fc.string({ unit: fc.constantFrom('a', '中', '"', '""', ',', '\n', '\r\n', '\r'), maxLength: 14 });
    fc.assert(
      fc.property(anything, (text) => {
        const whole = outcome([text]);
        for (let at = 0; at <= text.length; at++) expect(outcome([text.slice(0, at), text.slice(at)])).toEqual(whole);
        expect(outcome(text.split(''))).toEqual(whole);
      }),
      { numRuns: 500 },
    );
  });

  test('another separator', () => {
    expect(inPieces(['a\t"b\tc"\n'], { separator: '\t' })).toEqual([[['a', 'b\tc'], 1]]);
  });

  test.each([
    ['one under the limit', 9, 'no error'],
    ['on the limit', 10, 'no error'],
    ['one over the limit', 11, ['REFERENCE_DATA_CSV_RECORD_TOO_LONG', 2]],
  ])('%s: a record of %i characters', (_why, length, expected) => {
    for (const end of ['\n', '\r\n', '']) {
      const text = `a\n${'b'.repeat(length)}${end}`;
      expect(codeOf(() => inPieces([text], { recordLimit: 10 }))).toEqual(expected);
      expect(codeOf(() => inPieces(text.split(''), { recordLimit: 10 }))).toEqual(expected);
    }
  });

  test('a record that never ends is refused as soon as it passes the limit', () => {
    const scanner = new CsvScanner({ path: 'x.csv' });
    let pushed = 0;
    const piece = `"${'b'.repeat(65_535)}`.slice(0, 65_536);
    expect(
      codeOf(() => {
        for (; pushed < 10_000; pushed++) scanner.push(pushed === 0 ? piece : 'b'.repeat(65_536), () => {});
      }),
    ).toEqual(['REFERENCE_DATA_CSV_RECORD_TOO_LONG', 1]);
    expect(pushed).toBe(15); // 15 * 65,536 is below a million, 16 are above
  });

  test('with onUnreadable a stray quote costs its own line only', () => {
    for (const size of [1, 3, 1000]) {
      const lost: [number, string][] = [];
      const records: [string[], number][] = [];
      const scanner = new CsvScanner({
        path: 'x.csv',
        recordLimit: 20,
        onUnreadable: (line, { code }) => lost.push([line, code]),
      });
      const text = `a,b\n${'x'.repeat(30)}\n1,"2\n3,4\n5,${'y'.repeat(18)}\n"6\n7,8`;
      for (let at = 0; at < text.length; at += size)
        scanner.push(text.slice(at, at + size), (f, line) => records.push([f, line]));
      scanner.end((f, line) => records.push([f, line]));
      expect(records.map(([, line]) => line)).toEqual([1, 4, 5, 7]);
      expect(records.at(-1)).toEqual([['7', '8'], 7]);
      expect(lost).toEqual([
        [2, 'REFERENCE_DATA_CSV_RECORD_TOO_LONG'],
        [3, 'REFERENCE_DATA_CSV_RECORD_TOO_LONG'],
        [6, 'REFERENCE_DATA_CSV_QUOTE_NOT_CLOSED'],
      ]);
    }
  });
});

describe('csvLine', () => {
  test.each([
    ['quotes only where needed', ['a', 'b c', "d'"], "a,b c,d'\n"],
    ['separator, quote and line breaks need them', ['a,b', 'c"d', 'e\nf', 'g\rh'], '"a,b","c""d","e\nf","g\rh"\n'],
    ['empty values need none', ['', ''], ',\n'],
    ['a lone empty value is told from a blank line', [''], '""\n'],
  ])('%s', (_why, values, expected) => {
    expect(csvLine(values)).toBe(expected);
  });
});
