import fc from 'fast-check';

/** What texts of tables are made of: everything that a scanner could trip over, and something to read between. */
const SIGNS = [
  'a',
  '1',
  '中',
  '𠮷',
  '"',
  '""',
  ',',
  ',',
  '\n',
  '\r\n',
  '\r',
  '\r\r\n',
  '"b,c"',
  '"d\ne"',
  '"f""g"',
  ';',
  '\t',
  ' ',
  '﻿',
];

/** Texts of any shape: quotes closed and open, line breaks inside them, empty fields, last lines with and without an end. */
export const anyCsv = (maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...SIGNS, 'x'.repeat(40)), maxLength });

/** Every position at which a record begins that follows a complete one, when nothing is too long; the last is where they end. */
export function beginningsOf(bytes: Buffer, separator: number, endOf: RecordEnd): number[] {
  const beginnings = [0];
  for (;;) {
    const feed = endOf(bytes, beginnings.at(-1)!, bytes.length, separator);
    if (feed === -1) return beginnings;
    beginnings.push(feed + 1);
  }
}

type RecordEnd = (bytes: Buffer, start: number, end: number, separator: number) => number;
