import { MergedCellsScan, type MergedCells } from './merged-cells.js';
import { SheetRows, type CellContext, type SheetRow } from './sheet-rows.js';
import { readSharedStrings, readWorkbookParts, scannedParts } from './workbook-parts.js';
import { ZipArchive } from './zip-archive.js';
import type { ZipLimits } from './zip-directory.js';

export type { SheetRow } from './sheet-rows.js';

/** One sheet of a workbook. Its rows may be read in any order with other sheets, once or more often, or not at all. */
export interface Sheet {
  readonly name: string;
  readonly rows: AsyncIterable<SheetRow>;
  /** Reads the sheet through for its merged cells. */
  mergedCells(): Promise<readonly MergedCells[]>;
}

/**
 * Reads the sheets of an XLSX workbook in the workbook's order, row by row: of the content only the shared strings are held in memory.
 *
 * Cells come as text: strings as they are, numbers as the shortest decimal of the stored value whatever their format shows, dates
 * as `YYYY-MM-DD` or `YYYY-MM-DD HH:mm:ss`, formulas as their stored result, truth values as `TRUE` and `FALSE`.
 * Rows without content are left out; of merged cells the first holds the value.
 *
 * @param wanted Which sheets; default all.
 * @param limits What it may unpack to; default `ZIP_LIMITS`.
 * @throws REFERENCE_DATA_FILE_UNREADABLE, REFERENCE_DATA_NOT_A_SPREADSHEET, REFERENCE_DATA_SPREADSHEET_TOO_LARGE
 */
export async function* readWorkbook(
  path: string,
  wanted?: (sheetName: string) => boolean,
  limits?: ZipLimits,
): AsyncGenerator<Sheet> {
  const archive = await ZipArchive.open(path, limits);
  const parts = await readWorkbookParts(archive);
  let context: CellContext | undefined;
  for (const { name, part } of parts.sheets) {
    if (wanted !== undefined && !wanted(name)) continue;
    if (context === undefined) {
      const sharedStrings =
        parts.sharedStringsPart === undefined ? [] : await readSharedStrings(archive, parts.sharedStringsPart);
      context = { ...parts, sharedStrings };
    }
    const shared = context;
    yield {
      name,
      rows: { [Symbol.asyncIterator]: () => rowsOf(archive, part, shared) },
      mergedCells: () => mergedCellsOf(archive, part),
    };
  }
}

async function* rowsOf(archive: ZipArchive, part: string, context: CellContext): AsyncGenerator<SheetRow> {
  const rows = new SheetRows(context);
  for await (const _ of scannedParts(archive, part, rows)) {
    const ready = rows.ready;
    rows.ready = [];
    yield* ready;
  }
}

async function mergedCellsOf(archive: ZipArchive, part: string): Promise<readonly MergedCells[]> {
  const scan = new MergedCellsScan();
  for await (const _ of scannedParts(archive, part, scan)) continue;
  return scan.found;
}
