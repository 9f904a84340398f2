import { ReferenceDataError } from '../errors.js';
import { readQuotedRecord } from './quoted-record.js';

/** What takes the records: the fields as they stood, and the 1-based physical line in which the record starts. */
export type OnCsvRecord = (fields: string[], line: number) => void;

/** How a text is to be cut. */
export interface CsvScannerOptions {
  /** Named in errors. */
  readonly path: string;
  /** One sign; default `,`. */
  readonly separator?: string;
  /** Longest record. Unit: characters. Default 1,000,000. */
  readonly recordLimit?: number;
  /**
   * Takes a line that cannot be read, instead of an error that ends the reading: the line is left out and scanning goes on in the next
   * physical line, so that a stray quote costs one row and not all that follow.
   */
  readonly onUnreadable?: (line: number, error: ReferenceDataError) => void;
}

/**
 * Cuts a CSV text that arrives in pieces into records, holding no more than one record.
 *
 * Lines without a quote, nearly all, are only split; the others go sign by sign. Records end at LF and lose one CR before it, so mixed
 * line ends are no matter. Ragged rows stay as they are and blank lines are left out.
 *
 * @throws REFERENCE_DATA_CSV_RECORD_TOO_LONG as soon as a record passes the limit.
 * @throws REFERENCE_DATA_CSV_QUOTE_NOT_CLOSED at the end, with the line in which the quote opened.
 */
export class CsvScanner {
  readonly #path: string;
  readonly #separator: string;
  readonly #limit: number;
  readonly #onUnreadable: CsvScannerOptions['onUnreadable'];
  /** The record that has begun and not ended, and its line. */
  #pending = '';
  #line = 1;
  /** Inside a line that was given up, until its end. */
  #isSkipping = false;

  constructor(options: CsvScannerOptions) {
    this.#path = options.path;
    this.#separator = options.separator ?? ',';
    this.#limit = options.recordLimit ?? 1_000_000;
    this.#onUnreadable = options.onUnreadable;
  }

  /** Takes the next piece of the text. */
  push(text: string, onRecord: OnCsvRecord): void {
    this.#scan(this.#pending === '' ? text : this.#pending + text, onRecord, false);
  }

  /** Takes the end of the text: the last record needs no line end. */
  end(onRecord: OnCsvRecord): void {
    this.#scan(this.#pending, onRecord, true);
  }

  #scan(text: string, onRecord: OnCsvRecord, isLast: boolean): void {
    this.#pending = '';
    let start = this.#isSkipping ? this.#skipLine(text, 0) : 0;
    let quote = text.indexOf('"', start);
    while (start < text.length) {
      if (quote !== -1 && quote < start) quote = text.indexOf('"', start);
      const newline = text.indexOf('\n', start);
      let end = newline === -1 ? text.length : newline;
      let fields: string[] | undefined;
      let breaksInside = 0;
      if (quote !== -1 && quote < end) {
        const record = readQuotedRecord(text, start, this.#separator);
        if (isLast && record.breaksBeforeOpenQuote !== undefined) {
          start = this.#giveUp('REFERENCE_DATA_CSV_QUOTE_NOT_CLOSED', text, start, record.breaksBeforeOpenQuote);
          continue;
        }
        ({ fields, end, breaksInside } = record);
      }
      const contentEnd = text[end - 1] === '\r' && end > start ? end - 1 : end;
      if (contentEnd - start > this.#limit) {
        start = this.#giveUp('REFERENCE_DATA_CSV_RECORD_TOO_LONG', text, start, 0);
        continue;
      }
      if (end === text.length && !isLast) {
        this.#pending = start === 0 ? text : text.slice(start);
        return;
      }
      if (contentEnd > start) onRecord(fields ?? text.slice(start, contentEnd).split(this.#separator), this.#line);
      this.#line += breaksInside + 1;
      start = end + 1;
    }
  }

  /** Reports the record that starts here; returns where the next physical line starts. */
  #giveUp(
    code: 'REFERENCE_DATA_CSV_RECORD_TOO_LONG' | 'REFERENCE_DATA_CSV_QUOTE_NOT_CLOSED',
    text: string,
    start: number,
    linesDown: number,
  ): number {
    const error = new ReferenceDataError(code, { path: this.#path, line: this.#line + linesDown, limit: this.#limit });
    if (this.#onUnreadable === undefined) throw error;
    this.#onUnreadable(this.#line, error);
    return this.#skipLine(text, start);
  }

  #skipLine(text: string, start: number): number {
    const newline = text.indexOf('\n', start);
    this.#isSkipping = newline === -1;
    if (this.#isSkipping) return text.length;
    this.#line++;
    return newline + 1;
  }
}
