import { DRG_SHEETS } from './drg-sheets.js';
import type { DrgTableName } from './drg-tables.js';
import { DrgTableAssembly, type ReadDrgTables } from './drg-table-assembly.js';
import { foldedHeader, rawRow, readUnderHeader, type SheetColumns } from './sheet-header.js';
import { readWorkbook, type SheetRow } from './spreadsheet/read-workbook.js';

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
  const columns: SheetColumns = DRG_SHEETS[table].columns;
  const missing = await readUnderHeader(columns, rows, ({ row, cells }, places) =>
    assembly.add(table, row, rawRow(cells, places)),
  );
  for (const column of missing)
    assembly.findings.push({ code: 'column-missing', table, column: columns[column]!.headers[0]!, details: {} });
}
