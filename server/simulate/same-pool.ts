import { allocate, fen, NO_MONEY, sumFen, yuanOf, type Fen } from '../../pricing/index.js';
import type { GainRow } from './gains-and-losses.js';

/** A row, and what it would have if the fund had spent what it spent before. */
export interface SamePoolRow extends GainRow {
  /** All rows of a dimension and fund add up to what they were before. Unit: fen. */
  readonly samePool: Fen;
}

/** Shares what each fund paid before out again by what the second side pays, in every dimension by itself. */
export function inSamePool(rows: readonly GainRow[]): readonly SamePoolRow[] {
  const parts = new Map<string, GainRow[]>();
  for (const row of rows) {
    const name = `${row.dimension}\n${row.fund}`;
    const part = parts.get(name);
    if (part === undefined) parts.set(name, [row]);
    else part.push(row);
  }
  return [...parts.values()].flatMap(shared);
}

/** Where nothing is paid after, nothing can be shared by it. */
function shared(rows: readonly GainRow[]): readonly SamePoolRow[] {
  const whole = sumFen(rows.map(({ before }) => before));
  const weights = rows.map(({ after }) => yuanOf(after > 0n ? after : NO_MONEY));
  const isShared = weights.some(({ numerator }) => numerator > 0n);
  const shares = isShared ? allocate(whole, weights) : rows.map(() => fen(0n));
  return rows.map((row, place) => ({ ...row, samePool: shares[place]! }));
}
