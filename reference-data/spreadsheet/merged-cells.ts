import { columnOf } from './cell-text.js';
import type { SheetRow } from './sheet-rows.js';
import { attributeOf, type XmlHandler } from './xml-scanner.js';

/** Cells that were merged into one. Only the first holds the value. */
export interface MergedCells {
  /** As the sheet names them: `B3:B5`. */
  readonly range: string;
  /** 0-based. */
  readonly column: number;
  /** 1-based, both in the range. */
  readonly firstRow: number;
  readonly lastRow: number;
}

/** Collects the merged cells of one sheet from its XML, where they stand behind all rows. */
export class MergedCellsScan implements XmlHandler {
  readonly found: MergedCells[] = [];

  open(tag: string, attributes: string): void {
    if (tag !== 'mergeCell') return;
    const range = attributeOf(attributes, 'ref') ?? '';
    const [, from, first, last] = /^\$?([A-Z]+)\$?(\d+):\$?[A-Z]+\$?(\d+)$/.exec(range) ?? [];
    if (from === undefined) return;
    this.found.push({ range, column: columnOf(from), firstRow: Number(first), lastRow: Number(last) });
  }

  text(): void {}
  close(): void {}
}

/**
 * Fills the value of cells merged downwards into their rows.
 *
 * @param onFilled Told of each range whose value was filled into a row below its first.
 */
export async function* fillMergedCells(
  rows: AsyncIterable<SheetRow>,
  merged: readonly MergedCells[],
  onFilled: (cells: MergedCells, value: string) => void,
): AsyncGenerator<SheetRow> {
  const downwards = merged.filter(({ firstRow, lastRow }) => lastRow > firstRow);
  const values = new Map<MergedCells, string>();
  for await (const { row, cells } of rows) {
    const filled = [...cells];
    for (const range of downwards) {
      if (row < range.firstRow || row > range.lastRow) continue;
      if (row === range.firstRow) values.set(range, cells[range.column] ?? '');
      const value = values.get(range) ?? '';
      if (row === range.firstRow || value === '') continue;
      while (filled.length < range.column) filled.push('');
      filled[range.column] = value;
      onFilled(range, value);
    }
    yield { row, cells: filled };
  }
}
