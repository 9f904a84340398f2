import assert from 'node:assert/strict';
import { readColumnTable } from './column-table.js';
import { foldHeader } from './fold-header.js';
import { headersOfPattern } from './header-pattern.js';
import { DIALECTS, SOURCE_FIELDS, type Dialect, type SourceField } from './source-fields.js';

/** What a header means in a dialect. */
export interface ColumnAlias {
  readonly field: SourceField;
  /** Place of the alias row in its table: of several that match one field, the first is taken and the others are columns like any other. */
  readonly family: number;
  readonly slot: number;
}

/** The dialects whose names are plain words: they hold beside any other. In order of precedence. */
export const PLAIN_DIALECTS: readonly Dialect[] = ['canonical', 'interface', 'chinese'];

let tables: ReadonlyMap<Dialect, ReadonlyMap<string, ColumnAlias>> | undefined;

/** What a folded header means in a dialect, or undefined. Plain names are compared without underscores, as their spelling varies. */
export function aliasOf(dialect: Dialect, foldedHeader: string): ColumnAlias | undefined {
  tables ??= readTables();
  return tables.get(dialect)!.get(keyIn(dialect, foldedHeader));
}

function keyIn(dialect: Dialect, folded: string): string {
  return PLAIN_DIALECTS.includes(dialect) ? folded.replaceAll('_', '') : folded;
}

function readTables(): Map<Dialect, Map<string, ColumnAlias>> {
  const found = new Map<Dialect, Map<string, ColumnAlias>>(DIALECTS.map((dialect) => [dialect, new Map()]));
  for (const [family, [dialect, field, pattern]] of readColumnTable('column-aliases.csv').entries()) {
    assert(SOURCE_FIELDS.includes(field as SourceField), `column-aliases.csv names a known field: ${field}`);
    const table = found.get(dialect as Dialect);
    assert(table !== undefined, `column-aliases.csv names a known dialect: ${dialect}`);
    for (const { header, slot } of headersOfPattern(pattern!)) {
      addAlias(table, keyIn(dialect as Dialect, foldHeader(header)), { field: field as SourceField, family, slot });
    }
  }
  return found;
}

/** A charge class may at the same time be one of the drug or material charges; any other double meaning is a slip in the table. */
function addAlias(table: Map<string, ColumnAlias>, header: string, alias: ColumnAlias): void {
  if (alias.field === 'chargeClasses') {
    table.set(`class:${header}`, alias);
    return;
  }
  assert(!table.has(header), `column-aliases.csv gives ${header} one meaning`);
  table.set(header, alias);
}

/** The slot of a header among the charge classes of a dialect, or undefined: a second meaning beside the one of `aliasOf`. */
export function chargeClassOf(dialect: Dialect, foldedHeader: string): ColumnAlias | undefined {
  return aliasOf(dialect, `class:${foldedHeader}`);
}
