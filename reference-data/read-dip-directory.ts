import { columnsOfMap, type ColumnMap } from './dip-column-map.js';
import type { DipOperators } from './dip-manifest.js';
import { DipTableAssembly, type ReadDipTables } from './dip-table-assembly.js';
import { directoryGroup, type DirectoryReading } from './directory-row.js';
import type { ProcedureCodeReading } from './restore-procedure-code.js';
import { findTable, type TableRow } from './find-table.js';
import { foldedHeader, rawRow } from './sheet-header.js';
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
  const { sheet, missing, rows, merged } = await findTable(path, columns);
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
