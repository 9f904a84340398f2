import { caseColumns, type CaseColumns } from '../../grouper/index.js';
import type { MatchedColumns, SourceField } from '../../reference-data/index.js';
import { passThrough, PERSON_NUMBER_KINDS, type PersonNumberKind, type TableForm } from '../intake/index.js';

/** A table whose rows are kept as lines: without the columns of persons, and with the key of the person where one is made. */
export interface DoorTable {
  /** What the kept lines mean. A key that is made is no column of the results. */
  readonly form: TableForm;
  /** Columns of the file that go into a line: first and last of each run. */
  readonly runs: readonly (readonly [first: number, last: number])[];
  /** Columns of the file that pass through to the results. */
  readonly passing: readonly number[];
  readonly columns: CaseColumns;
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
 * @returns undefined for a table whose rows cannot be kept as lines: with other separators than the comma, or with a column of persons that
 *   states something else about the case as well.
 */
export function doorTable(file: TableForm, secret: string | undefined): DoorTable | undefined {
  const { separator, headers, matched } = file;
  const { personal, dialect } = matched;
  if (separator !== ',' || [...matched.columns].some((field) => !isKeptOrDropped(field, personal))) return undefined;
  const passing = passThrough(headers, matched).kept;
  const columns = caseColumns(matched, headers.length, passing);
  const number = secret === undefined ? undefined : numberOf(matched);
  if (columns === undefined || (number !== undefined && matched.columns.has('personKey'))) return undefined;
  const kept = [...headers.keys()].filter((column) => !personal.has(column));
  const places = new Map(kept.map((column, place) => [column, place]));
  const fields = new Map<SourceField, readonly number[]>();
  for (const [field, of] of matched.columns) {
    if (of.some((column) => places.has(column)))
      fields.set(
        field,
        of.map((column) => places.get(column)!),
      );
  }
  const names = kept.map((column) => headers[column]!);
  if (number !== undefined) fields.set('personKey', [names.push('personKey') - 1]);
  const form: TableForm = {
    kind: 'table',
    separator,
    headers: names,
    matched: { dialect, columns: fields, personal: new Set(number === undefined ? [] : [names.length - 1]) },
  };
  return { form, runs: runsOf(kept), passing, columns, hasBirthDate: matched.columns.has('birthDate'), number };
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

function runsOf(columns: readonly number[]): (readonly [number, number])[] {
  const runs: [number, number][] = [];
  for (const column of columns) {
    const run = runs.at(-1);
    if (run?.[1] === column - 1) run[1] = column;
    else runs.push([column, column]);
  }
  return runs;
}
