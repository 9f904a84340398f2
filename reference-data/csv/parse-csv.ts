import { CsvScanner } from './csv-scanner.js';

/** One record of a CSV text and the 1-based physical line in which it starts. */
export interface CsvRecord {
  readonly fields: string[];
  readonly line: number;
}

/**
 * Cuts a whole CSV text, for tables that are held in memory anyway. A byte-order mark is left out.
 *
 * @param path Named in errors.
 * @throws REFERENCE_DATA_CSV_RECORD_TOO_LONG, REFERENCE_DATA_CSV_QUOTE_NOT_CLOSED
 */
export function parseCsv(text: string, path: string): CsvRecord[] {
  const records: CsvRecord[] = [];
  const take = (fields: string[], line: number) => void records.push({ fields, line });
  const scanner = new CsvScanner({ path });
  scanner.push(text.startsWith('\ufeff') ? text.slice(1) : text, take);
  scanner.end(take);
  return records;
}
