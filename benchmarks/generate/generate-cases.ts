import type { LoadedScheme } from '../../server/schemes/load-scheme.js';
import { caseModel } from './model-of-scheme.js';
import { CaseDrawer } from './draw-case.js';

/** Which case file: scheme and seed decide every row, and the number of rows where it ends. */
export interface CaseFile {
  readonly scheme: LoadedScheme;
  readonly rows: number;
  /** Whole number, zero or more. */
  readonly seed: number;
}

/** Rows of a piece: some 64 KB, large enough that a write costs nothing and small beside all else in memory. */
export const ROWS_IN_PIECE = 400;

/**
 * A canonical CSV case file in pieces of text, made from the tables of a scheme. The header is a piece of its own; the others have
 * ROWS_IN_PIECE rows each, the last one what is left. Everything is invented but the codes.
 */
export function* generateCases({ scheme, rows, seed }: CaseFile): Generator<string, void, undefined> {
  const drawer = new CaseDrawer(caseModel(scheme), seed);
  yield drawer.header;
  for (let first = 0; first < rows; first += ROWS_IN_PIECE) {
    let piece = '';
    for (let row = first; row < Math.min(rows, first + ROWS_IN_PIECE); row++) piece += drawer.line(row);
    yield piece;
  }
}
