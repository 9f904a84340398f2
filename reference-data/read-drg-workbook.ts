import { DRG_SHEETS, type SheetColumn } from './drg-sheets.js';
import type { DrgFinding } from './drg-findings.js';
import type { DrgTableName, DrgTables, DrgTableSources } from './drg-tables.js';
import { DrgTableAssembly, type RawRow } from './drg-table-assembly.js';
import { readWorkbook, type SheetRow } from './spreadsheet/read-workbook.js';

/** How far down the header row is looked for: a title row stands before it, sometimes several. */
const HEADER_ROWS = 10;

/** The six tables as read, where their rows stood, and what was wrong or odd about them. */
export interface ReadDrgTables {
  readonly tables: DrgTables;
  readonly sources: DrgTableSources;
  readonly findings: readonly DrgFinding[];
}

/**
 * Reads a workbook laid out as the national DRG configuration workbook: six sheets by name, columns by header text.
 * Missing sheets and columns are findings, all of them at once.
 *
 * @throws REFERENCE_DATA_FILE_UNREADABLE, REFERENCE_DATA_NOT_A_SPREADSHEET, REFERENCE_DATA_SPREADSHEET_TOO_LARGE
 */
export async function readDrgWorkbook(path: string): Promise<ReadDrgTables> {
  const assembly = new DrgTableAssembly();
  const tableOfSheet = new Map(
    Object.entries(DRG_SHEETS).map(([table, { sheet }]) => [foldedHeader(sheet), table as DrgTableName]),
  );
  const seen = new Set<DrgTableName>();
  for await (const { name, rows } of readWorkbook(path, (sheet) => tableOfSheet.has(foldedHeader(sheet)))) {
    const table = tableOfSheet.get(foldedHeader(name))!;
    if (seen.has(table)) continue;
    seen.add(table);
    await readSheet(table, rows, assembly);
  }
  for (const table of Object.keys(DRG_SHEETS) as DrgTableName[]) {
    if (!seen.has(table)) assembly.findings.push({ code: 'sheet-missing', table, details: {} });
  }
  return assembly.finish((table) => DRG_SHEETS[table].sheet);
}

async function readSheet(table: DrgTableName, rows: AsyncIterable<SheetRow>, assembly: DrgTableAssembly): Promise<void> {
  const columns: Readonly<Record<string, SheetColumn>> = DRG_SHEETS[table].columns;
  const beforeHeader: SheetRow[] = [];
  let places: ReadonlyMap<string, number> | undefined;
  for await (const row of rows) {
    if (places !== undefined) {
      assembly.add(table, row.row, rawRow(row.cells, places));
      continue;
    }
    if (row.row > HEADER_ROWS) break;
    beforeHeader.push(row);
    const found = placesOf(columns, row.cells);
    if (missingOf(columns, found).length === 0) places = found;
  }
  if (places !== undefined) return;
  // Of the rows that might have been the header the one with most of the columns is blamed.
  const best = beforeHeader
    .map(({ cells }) => missingOf(columns, placesOf(columns, cells)))
    .reduce((least, missing) => (missing.length < least.length ? missing : least), missingOf(columns, new Map()));
  for (const column of best)
    assembly.findings.push({ code: 'column-missing', table, column: columns[column]!.headers[0]!, details: {} });
}

function placesOf(columns: Readonly<Record<string, SheetColumn>>, cells: readonly string[]): ReadonlyMap<string, number> {
  const headers = cells.map(foldedHeader);
  const places = new Map<string, number>();
  for (const [column, { headers: names }] of Object.entries(columns)) {
    const place = headers.findIndex((header) => names.some((name) => foldedHeader(name) === header));
    if (place >= 0) places.set(column, place);
  }
  return places;
}

function missingOf(columns: Readonly<Record<string, SheetColumn>>, places: ReadonlyMap<string, number>): string[] {
  return Object.keys(columns).filter((column) => columns[column]!.required && !places.has(column));
}

function rawRow(cells: readonly string[], places: ReadonlyMap<string, number>): RawRow {
  return (column) => cells[places.get(column) ?? -1] ?? '';
}

function foldedHeader(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '').toUpperCase();
}
