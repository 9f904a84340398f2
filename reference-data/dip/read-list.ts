import { readFileSync } from 'node:fs';
import { parseCsv } from '../csv/parse-csv.js';
import { ReferenceDataError } from '../errors.js';
import { crossesRange, parseCodePattern, type CodePattern } from './code-pattern.js';

/** A row of a list of codes, read by column name. A cell that is wrong is noted and reading goes on, so that all faults come at once. */
export interface ListRow {
  /** 1-based line of the file. */
  readonly line: number;
  /** The pattern as written. */
  readonly printed: string;
  readonly pattern: CodePattern;
  /** The trimmed text of a cell; empty when the cell is, or when the list has no such column. */
  text(column: string): string;
  /** Notes that this row is wrong. */
  fault(why: string): void;
}

/** The columns of a list beside `pattern`, which comes first. */
export interface ListColumns {
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

/**
 * Reads a list of codes: CSV with a header; the first column is `pattern`, the others stand in any order.
 *
 * @param take Called with each row whose pattern can be read.
 * @param path Named in errors.
 * @throws REFERENCE_DATA_LIST_INVALID with every fault and its line; a pattern may stand in a list once.
 */
export function readList(text: string, path: string, { required, optional }: ListColumns, take: (row: ListRow) => void): void {
  const [header, ...records] = parseCsv(text, path);
  const faults: string[] = [];
  const headers = header?.fields.map((cell) => cell.trim()) ?? [];
  const hasRightColumns =
    headers[0] === 'pattern' &&
    new Set(headers).size === headers.length &&
    required.every((column) => headers.includes(column)) &&
    headers.slice(1).every((column) => required.includes(column) || optional.includes(column));
  if (!hasRightColumns) {
    const may = optional.length === 0 ? '' : ` (and ${optional.join()})`;
    throw invalid(path, [`line 1: the columns are ${['pattern', ...required].join()}${may}, not ${headers.join()}`]);
  }
  const lineOf = new Map<string, number>();
  const ranges: { readonly pattern: CodePattern; readonly printed: string }[] = [];
  for (const { fields, line } of records) {
    const cells = fields.map((cell) => cell.trim());
    if (cells.every((cell) => cell === '')) continue;
    const fault = (why: string) => void faults.push(`line ${line}: ${why}`);
    const printed = cells[0]!;
    const pattern = parseCodePattern(printed);
    const before = lineOf.get(printed);
    if (cells.length !== headers.length) fault(`${cells.length} cells instead of ${headers.length}`);
    else if (pattern === undefined)
      fault(`pattern: "${printed}" is no code, no beginning such as 36.0* and no range such as 01-86`);
    else if (before !== undefined) fault(`pattern: ${printed} stands in line ${before} already`);
    else take({ line, printed, pattern, text: (column) => cells[headers.indexOf(column)] ?? '', fault });
    if (pattern?.kind === 'range') {
      const crossed = ranges.find((other) => crossesRange(other.pattern, pattern));
      if (crossed !== undefined) fault(`pattern: ${printed} and ${crossed.printed} overlap and neither lies inside the other`);
      ranges.push({ pattern, printed });
    }
    if (!lineOf.has(printed)) lineOf.set(printed, line);
  }
  if (lineOf.size === 0) faults.push('the list has no rows');
  if (faults.length > 0) throw invalid(path, faults);
}

/** The text of a list. @throws REFERENCE_DATA_FILE_UNREADABLE */
export function listText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new ReferenceDataError('REFERENCE_DATA_FILE_UNREADABLE', { path, why: (error as Error).message });
  }
}

function invalid(path: string, faults: readonly string[]): ReferenceDataError {
  return new ReferenceDataError('REFERENCE_DATA_LIST_INVALID', { path, why: faults.join('; ') });
}
