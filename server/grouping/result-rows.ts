import { printReason, type GroupResult } from '../../grouper/index.js';
import { csvLine } from '../../reference-data/index.js';
import type { ReadCase } from '../intake/index.js';
import { outputNames, RESULT_COLUMNS } from './result-columns.js';

export const RESULT_FORMATS = ['csv', 'ndjson'] as const;
export type ResultFormat = (typeof RESULT_FORMATS)[number];

/** Prints results, one line a case: UTF-8 without byte-order mark, LF. */
export interface ResultPrinter {
  header(): string;
  line(read: ReadCase, result: GroupResult): string;
}

/** @param columns Every column that passes through; NDJSON needs none, since each of its lines names its own. */
export function createResultPrinter(format: ResultFormat, columns: readonly string[]): ResultPrinter {
  return format === 'csv' ? new CsvPrinter(columns) : new NdjsonPrinter();
}

class CsvPrinter implements ResultPrinter {
  readonly #columns: readonly string[];

  constructor(columns: readonly string[]) {
    this.#columns = columns;
  }

  header(): string {
    return csvLine([...RESULT_COLUMNS, ...outputNames(this.#columns)]);
  }

  line(read: ReadCase, result: GroupResult): string {
    return csvLine([...resultValues(read, result), ...this.#values(read)]);
  }

  #values({ columns, values }: ReadCase): string[] {
    if (columns === this.#columns) return values.map(cellText);
    const byName = new Map(columns.map((column, place) => [column, values[place]]));
    return this.#columns.map((column) => cellText(byName.get(column)));
  }
}

/** Lines are put together by hand: an object would move names such as `10` to its front and lose `__proto__`. */
class NdjsonPrinter implements ResultPrinter {
  readonly #resultKeys = RESULT_COLUMNS.map(jsonKey);
  #columns: readonly string[] = [];
  #keys: readonly string[] = [];

  header(): string {
    return '';
  }

  line(read: ReadCase, result: GroupResult): string {
    // The records of a table share one list of columns, so its names are made once.
    if (read.columns !== this.#columns) {
      this.#columns = read.columns;
      this.#keys = outputNames(read.columns).map(jsonKey);
    }
    const values = resultValues(read, result);
    const members = this.#resultKeys.map((key, place) => key + JSON.stringify(values[place]));
    for (const [place, key] of this.#keys.entries()) members.push(key + JSON.stringify(read.values[place] ?? null));
    return `{${members.join(',')}}\n`;
  }
}

const jsonKey = (name: string): string => `${JSON.stringify(name)}:`;

function resultValues(read: ReadCase, result: GroupResult): string[] {
  const reasons = result.reasons.map(printReason).join('|');
  const { caseId } = read.discharge;
  if (result.status === 'invalid') return [caseId, 'invalid', '', '', '', '', '', reasons];
  return [caseId, result.status, result.mdc, result.adrg, result.drg, result.drgName, result.severity, reasons];
}

/** A value of any input as the text of a cell: lists joined by `|`, objects as JSON. */
function cellText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(cellText).join('|');
  return typeof value === 'object' ? JSON.stringify(value) : String(value as number | boolean);
}
