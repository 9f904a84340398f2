import type { SheetRow } from './spreadsheet/read-workbook.js';

/** A column of a sheet: the header text it is found by, and whether the sheet is refused without it. */
export interface SheetColumn {
  readonly headers: readonly string[];
  readonly required: boolean;
}

/** The columns of a sheet by their names in our tables. The first header of each is the one it is called by. */
export type SheetColumns = Readonly<Record<string, SheetColumn>>;

/** A column without which the sheet is refused. */
export const required = (...headers: string[]): SheetColumn => ({ headers, required: true });

/** A column that a sheet may lack. */
export const optional = (...headers: string[]): SheetColumn => ({ headers, required: false });

/** A row of a sheet: its cells by the names of its columns, empty text for a cell that is not there. */
export type RawRow = (column: string) => string;

/** Where each column stands, 0-based. */
export type ColumnPlaces = ReadonlyMap<string, number>;

/** How far down the header row is looked for: a title row stands before it, sometimes several. */
const HEADER_ROWS = 10;

/** The columns of a two-line header stand under the thing that they are of. */
const LOWER_HEADERS: readonly string[] = ['编码', '代码', '名称'];

/**
 * Reads a table that stands under a header, which is found by its texts in the first ten rows.
 *
 * @param take Takes each row below the header, with the cells of the header itself.
 * @returns Names of the required columns that no row had; of rows that might have been the header the best one is blamed.
 */
export async function readUnderHeader(
  columns: SheetColumns,
  rows: AsyncIterable<SheetRow> | Iterable<SheetRow>,
  take: (row: SheetRow, places: ColumnPlaces, header: readonly string[]) => void,
): Promise<readonly string[]> {
  let places: ColumnPlaces | undefined;
  let header: readonly string[] = [];
  let above: readonly string[] = [];
  let fewest = missingOf(columns, new Map());
  for await (const row of rows) {
    if (places !== undefined) {
      take(row, places, header);
      continue;
    }
    if (row.row > HEADER_ROWS) break;
    header = Array.from(row.cells, (cell, place) => wholeHeader(cell ?? '', above, place));
    const found = placesOf(columns, header);
    const missing = missingOf(columns, found);
    if (missing.length === 0) places = found;
    else if (missing.length < fewest.length) fewest = missing;
    above = row.cells;
  }
  return places === undefined ? fewest : [];
}

/** The form in which headers and sheet names are compared. */
export function foldedHeader(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '').toUpperCase();
}

/** Finds the columns in a row of header texts. A header may say more in brackets behind its name. */
export function placesOf(columns: SheetColumns, header: readonly string[]): ColumnPlaces {
  const folded = header.map(foldedHeader);
  const places = new Map<string, number>();
  for (const [column, { headers }] of Object.entries(columns)) {
    const place = headers
      .map(foldedHeader)
      .flatMap((name) => [folded.indexOf(name), folded.findIndex((text) => text.startsWith(`${name}(`))])
      .find((found) => found >= 0);
    if (place !== undefined) places.set(column, place);
  }
  return places;
}

/** The cells of a row by column. */
export function rawRow(cells: readonly string[], places: ColumnPlaces): RawRow {
  return (column) => cells[places.get(column) ?? -1] ?? '';
}

function missingOf(columns: SheetColumns, places: ColumnPlaces): string[] {
  return Object.keys(columns).filter((column) => columns[column]!.required && !places.has(column));
}

function wholeHeader(cell: string, above: readonly string[], place: number): string {
  if (!LOWER_HEADERS.includes(foldedHeader(cell))) return cell;
  return (above.slice(0, place + 1).findLast((text) => text !== undefined && text !== '') ?? '') + cell;
}
