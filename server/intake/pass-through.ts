import { isPersonalColumn, type Dialect, type MatchedColumns } from '../../reference-data/index.js';
import type { Reason } from '../../grouper/index.js';
import { IDENTIFIER_FIELDS } from './read-discharge.js';
import { looksPersonal } from './values/personal-values.js';

/** Deeper values of JSON are cut off unseen. */
const DEEPEST = 20;

/** Which columns of a table go on to the output. */
export interface PassThrough {
  /** Column numbers of `columns`. */
  readonly kept: readonly number[];
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
    kept,
    columns,
    dropped,
    take(values, reasons) {
      return kept.map((column, at) => {
        const value = values[column] ?? (column < values.length ? values[column] : ''); // a short row has empty cells at its end
        // Nearly every value ends here.
        if (typeof value === 'string' && !looksPersonal(value)) return value;
        const net = new PersonalNet(matched.dialect);
        const clean = net.through(value);
        if (net.hasCaught) reasons.push({ code: 'personal-value-removed', detail: columns[at]! });
        return clean;
      });
    },
  };
}

/** Looks through a value and, of JSON, through everything in it: inner names are held against the tables too. */
class PersonalNet {
  hasCaught = false;
  readonly #dialect: Dialect;

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  through(value: unknown, depth = 0): unknown {
    if (typeof value === 'string' || typeof value === 'number') return looksPersonal(String(value)) ? this.#caught('') : value;
    if (typeof value !== 'object' || value === null) return value;
    if (depth > DEEPEST) return this.#caught(null);
    if (Array.isArray(value)) return value.map((one) => this.through(one, depth + 1));
    const kept: [string, unknown][] = [];
    for (const [name, one] of Object.entries(value)) {
      if (isPersonalColumn(name, this.#dialect)) this.#caught(undefined);
      else kept.push([name, this.through(one, depth + 1)]);
    }
    return Object.fromEntries(kept);
  }

  #caught<T>(instead: T): T {
    this.hasCaught = true;
    return instead;
  }
}
