import { ReferenceDataError } from '../errors.js';
import { aliasOf, chargeClassOf, PLAIN_DIALECTS, type ColumnAlias } from './column-aliases.js';
import { decideDialect } from './decide-dialect.js';
import { readingsOfHeader } from './fold-header.js';
import { isPersonalColumn } from './personal-columns.js';
import type { Dialect, SourceField } from './source-fields.js';

/** What the columns of a file mean. */
export interface MatchedColumns {
  readonly dialect: Dialect;
  /** Column numbers per field, 0-based and in slot order; one number for a field that is no list. */
  readonly columns: ReadonlyMap<SourceField, readonly number[]>;
  /** Columns that must not leave this house. */
  readonly personal: ReadonlySet<number>;
}

interface Found extends ColumnAlias {
  readonly column: number;
  /** Place in the precedence of dialects: the file's own first, then the plain names. */
  readonly rank: number;
}

const LISTS: ReadonlySet<SourceField> = new Set<SourceField>([
  'secondaryDiagnoses',
  'otherProcedures',
  'additionalOfSecondary',
  'icuTotals',
  'icuEntryTimes',
  'icuExitTimes',
  'chargeClasses',
]);

/**
 * Finds what each column means. Where several headers name one field in different words, the first in the alias table is taken and the
 * others are columns like any other.
 *
 * @param path Named in errors.
 * @param dialect Where it was decided before; else decided here.
 * @throws REFERENCE_DATA_TWO_DIALECTS, REFERENCE_DATA_TWO_FIELDS_IN_HEADER, REFERENCE_DATA_COLUMN_REPEATED
 */
export function matchColumns(headers: readonly string[], path: string, dialect = decideDialect(headers, path)): MatchedColumns {
  const order = [...new Set([dialect, ...PLAIN_DIALECTS])];
  const byField = new Map<SourceField, Found[]>();
  const add = (found: Found) => void byField.set(found.field, [...(byField.get(found.field) ?? []), found]);
  for (const [column, header] of headers.entries()) {
    const { code, texts } = readingsOfHeader(header);
    const byCode = code === undefined ? undefined : firstMatch(order, [code], column);
    const byText = firstMatch(order, texts, column);
    if (byCode !== undefined && byText !== undefined && byCode.field !== byText.field) {
      throw new ReferenceDataError('REFERENCE_DATA_TWO_FIELDS_IN_HEADER', {
        path,
        header,
        fields: `${byCode.field}, ${byText.field}`,
      });
    }
    const found = byCode ?? byText;
    if (found !== undefined) add(found);
    for (const name of code === undefined ? texts : [code, ...texts]) {
      const chargeClass = chargeClassOf(dialect, name);
      if (chargeClass !== undefined) add({ ...chargeClass, column, rank: 0 });
    }
  }
  const columns = new Map<SourceField, readonly number[]>();
  for (const [field, found] of byField) columns.set(field, chosen(field, found, headers, path));
  const personal = new Set([...headers.keys()].filter((column) => isPersonalColumn(headers[column]!, dialect)));
  return { dialect, columns, personal };
}

function firstMatch(order: readonly Dialect[], names: readonly string[], column: number): Found | undefined {
  for (const [rank, dialect] of order.entries()) {
    for (const name of names) {
      const alias = aliasOf(dialect, name);
      if (alias !== undefined) return { ...alias, column, rank };
    }
  }
  return undefined;
}

function chosen(field: SourceField, found: readonly Found[], headers: readonly string[], path: string): number[] {
  const best = found.reduce((a, b) => (b.rank < a.rank || (b.rank === a.rank && b.family < a.family) ? b : a));
  const same = found.filter(({ rank, family }) => rank === best.rank && family === best.family);
  if (LISTS.has(field)) return same.sort((a, b) => a.slot - b.slot || a.column - b.column).map(({ column }) => column);
  if (same.length > 1) {
    const names = same.map(({ column }) => headers[column]!.trim()).join(', ');
    throw new ReferenceDataError('REFERENCE_DATA_COLUMN_REPEATED', { path, headers: names, field });
  }
  return [best.column];
}
