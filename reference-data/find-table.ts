import { basename } from 'node:path';
import { CsvScanner } from './csv/csv-scanner.js';
import { readTextFile } from './read-text-file.js';
import { readUnderHeader, type ColumnPlaces, type SheetColumns } from './sheet-header.js';
import { fillMergedCells, type MergedCells } from './spreadsheet/merged-cells.js';
import { readWorkbook, type SheetRow } from './spreadsheet/read-workbook.js';

/** A row below the header. */
export interface TableRow {
  readonly row: number;
  readonly cells: readonly string[];
  readonly places: ColumnPlaces;
  readonly header: readonly string[];
}

/** Merged cells and the value that was filled into their rows. */
export type FilledCells = MergedCells & { readonly value: string };

/** The sheet that has the columns, or the one that came nearest to it. */
export interface FoundTable {
  readonly sheet: string;
  /** Columns that its header lacks; without rows then. */
  readonly missing: readonly string[];
  readonly rows: readonly TableRow[];
  readonly merged: readonly FilledCells[];
}

/**
 * Reads a table as people hand it over: CSV, or the first sheet of a workbook that has the columns.
 *
 * @throws REFERENCE_DATA_FILE_UNREADABLE, REFERENCE_DATA_NOT_A_SPREADSHEET, REFERENCE_DATA_SPREADSHEET_TOO_LARGE,
 *   REFERENCE_DATA_CSV_QUOTE_NOT_CLOSED, REFERENCE_DATA_CSV_RECORD_TOO_LONG
 */
export function findTable(path: string, columns: SheetColumns): Promise<FoundTable> {
  return /\.(xlsx|xlsm)$/i.test(path) ? findSheet(path, columns) : readCsv(path, columns);
}

async function readCsv(path: string, columns: SheetColumns): Promise<FoundTable> {
  const text = (await readTextFile(path)).replace(/^\ufeff/, '');
  const firstLines = text.split('\n', 10).join('\n');
  const separator = firstLines.split('\t').length > firstLines.split(',').length ? '\t' : ',';
  const lines: SheetRow[] = [];
  const scanner = new CsvScanner({ path, separator });
  const take = (cells: string[], row: number) => void lines.push({ row, cells });
  scanner.push(text, take);
  scanner.end(take);
  const rows: TableRow[] = [];
  const missing = await readUnderHeader(columns, lines, (row, places, header) => void rows.push({ ...row, places, header }));
  return { sheet: basename(path), missing, rows, merged: [] };
}

async function findSheet(path: string, columns: SheetColumns): Promise<FoundTable> {
  let best: FoundTable | undefined;
  for await (const sheet of readWorkbook(path)) {
    const merged = new Map<string, FilledCells>();
    const filled = fillMergedCells(sheet.rows, await sheet.mergedCells(), (cells, value) =>
      merged.set(cells.range, { ...cells, value }),
    );
    const rows: TableRow[] = [];
    const missing = await readUnderHeader(columns, filled, (row, places, header) => void rows.push({ ...row, places, header }));
    if (best === undefined || missing.length < best.missing.length) {
      const belowHeader = [...merged.values()].filter(({ firstRow }) => firstRow >= (rows[0]?.row ?? Infinity));
      best = { sheet: sheet.name, missing, rows, merged: belowHeader };
    }
    if (missing.length === 0) break;
  }
  const all = Object.keys(columns).filter((column) => columns[column]!.required);
  return best ?? { sheet: basename(path), missing: all, rows: [], merged: [] };
}
