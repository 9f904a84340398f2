import { basename } from 'node:path';
import { columnsOfMap, type ColumnMap } from './dip-column-map.js';
import { CsvScanner } from './csv/csv-scanner.js';
import type { DipOperators } from './dip-manifest.js';
import { DipTableAssembly, type ReadDipTables } from './dip-table-assembly.js';
import { directoryGroup, type DirectoryReading } from './directory-row.js';
import { readTextFile } from './read-text-file.js';
import type { ProcedureCodeReading } from './restore-procedure-code.js';
import { foldedHeader, rawRow, readUnderHeader, type ColumnPlaces, type SheetColumns } from './sheet-header.js';
import { fillMergedCells, type MergedCells } from './spreadsheet/merged-cells.js';
import { readWorkbook, type SheetRow } from './spreadsheet/read-workbook.js';
import { textOfRow, tidyExpression } from './tidy-cell.js';

/** Which columns a region's directory has, and how its cells are to be read. */
export interface DirectoryMapping {
  readonly columns: ColumnMap;
  /** Absent: decided by the signs that the file's procedure cells use, all rows together. */
  readonly operators?: DipOperators;
  readonly procedureCodes: ProcedureCodeReading;
}

/** A region's directory as read, with the operators that hold for it. */
export interface ReadDipDirectory extends ReadDipTables {
  readonly operators: DipOperators;
}

/** Cells of which one at least is filled in a row of a group. A sum or a remark below the table fills none of them. */
const CONTENT = ['key', 'diagnosis', 'procedure', 'related'];

/**
 * Reads a region's published directory: CSV, or the first sheet of a workbook that has the columns of the map.
 *
 * @throws REFERENCE_DATA_FILE_UNREADABLE, REFERENCE_DATA_NOT_A_SPREADSHEET, REFERENCE_DATA_SPREADSHEET_TOO_LARGE,
 *   REFERENCE_DATA_CSV_QUOTE_NOT_CLOSED, REFERENCE_DATA_CSV_RECORD_TOO_LONG
 */
export async function readDipDirectory(path: string, mapping: DirectoryMapping): Promise<ReadDipDirectory> {
  const assembly = new DipTableAssembly();
  const columns = columnsOfMap(mapping.columns);
  const { sheet, missing, rows, merged } = /\.(xlsx|xlsm)$/i.test(path)
    ? await findSheet(path, columns)
    : await readCsv(path, columns);
  for (const column of missing)
    assembly.findings.push({ code: 'column-missing', table: 'groups', sheet, column: columns[column]!.headers[0]!, details: {} });
  const operators = mapping.operators ?? decideOperators(rows, sheet, assembly);
  const first = rows[0];
  if (first !== undefined) assembly.begin('groups', sheet, headersOf(first));
  for (const row of rows) addRow(assembly, row, { operators, procedureCodes: mapping.procedureCodes });
  for (const { range, firstRow, column, value } of merged) {
    const place = { sheet, row: firstRow, column: first?.header[column] || range };
    assembly.findings.push({ code: 'cells-merged', table: 'groups', ...place, details: { range, value } });
  }
  if (missing.length === 0 && assembly.count('groups') === 0)
    assembly.findings.push({ code: 'sheet-empty', table: 'groups', sheet, details: {} });
  return { ...assembly.finish(), operators };
}

/** A row below the header. */
interface TableRow {
  readonly row: number;
  readonly cells: readonly string[];
  readonly places: ColumnPlaces;
  readonly header: readonly string[];
}

/** Merged cells and the value that was filled into their rows. */
type FilledCells = MergedCells & { readonly value: string };

/** The sheet that is the directory, or the one that came nearest to it. */
interface FoundSheet {
  readonly sheet: string;
  /** Columns that its header lacks; without rows then. */
  readonly missing: readonly string[];
  readonly rows: readonly TableRow[];
  readonly merged: readonly FilledCells[];
}

async function readCsv(path: string, columns: SheetColumns): Promise<FoundSheet> {
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

async function findSheet(path: string, columns: SheetColumns): Promise<FoundSheet> {
  let best: FoundSheet | undefined;
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

/** One reading for the whole file. Signs of two ways of writing leave it open, and someone has to say. */
function decideOperators(rows: readonly TableRow[], sheet: string, assembly: DipTableAssembly): DipOperators {
  const cells = rows.flatMap(({ cells, places }) => ['procedure', 'related'].map((column) => rawRow(cells, places)(column)));
  const codes = cells.map(tidyExpression).filter((cell) => /^\d/.test(cell));
  const signs = ['|', '/', ',', '+'].filter((sign) => codes.some((cell) => cell.includes(sign)));
  const used = signs.join(' ');
  const decided: DipOperators = signs.includes('/') ? 'slash-plus' : signs.includes(',') ? 'comma-all' : 'national';
  const isOpen =
    decided === 'slash-plus' ? signs.includes('|') || signs.includes(',') : decided === 'comma-all' && signs.length > 1;
  if (isOpen) assembly.findings.push({ code: 'operators-open', table: 'groups', sheet, details: { used } });
  else if (decided !== 'national')
    assembly.findings.push({ code: 'operators-decided', table: 'groups', sheet, details: { used, operators: decided } });
  return decided;
}

function addRow(assembly: DipTableAssembly, { row, cells, places, header }: TableRow, reading: DirectoryReading): void {
  const raw = rawRow(cells, places);
  const note = assembly.noteOf('groups', row);
  const text = textOfRow(cells);
  const isHeaderAgain = foldedHeader(raw('diagnosis')) === foldedHeader(header[places.get('diagnosis')!]!);
  if (text === '' || isHeaderAgain) return;
  if (CONTENT.every((column) => raw(column).trim() === '')) return note('row-ignored', '', { text });
  const group = directoryGroup(raw, assembly.count('groups') + 1, reading, note);
  // A directory without codes of its own is numbered; an empty cell in one that has them is a fault.
  const key = places.has('key') ? group.key : `${group.layer}-${group.number}`;
  assembly.add('groups', row, { ...group, key });
}

function headersOf({ places, header }: TableRow): Record<string, string> {
  return Object.fromEntries([...places].map(([column, place]) => [column, header[place]!]));
}
