import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCsv } from '../csv/parse-csv.js';
import { packageRoot } from '../package-root.js';

/** A row of one of the tables in `reference-data/demo/`, read by column name. Every complaint names file, line and column. */
export interface DemoTableRow {
  /** The text of a cell that must not be empty. */
  text(column: string): string;
  /** The text of a cell split at `|`; an empty cell is an empty list. */
  list(column: string): readonly string[];
  /** A whole number within both ends. */
  whole(column: string, from: number, to: number): number;
  /** A list of `code:percent`. */
  percents(column: string): readonly CodeChance[];
  /** A list of `name:number` with numbers from 0 to 10,000. */
  numbers(column: string): ReadonlyMap<string, number>;
  /** Where the row stands, for further checks. */
  readonly place: string;
}

/** A code and how often it accompanies the case. Unit: percent, 1-100. */
export interface CodeChance {
  readonly code: string;
  readonly percent: number;
}

/**
 * Reads one of the tables in `reference-data/demo/`.
 *
 * A fault in it is a fault of this package and not of a caller, so it fails an assertion.
 *
 * @param name File name, such as `hospitals.csv`.
 * @param columns The header, in this order.
 */
export function readDemoTable(name: string, columns: readonly string[]): DemoTableRow[] {
  const path = join(packageRoot(), 'reference-data', 'demo', name);
  const [header, ...records] = parseCsv(readFileSync(path, 'utf8'), path);
  assert.deepEqual(header?.fields, columns, `${name} has the columns that the code expects`);
  assert(records.length > 0, `${name} has rows`);
  return records.map(({ fields, line }) => {
    assert.equal(fields.length, columns.length, `${name} line ${line} has one cell for each column`);
    return demoTableRow(new Map(columns.map((column, index) => [column, fields[index]!])), `${name} line ${line}`);
  });
}

function demoTableRow(cells: ReadonlyMap<string, string>, place: string): DemoTableRow {
  const cell = (column: string) => {
    const value = cells.get(column);
    assert(value !== undefined, `${place} has a column ${column}`);
    return value;
  };
  const wholeNumber = (value: string, column: string, from: number, to: number) => {
    const number = Number(value);
    const isWithin = /^\d+$/.test(value) && number >= from && number <= to;
    assert(isWithin, `${place}, ${column}: a whole number from ${from} to ${to}, not "${value}"`);
    return number;
  };
  const list = (column: string) => (cell(column) === '' ? [] : cell(column).split('|'));
  const pairs = (column: string, from: number, to: number) =>
    list(column).map((pair) => {
      const [name = '', number = ''] = pair.split(':');
      return [name, wholeNumber(number, column, from, to)] as const;
    });
  return {
    place,
    list,
    text(column) {
      assert(cell(column) !== '', `${place}, ${column}: not empty`);
      return cell(column);
    },
    whole: (column, from, to) => wholeNumber(cell(column), column, from, to),
    percents: (column) => pairs(column, 1, 100).map(([code, percent]) => ({ code, percent })),
    numbers: (column) => new Map(pairs(column, 0, 10_000)),
  };
}
