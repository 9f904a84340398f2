import type { BilingualText } from '../../reference-data/index.js';
import { both } from './html-page.js';
import { escaped } from './svg.js';

/** A column of a table. */
export interface PageColumn {
  readonly title: BilingualText;
  readonly isNumber?: boolean;
  /** Long texts that may be broken into lines. */
  readonly isLong?: boolean;
}

/** A text, a text in both languages, or markup. */
export type PageCell = string | BilingualText | { readonly markup: string };

/** Tables of up to so many rows are not cut in two by the end of a page. */
const SHORT = 14;

/** A table; the last row may be a sum. */
export function htmlTable(
  columns: readonly PageColumn[],
  rows: readonly (readonly PageCell[])[],
  sum?: readonly string[],
): string {
  const kinds = columns.map(({ isNumber, isLong }) => (isNumber === true ? ' class="n"' : isLong === true ? ' class="w"' : ''));
  const cells = (row: readonly PageCell[], tag: string): string =>
    row.map((cell, at) => `<${tag}${kinds[at] ?? ''}>${markupOf(cell)}</${tag}>`).join('');
  const head = columns.map(({ title }, at) => `<th${kinds[at]!}>${both(title)}</th>`).join('');
  const foot = sum === undefined ? '' : `<tfoot><tr>${cells(sum, 'th')}</tr></tfoot>`;
  const body = rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('\n');
  const place = rows.length > SHORT ? 'wide' : 'wide short';
  return `<div class="${place}"><table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody>${foot}</table></div>`;
}

function markupOf(cell: PageCell): string {
  if (typeof cell === 'string') return escaped(cell);
  return 'markup' in cell ? cell.markup : both(cell);
}
