import { dipHeaderOf, DIP_PARTS, DIP_SHEETS, NEWBORN_COLUMNS, partOfSheet, type DipPart } from './dip-sheets.js';
import { DipTableAssembly, type ReadDipTables } from './dip-table-assembly.js';
import { addNationalRow } from './national-dip-row.js';
import { foldedHeader, placesOf, rawRow, readUnderHeader, type ColumnPlaces } from './sheet-header.js';
import { fillMergedCells } from './spreadsheet/merged-cells.js';
import { readWorkbook, type Sheet, type SheetRow } from './spreadsheet/read-workbook.js';
import { textOfRow } from './tidy-cell.js';

/**
 * Reads a workbook laid out as the national one of the DIP directory: sheets by name, columns by header text. Missing sheets and columns
 * are findings, all of them at once. Cells merged downwards count for each of their rows.
 *
 * @source 《按病种分值（DIP）付费3.0版分组方案》
 * @throws REFERENCE_DATA_FILE_UNREADABLE, REFERENCE_DATA_NOT_A_SPREADSHEET, REFERENCE_DATA_SPREADSHEET_TOO_LARGE
 */
export async function readDipWorkbook(path: string): Promise<ReadDipTables> {
  const assembly = new DipTableAssembly();
  const seen = new Map<DipPart, number>();
  for await (const sheet of readWorkbook(path, (name) => partOfSheet(name) !== undefined)) {
    const part = partOfSheet(sheet.name)!;
    if (seen.has(part)) continue;
    const before = assembly.count(DIP_SHEETS[part].table);
    const isReadable = await new DipSheetReader(assembly, part, sheet).read();
    seen.set(part, isReadable ? assembly.count(DIP_SHEETS[part].table) - before : -1);
  }
  for (const part of DIP_PARTS) {
    const { table, sheet } = DIP_SHEETS[part];
    const records = seen.get(part);
    if (part === 'resistantDiagnoses') {
      if (assembly.count(table) === 0) assembly.findings.push({ code: 'annex-missing', table, sheet, details: {} });
    } else if (records === undefined) assembly.findings.push({ code: 'sheet-missing', table, sheet, details: {} });
    else if (records === 0) assembly.findings.push({ code: 'sheet-empty', table, sheet, details: {} });
  }
  return assembly.finish();
}

/** Reads one sheet: its rows under the header, a second header among them, an annex behind them. */
class DipSheetReader {
  readonly #assembly: DipTableAssembly;
  readonly #sheet: Sheet;
  #part: DipPart;
  /** Columns below a header inside the sheet; undefined while the first holds. */
  #places: ColumnPlaces | undefined;
  #isInAnnex = false;
  #begun: ColumnPlaces | undefined;

  constructor(assembly: DipTableAssembly, part: DipPart, sheet: Sheet) {
    this.#assembly = assembly;
    this.#part = part;
    this.#sheet = sheet;
  }

  /** @returns Whether the sheet had its header. */
  async read(): Promise<boolean> {
    const part = this.#part;
    const { table, columns } = DIP_SHEETS[part];
    const filled = new Map<string, { readonly row: number; readonly column: number; readonly value: string }>();
    const rows = fillMergedCells(this.#sheet.rows, await this.#sheet.mergedCells(), ({ range, firstRow, column }, value) =>
      filled.set(range, { row: firstRow, column, value }),
    );
    let header: readonly string[] = [];
    const missing = await readUnderHeader(columns, rows, (row, places, cells) => {
      if (header.length === 0) for (const [range, { row: first }] of filled) if (first < row.row) filled.delete(range);
      header = cells;
      this.#take(row, places, cells);
    });
    for (const column of missing) {
      const headerText = dipHeaderOf(part, column);
      this.#assembly.findings.push({ code: 'column-missing', table, sheet: this.#sheet.name, column: headerText, details: {} });
    }
    for (const [range, { row, column, value }] of filled) {
      const place = { sheet: this.#sheet.name, row, ...(header[column] ? { column: header[column] } : {}) };
      if (missing.length === 0)
        this.#assembly.findings.push({ code: 'cells-merged', table, ...place, details: { range, value } });
    }
    return missing.length === 0;
  }

  #take({ row, cells }: SheetRow, first: ColumnPlaces, header: readonly string[]): void {
    const text = textOfRow(cells);
    if (this.#startsAnnex(cells, first)) return;
    if (this.#isInAnnex) this.#readAnnexHeader(cells);
    else if (this.#readNewbornHeader(cells, first)) return;
    const places = this.#places ?? first;
    if (this.#isRepeatedHeader(cells, places)) return;
    if (this.#begun !== places) {
      const headers = Object.fromEntries([...places].map(([column, place]) => [column, this.#headerText(column, header[place])]));
      this.#assembly.begin(DIP_SHEETS[this.#part].table, this.#sheet.name, headers);
    }
    this.#begun = places;
    addNationalRow(this.#assembly, this.#part, row, rawRow(cells, places), text);
  }

  /** Inside the sheet of pre-groups a second header turns the procedure columns into age and birth weight. */
  #readNewbornHeader(cells: readonly string[], first: ColumnPlaces): boolean {
    if (this.#part !== 'preGroups' || /^\d+$/.test(rawRow(cells, first)('number').trim())) return false;
    const found = placesOf(
      NEWBORN_COLUMNS,
      Array.from(cells, (cell) => cell ?? ''),
    );
    if (found.size === 0) return false;
    const kept = [...first].filter(([column]) => column !== 'procedure' && column !== 'procedureName');
    this.#places = new Map([...kept, ...found]);
    return true;
  }

  /** The annex of resistant diagnoses may stand below the table of tuberculosis instead of on a sheet of its own. */
  #startsAnnex(cells: readonly string[], first: ColumnPlaces): boolean {
    if (this.#part !== 'tuberculosis' || rawRow(cells, first)('number').trim().match(/^\d+$/)) return false;
    const says = cells.some((cell) => /附表|耐药诊断/.test(cell ?? ''));
    if (!says) return false;
    this.#part = 'resistantDiagnoses';
    this.#isInAnnex = true;
    // Until a header of its own is met, codes are taken from where they stand.
    this.#readAnnexHeader(cells);
    return true;
  }

  #readAnnexHeader(cells: readonly string[]): void {
    const found = placesOf(
      DIP_SHEETS.resistantDiagnoses.columns,
      Array.from(cells, (cell) => cell ?? ''),
    );
    if (found.has('code')) this.#places = found;
    else if (this.#places === undefined || !this.#places.has('code')) {
      const code = cells.findIndex((cell) => /^[A-Z]\d\d\./.test(cell ?? ''));
      this.#places =
        code < 0
          ? new Map()
          : new Map([
              ['code', code],
              ['name', code + 1],
            ]);
    }
  }

  /** A header printed again, as on each page, is no row. */
  #isRepeatedHeader(cells: readonly string[], places: ColumnPlaces): boolean {
    const column = DIP_SHEETS[this.#part].table === 'groups' || this.#part === 'primaryCare' ? 'diagnosis' : 'code';
    const text = foldedHeader(rawRow(cells, places)(column));
    return DIP_SHEETS[this.#part].columns[column]!.headers.some((name) => foldedHeader(name) === text);
  }

  #headerText(column: string, printed: string | undefined): string {
    if (this.#places !== undefined) return (DIP_SHEETS[this.#part].columns[column] ?? NEWBORN_COLUMNS[column])!.headers[0]!;
    return printed ?? column;
  }
}
