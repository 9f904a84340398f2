import { columnsOfMap, type ColumnMap } from './dip-column-map.js';
import { CsvScanner } from './csv/csv-scanner.js';
import { DipTableAssembly, type ReadDipTables } from './dip-table-assembly.js';
import { directoryGroup, type DirectoryReading } from './directory-row.js';
import { readTextFile } from './read-text-file.js';
import { foldedHeader, rawRow, readUnderHeader, type ColumnPlaces, type SheetColumns } from './sheet-header.js';
import { fillMergedCells } from './spreadsheet/merged-cells.js';
import { readWorkbook, type SheetRow } from './spreadsheet/read-workbook.js';

/** Which columns a region's directory has, and how its cells are to be read. */
export interface DirectoryMapping extends DirectoryReading {
  readonly columns: ColumnMap;
}

/** Cells of which one at least is filled in a row of a group. A sum or a remark below the table fills none of them. */
const CONTENT = ['key', 'diagnosis', 'procedure', 'related'];

/**
 * Reads a region's published directory: CSV, or the first sheet of a workbook that has the columns of the map.
 *
 * @throws REFERENCE_DATA_FILE_UNREADABLE, REFERENCE_DATA_NOT_A_SPREADSHEET, REFERENCE_DATA_SPREADSHEET_TOO_LARGE,
 *   REFERENCE_DATA_CSV_QUOTE_NOT_CLOSED, REFERENCE_DATA_CSV_RECORD_TOO_LONG
 */
export async function readDipDirectory(path: string, mapping: DirectoryMapping): Promise<ReadDipTables> {
  const assembly = new DipTableAssembly();
  const columns = columnsOfMap(mapping.columns);
  const isWorkbook = /\.(xlsx|xlsm)$/i.test(path);
  const best = isWorkbook ? await readSheets(path, columns, mapping, assembly) : await readCsv(path, columns, mapping, assembly);
  for (const column of best.missing)
    assembly.findings.push({
      code: 'column-missing',
      table: 'groups',
      sheet: best.sheet,
      column: columns[column]!.headers[0]!,
      details: {},
    });
  if (best.missing.length === 0 && assembly.count('groups') === 0)
    assembly.findings.push({ code: 'sheet-empty', table: 'groups', sheet: best.sheet, details: {} });
  return assembly.finish();
}

/** A sheet that was tried, and the columns that it lacks. */
interface Tried {
  readonly sheet: string;
  readonly missing: readonly string[];
}

async function readCsv(
  path: string,
  columns: SheetColumns,
  mapping: DirectoryMapping,
  assembly: DipTableAssembly,
): Promise<Tried> {
  const text = (await readTextFile(path)).replace(/^\ufeff/, '');
  const firstLines = text.split('\n', 10).join('\n');
  const separator = firstLines.split('\t').length > firstLines.split(',').length ? '\t' : ',';
  const rows: SheetRow[] = [];
  const scanner = new CsvScanner({ path, separator });
  const take = (cells: string[], row: number) => void rows.push({ row, cells });
  scanner.push(text, take);
  scanner.end(take);
  const sheet = path.replace(/^.*[\\/]/, '');
  return { sheet, missing: await readRows(sheet, rows, columns, mapping, assembly) };
}

async function readSheets(
  path: string,
  columns: SheetColumns,
  mapping: DirectoryMapping,
  assembly: DipTableAssembly,
): Promise<Tried> {
  let best: Tried | undefined;
  for await (const { name, rows, mergedCells } of readWorkbook(path)) {
    const merged = new Map<string, { readonly row: number; readonly value: string }>();
    const filled = fillMergedCells(rows, await mergedCells(), ({ range, firstRow }, value) =>
      merged.set(range, { row: firstRow, value }),
    );
    const missing = await readRows(name, filled, columns, mapping, assembly);
    if (best === undefined || missing.length < best.missing.length) best = { sheet: name, missing };
    if (missing.length > 0) continue;
    for (const [range, { row, value }] of merged)
      assembly.findings.push({ code: 'cells-merged', table: 'groups', sheet: name, row, details: { range, value } });
    break;
  }
  return best ?? { sheet: path, missing: Object.keys(columns).filter((column) => columns[column]!.required) };
}

async function readRows(
  sheet: string,
  rows: AsyncIterable<SheetRow> | Iterable<SheetRow>,
  columns: SheetColumns,
  mapping: DirectoryMapping,
  assembly: DipTableAssembly,
): Promise<readonly string[]> {
  let hasBegun = false;
  return readUnderHeader(columns, rows, ({ row, cells }, places, header) => {
    if (!hasBegun) assembly.begin('groups', sheet, headersOf(places, header));
    hasBegun = true;
    addRow(assembly, row, cells, places, header, mapping);
  });
}

function addRow(
  assembly: DipTableAssembly,
  row: number,
  cells: readonly string[],
  places: ColumnPlaces,
  header: readonly string[],
  mapping: DirectoryMapping,
): void {
  const raw = rawRow(cells, places);
  const note = assembly.noteOf('groups', row);
  const text = cells
    .map((cell) => cell.trim())
    .filter((cell) => cell !== '')
    .join(' ');
  if (text === '' || foldedHeader(raw('diagnosis')) === foldedHeader(header[places.get('diagnosis')!]!)) return;
  if (CONTENT.every((column) => raw(column).trim() === '')) return note('row-ignored', '', { text });
  const group = directoryGroup(raw, assembly.count('groups') + 1, mapping, note);
  // A directory without codes of its own is numbered; an empty cell in one that has them is a fault.
  const key = places.has('key') ? group.key : `${group.layer}-${group.number}`;
  assembly.add('groups', row, { ...group, key });
}

function headersOf(places: ColumnPlaces, header: readonly string[]): Record<string, string> {
  return Object.fromEntries([...places].map(([column, place]) => [column, header[place]!]));
}
