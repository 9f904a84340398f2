import { recordFields, type MatchedColumns } from '../../reference-data/index.js';
import type { Reason } from '../../grouper/index.js';
import type { ReadCase } from './case-source.js';
import { passThrough, type PassThrough } from './pass-through.js';
import { readCaseId, readDischarge, type ReadingContext } from './read-discharge.js';
import { plainText, SourceRow } from './source-row.js';

/** Why a row cannot be read, as its result says it. */
export const WHY_QUOTE_OPEN = '引号没有结束 (a quote is not closed)';

export function whyTooLong(limit: number): string {
  return `超过 ${limit} 个字符 (more than ${limit} characters)`;
}

/** Turns the rows of one table into cases. */
export class TableReader {
  readonly passing: PassThrough;
  readonly #headers: readonly string[];
  readonly #row: SourceRow;
  readonly #context: ReadingContext;
  /** The column from which on everything passes through; undefined where a column between does not. */
  readonly #passesFrom: number | undefined;

  constructor(headers: readonly string[], matched: MatchedColumns, context: ReadingContext) {
    this.#headers = headers;
    this.#row = new SourceRow(headers, matched);
    this.#context = context;
    this.passing = passThrough(headers, matched);
    const { kept } = this.passing;
    const from = headers.length - kept.length;
    this.#passesFrom = kept.length > 0 && kept[0] === from ? from : undefined;
  }

  /** Reads the line of one row. */
  readLine(line: string, separator: string): ReadCase {
    const values = recordFields(line, separator);
    const { rowNumber, discharge, reasons, columns, values: passed } = this.read(values, 0);
    // A value that was left out stands among the reasons.
    const isWhole = values.length === this.#headers.length && !reasons.some(({ code }) => code === 'personal-value-removed');
    const csv = isWhole && separator === ',' ? this.#csvOf(line) : undefined;
    return { rowNumber, discharge, reasons, columns, values: passed, csv };
  }

  /** What passes through of a line, where no field of it needs a quote. */
  #csvOf(line: string): string | undefined {
    if (this.#passesFrom === undefined || line.includes('"')) return undefined;
    let start = 0;
    for (let column = 0; column < this.#passesFrom; column++) start = line.indexOf(',', start) + 1;
    const end = line.endsWith('\r') ? line.length - 1 : line.length;
    const inner = line.indexOf('\r');
    return inner === -1 || inner === end ? line.slice(start, end) : undefined;
  }

  /** Reads one row. A short row has empty cells at its end; content beyond the header means that cells are shifted, and none is trusted. */
  read(values: readonly unknown[], rowNumber: number): ReadCase {
    const surplus =
      values.length > this.#headers.length && values.slice(this.#headers.length).some((value) => plainText(value).trim() !== '');
    if (surplus) return this.unreadable(rowNumber, `${values.length} > ${this.#headers.length} 列 (columns)`, values);
    const { discharge, reasons } = readDischarge(this.#row.at(values), this.#context);
    return { rowNumber, discharge, reasons, columns: this.passing.columns, values: this.passing.take(values, reasons) };
  }

  /** A case for a row that cannot be read, so that it is counted and shown like any other. */
  unreadable(rowNumber: number, why: string, values: readonly unknown[] = []): ReadCase {
    const reasons: Reason[] = [{ code: 'record-unreadable', detail: why }];
    const discharge = { caseId: readCaseId(this.#row.at(values)), secondaryDiagnoses: [], otherProcedures: [] };
    return { rowNumber, discharge, reasons, columns: this.passing.columns, values: this.passing.take(values, reasons) };
  }
}
