import type { Dialect, MatchedColumns, SourceField } from '../../reference-data/index.js';
import { looksPersonal } from './values/personal-values.js';
import { statedText } from './values/stated-text.js';

/** Fields by which a case or a person is known: they may be numbers that look like those of persons, or are read to be hashed. */
const IDENTIFIERS: ReadonlySet<SourceField> = new Set<SourceField>([
  'caseId',
  'visitId',
  'recordNumber',
  'personKey',
  'personNumber',
  'insuranceNumber',
  'certificateNumber',
]);

/** One cell: the name of its column as in the file, and its text, empty where it states nothing. */
export interface SourceCell {
  readonly header: string;
  readonly text: string;
}

/** The row that is being read, looked at by field. One object serves all rows of a table, so that a row costs no set-up. */
export class SourceRow {
  readonly dialect: Dialect;
  readonly #headers: readonly string[];
  readonly #matched: MatchedColumns;
  #values: readonly unknown[] = [];

  constructor(headers: readonly string[], matched: MatchedColumns) {
    this.dialect = matched.dialect;
    this.#headers = headers.map((header) => header.trim());
    this.#matched = matched;
  }

  /** Points at the next row. */
  at(values: readonly unknown[]): this {
    this.#values = values;
    return this;
  }

  /** Whether the file has a column for a field. */
  has(field: SourceField): boolean {
    return this.#matched.columns.has(field);
  }

  /** What a field states; empty where it states nothing, or what looks like the number of a person, which no message may repeat. */
  text(field: SourceField): string {
    const columns = this.#matched.columns.get(field);
    if (columns === undefined) return '';
    const text = statedText(plainText(this.#values[columns[0]!]));
    return IDENTIFIERS.has(field) ? text : impersonal(text);
  }

  /** The name of a field's column as in the file; the field's own name where it has none. */
  header(field: SourceField): string {
    const columns = this.#matched.columns.get(field);
    return columns === undefined ? field : this.#headers[columns[0]!]!;
  }

  /** The cells of a list in slot order, empty ones included. */
  cells(field: SourceField): SourceCell[] {
    const columns = this.#matched.columns.get(field) ?? [];
    return columns.map((column) => ({
      header: this.#headers[column]!,
      text: impersonal(statedText(plainText(this.#values[column]))),
    }));
  }
}

/** What a value states, but for what looks like the number of a person. */
export const impersonal = (text: string): string => (looksPersonal(text) ? '' : text);

/** Any value of a table or of JSON as text; a list becomes the text of a list. What is nested deeper is no value of a field. */
export function plainText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return '';
  if (Array.isArray(value))
    return value.map((one) => (typeof one === 'object' && one !== null ? '{}' : plainText(one))).join('|');
  return typeof value === 'object' ? '{}' : String(value);
}
