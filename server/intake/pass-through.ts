import { isPersonalColumn, type Dialect, type MatchedColumns } from '../../reference-data/index.js';
import type { Reason } from '../../grouper/index.js';
import { IDENTIFIER_FIELDS } from './read-discharge.js';
import { looksPersonal } from './values/personal-values.js';

/** Which columns of a table go on to the output. */
export interface PassThrough {
  readonly columns: readonly string[];
  readonly dropped: readonly string[];
  /** The values of `columns` of one row. A value that looks like a personal number is left out, with a reason. */
  take(values: readonly unknown[], reasons: Reason[]): unknown[];
}

/**
 * Lets every column through, known or not, except those that gave the case identifier and those that hold personal data.
 *
 * The names of the columns decide, before the first row. Behind them every value is looked at: where it looks like an identity or mobile
 * number it alone is blanked, since the columns of a file that is read once cannot change on the way.
 */
export function passThrough(headers: readonly string[], matched: MatchedColumns): PassThrough {
  const identifier = IDENTIFIER_FIELDS.find((field) => matched.columns.has(field));
  const isIdentifier = new Set<number>(identifier === undefined ? [] : matched.columns.get(identifier));
  if (identifier === 'recordNumber') for (const column of matched.columns.get('admissionCount') ?? []) isIdentifier.add(column);
  const kept: number[] = [];
  const dropped: string[] = [];
  for (const [column, header] of headers.entries()) {
    if (isIdentifier.has(column)) continue;
    if (matched.personal.has(column)) dropped.push(header.trim());
    else kept.push(column);
  }
  const columns = kept.map((column) => headers[column]!.replace(/^\ufeff/, '').trim());
  return {
    columns,
    dropped,
    take(values, reasons) {
      return kept.map((column, at) => {
        const value = values[column] ?? (column < values.length ? values[column] : ''); // a short row has empty cells at its end
        const clean = typeof value === 'string' && value.length < 11 ? value : withoutPersonal(value, matched.dialect, 0);
        if (clean !== value && !isSame(clean, value)) reasons.push({ code: 'personal-value-removed', detail: columns[at]! });
        return clean;
      });
    },
  };
}

function isSame(clean: unknown, value: unknown): boolean {
  return typeof clean === 'object' && JSON.stringify(clean) === JSON.stringify(value);
}

/** Values of JSON may hold objects with names of their own: those are held against the tables too. */
function withoutPersonal(value: unknown, dialect: Dialect, depth: number): unknown {
  if (typeof value === 'string') return looksPersonal(value) ? '' : value;
  if (typeof value === 'number') return looksPersonal(String(value)) ? '' : value;
  if (typeof value !== 'object' || value === null) return value;
  if (depth > 20) return null;
  if (Array.isArray(value)) return value.map((one) => withoutPersonal(one, dialect, depth + 1));
  const kept = Object.entries(value).filter(([name]) => !isPersonalColumn(name, dialect));
  return Object.fromEntries(kept.map(([name, one]) => [name, withoutPersonal(one, dialect, depth + 1)]));
}
