import { csvFields, csvLine } from '../../reference-data/index.js';
import type { ReadCase } from '../intake/index.js';
import type { AnyResult, RowShape } from './result-shape.js';

export const RESULT_FORMATS = ['csv', 'ndjson'] as const;
export type ResultFormat = (typeof RESULT_FORMATS)[number];

/** Prints results, one line a case: UTF-8 without byte-order mark, LF. */
export interface ResultPrinter<Result = AnyResult> {
  header(): string;
  line(read: ReadCase, result: Result): string;
}

/** @param columns Every column that passes through; NDJSON needs none, since each of its lines names its own. */
export function createResultPrinter<Result>(
  format: ResultFormat,
  shape: RowShape<Result>,
  columns: readonly string[],
): ResultPrinter<Result> {
  return format === 'csv' ? new CsvPrinter(shape, columns) : new NdjsonPrinter(shape);
}

class CsvPrinter<Result> implements ResultPrinter<Result> {
  readonly #shape: RowShape<Result>;
  readonly #columns: readonly string[];

  constructor(shape: RowShape<Result>, columns: readonly string[]) {
    this.#shape = shape;
    this.#columns = columns;
  }

  header(): string {
    return csvLine([...this.#shape.columns, ...outputNames(this.#shape, this.#columns)]);
  }

  line(read: ReadCase, result: Result): string {
    const own = this.#shape.values(read.discharge.caseId, result);
    if (read.csv !== undefined && read.columns === this.#columns) return `${csvFields(own)},${read.csv}\n`;
    return csvLine([...own, ...this.#values(read)]);
  }

  #values({ columns, values }: ReadCase): string[] {
    if (columns === this.#columns) return values.map(cellText);
    const byName = new Map(columns.map((column, place) => [column, values[place]]));
    return this.#columns.map((column) => cellText(byName.get(column)));
  }
}

/** Lines are put together by hand: an object would move names such as `10` to its front and lose `__proto__`. */
class NdjsonPrinter<Result> implements ResultPrinter<Result> {
  readonly #shape: RowShape<Result>;
  readonly #resultKeys: readonly string[];
  #columns: readonly string[] = [];
  #keys: readonly string[] = [];

  constructor(shape: RowShape<Result>) {
    this.#shape = shape;
    this.#resultKeys = shape.columns.map(jsonKey);
  }

  header(): string {
    return '';
  }

  line(read: ReadCase, result: Result): string {
    // The records of a table share one list of columns, so its names are made once.
    if (read.columns !== this.#columns) {
      this.#columns = read.columns;
      this.#keys = outputNames(this.#shape, read.columns).map(jsonKey);
    }
    const values = this.#shape.values(read.discharge.caseId, result);
    const members = this.#resultKeys.map((key, place) => key + JSON.stringify(values[place]));
    for (const [place, key] of this.#keys.entries()) members.push(key + JSON.stringify(read.values[place] ?? null));
    return `{${members.join(',')}}\n`;
  }
}

const jsonKey = (name: string): string => `${JSON.stringify(name)}:`;

/** A value of any input as the text of a cell: lists joined by `|`, objects as JSON. */
function cellText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(cellText).join('|');
  return typeof value === 'object' ? JSON.stringify(value) : String(value as number | boolean);
}

/**
 * Names for the columns that pass through: their own, or `input.NAME` where a result column or an earlier column has that name.
 *
 * @param columns Names as they stand in the input, in input order.
 */
function outputNames(shape: RowShape<unknown>, columns: readonly string[]): string[] {
  const taken = new Set<string>(shape.columns);
  return columns.map((column) => {
    let name = column;
    while (taken.has(name)) name = `input.${name}`;
    taken.add(name);
    return name;
  });
}
