import { caseColumns, columnRuns, type ColumnRun } from '../../grouper/index.js';
import type { MatchedColumns, SourceField } from '../../reference-data/index.js';
import { passThrough, PERSON_NUMBER_KINDS, type PersonNumberKind, type TableForm } from '../intake/index.js';

/** A table whose rows are kept as lines: without the columns of persons, and with the key of the person where one is made. */
export interface DoorTable {
  /** What the kept lines mean. A key that is made is no column of the results. */
  readonly form: TableForm;
  /** Columns of the file that go into a line: in runs. */
  readonly runs: readonly ColumnRun[];
  /** Columns of the file that pass through to the results. */
  readonly passing: readonly number[];
  /** Column of the file that gives the identifier. */
  readonly caseId: number;
  /** Columns of the file; -1 where it has none. */
  readonly hospitalId: number;
  readonly ageYears: number;
  /** Whether a date of birth may stand for an age that is not stated. */
  readonly hasBirthDate: boolean;
  /** Where the number stands that a key is made of. */
  readonly number: { readonly kind: PersonNumberKind; readonly column: number } | undefined;
}

/** Fields that are read to compute something of them and then stay outside. */
const STAY_OUTSIDE: ReadonlySet<SourceField> = new Set<SourceField>(['birthDate', ...PERSON_NUMBER_KINDS]);

/**
 * How the rows of a table are kept.
 *
 * @param secret Under which a person's number becomes a key; no key is made without it.
 * @returns undefined for a table whose rows cannot be kept as lines: with other separators than the comma, without a column that alone
 *   gives the identifier, or with a column of persons that states something else about the case as well.
 */
export function doorTable({ separator, headers, matched }: TableForm, secret: string | undefined): DoorTable | undefined {
  const { columns, personal, dialect } = matched;
  if (separator !== ',' || [...columns].some((field) => !isKeptOrDropped(field, personal))) return undefined;
  const passing = passThrough(headers, matched).kept;
  const layout = caseColumns(matched, headers.length, passing);
  const number = secret === undefined ? undefined : numberOf(matched);
  if (layout === undefined || (number !== undefined && columns.has('personKey'))) return undefined;
  const kept = [...headers.keys()].filter((column) => !personal.has(column));
  const names = kept.map((column) => headers[column]!);
  const fields = new Map<SourceField, readonly number[]>();
  for (const [field, places] of columns) {
    if (!STAY_OUTSIDE.has(field))
      fields.set(
        field,
        places.map((column) => kept.indexOf(column)),
      );
  }
  const hidden = new Set<number>();
  if (number !== undefined) {
    fields.set('personKey', [names.length]);
    hidden.add(names.length);
    names.push('personKey');
  }
  return {
    form: { kind: 'table', separator, headers: names, matched: { dialect, columns: fields, personal: hidden } },
    runs: columnRuns(kept),
    passing,
    caseId: layout.caseId,
    hospitalId: columns.get('hospitalId')?.[0] ?? -1,
    ageYears: layout.ageYears,
    hasBirthDate: columns.has('birthDate'),
    number,
  };
}

/** A field that a column of persons states must be one that stays outside, and the other way round. */
function isKeptOrDropped([field, columns]: readonly [SourceField, readonly number[]], personal: ReadonlySet<number>): boolean {
  return columns.every((column) => personal.has(column) === STAY_OUTSIDE.has(field));
}

/** One kind of number for the whole file: the first for which it has a column. */
function numberOf({ columns }: MatchedColumns): DoorTable['number'] {
  const kind = PERSON_NUMBER_KINDS.find((one) => columns.has(one));
  return kind === undefined ? undefined : { kind, column: columns.get(kind)![0]! };
}
