import type { MatchedColumns } from '../../reference-data/index.js';
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

  constructor(headers: readonly string[], matched: MatchedColumns, context: ReadingContext) {
    this.#headers = headers;
    this.#row = new SourceRow(headers, matched);
    this.#context = context;
    this.passing = passThrough(headers, matched);
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
