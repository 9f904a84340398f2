import type { RowKind } from '../../reference-data/index.js';

interface Ordered {
  readonly row: { readonly sort: number; readonly kind?: RowKind };
}

/**
 * Puts rows of one scope in order of evaluation: by sort, ties by source row; fall-back rows last, and only these.
 * The workbook's own sort of a fall-back row may stand before real rows (O00 before OT1 and OZ1), which it would swallow.
 *
 * @param nodes Rows of one scope in source order.
 */
export function inEvaluationOrder<T extends Ordered>(nodes: readonly T[]): T[] {
  const isFallback = ({ row }: T) => Number(row.kind === 'fallback');
  // Array.prototype.sort is stable, so equal rows keep their source order.
  return [...nodes].sort((a, b) => isFallback(a) - isFallback(b) || a.row.sort - b.row.sort);
}
