import { CsvScanner, matchColumns, type MatchedColumns } from '../../reference-data/index.js';
import { IntakeError } from './errors.js';

/** A row of a table, as cells. */
export interface TableRow {
  readonly cells: readonly string[];
  /** 1-based line or sheet row. */
  readonly rowNumber: number;
}

/** The header of a table and what its columns mean. */
export interface FoundHeader {
  readonly headers: readonly string[];
  readonly rowNumber: number;
  readonly matched: MatchedColumns;
}

/** In how many rows a header is looked for: it may stand under a title. */
export const HEADER_ROWS = 10;

const SEPARATORS = [',', '\t', ';', '|'];

/** Whether enough is known of a table to read cases from it. */
export function holdsCases({ columns }: MatchedColumns): boolean {
  return ['principalDiagnosis', 'caseId', 'visitId', 'recordNumber'].some((field) => columns.has(field as 'caseId'));
}

/**
 * Finds the header among the first rows: the row of which most columns are known, the first of equals.
 *
 * @throws REFERENCE_DATA_TWO_DIALECTS and its like, for a row that is a header with a fault.
 */
export function findHeader(rows: readonly TableRow[], path: string): FoundHeader | undefined {
  let best: FoundHeader | undefined;
  for (const { cells: headers, rowNumber } of rows.slice(0, HEADER_ROWS)) {
    const matched = matchColumns(headers, path);
    if (!holdsCases(matched)) continue;
    if (best === undefined || matched.columns.size > best.matched.columns.size) best = { headers, rowNumber, matched };
  }
  return best;
}

/** A header and the separator by which it was found. */
export interface FoundTextHeader extends FoundHeader {
  readonly separator: string;
  /** The rows after the header that the beginning of the file holds. */
  readonly sample: readonly TableRow[];
}

/**
 * Finds header and separator of a text at once: of the four separators the one by which most columns are known.
 *
 * @param beginning The first part of the text.
 * @param isWhole Whether that is all of it.
 * @throws INTAKE_NO_HEADER with the first row, so that one sees what was taken for a header.
 */
export function findTextHeader(beginning: string, isWhole: boolean, path: string): FoundTextHeader {
  let best: FoundTextHeader | undefined;
  for (const separator of SEPARATORS) {
    const rows = rowsOf(beginning, isWhole, separator, path);
    const found = findHeader(rows, path);
    if (found === undefined || (best !== undefined && best.matched.columns.size >= found.matched.columns.size)) continue;
    best = { ...found, separator, sample: rows.filter(({ rowNumber }) => rowNumber > found.rowNumber) };
  }
  if (best === undefined) throw noHeader(path, beginning.split('\n', 1)[0]!);
  return best;
}

/** A cell that is a number or a date, or many digits anywhere: then a row is no header. */
const DATA = /(?:^|[,;|\t])\s*"?\d+(?:[-./:\s]\d+)*"?\s*(?=[,;|\t]|$)|\d{6}/;

/** The refusal of a table in which no header was found. Of a file without header the first row is a person's, and no message repeats it. */
export function noHeader(path: string, firstRow: string): IntakeError {
  const text = firstRow.replace(/[\p{Cc}\ufffd]/gu, ' ').trim();
  const shown = text.length > 80 ? `${text.slice(0, 80)}…` : text;
  const found = DATA.test(firstRow.slice(0, 1000)) ? '病例数据，不显示 (data of cases, not shown)' : shown;
  return new IntakeError('INTAKE_NO_HEADER', { path, found });
}

function rowsOf(text: string, isWhole: boolean, separator: string, path: string): TableRow[] {
  const rows: TableRow[] = [];
  const take = (cells: string[], rowNumber: number) => void rows.push({ cells, rowNumber });
  const scanner = new CsvScanner({ path, separator, onUnreadable: () => {} });
  scanner.push(text, take);
  if (isWhole) scanner.end(take);
  return rows;
}
