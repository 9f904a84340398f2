import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { calendarDate } from './calendar-date.js';
import type { DrgTableName, DrgTables, DrgTableSources } from './drg-tables.js';
import { ReferenceDataError } from './errors.js';
import { appendSourceRow, sourceRowOf } from './source-rows.js';
import { parseYaml } from './parse-yaml.js';

const code = z.string().min(1);
const change = z.union([
  z.strictObject({ action: z.enum(['add', 'remove']), set: z.string().min(1), code, name: z.string().default('') }),
  z.strictObject({ action: z.enum(['add', 'remove']), exclusionTable: z.string().min(1), code, name: z.string().default('') }),
]);

const amendmentSchema = z.strictObject({
  /** Identifier of the scheme that is amended. */
  scheme: z.string(),
  /** First day on which the amendment is meant to apply. */
  effectiveFrom: calendarDate,
  /** Document, number and place that say so. */
  source: z.string().min(1),
  changes: z.array(change).min(1),
});

/** Members of sets and rows of exclusion tables that are added to a scheme or taken from it, without touching its folder. */
export type DrgAmendment = z.infer<typeof amendmentSchema>;

/** Reads an amendment file (YAML). @throws REFERENCE_DATA_FILE_UNREADABLE, REFERENCE_DATA_AMENDMENT_INVALID */
export async function readDrgAmendment(path: string): Promise<DrgAmendment> {
  const text = await readFile(path, 'utf8').catch((error: Error) => {
    throw new ReferenceDataError('REFERENCE_DATA_FILE_UNREADABLE', { path, why: error.message });
  });
  const invalid = (why: string) => new ReferenceDataError('REFERENCE_DATA_AMENDMENT_INVALID', { path, why });
  const content = parseYaml(text, invalid);
  const parsed = amendmentSchema.safeParse(content);
  if (!parsed.success) throw invalid(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
  return parsed.data;
}

/**
 * Lays an amendment over the tables of a scheme.
 *
 * @param path Named in errors.
 * @throws REFERENCE_DATA_AMENDMENT_INVALID when it is for another scheme, removes what is not there or adds what is: such an
 *   amendment was written against other tables.
 */
export function amendDrgTables(
  amendment: DrgAmendment,
  path: string,
  scheme: { readonly id: string; readonly tables: DrgTables; readonly sources: DrgTableSources },
): { readonly tables: DrgTables; readonly sources: DrgTableSources } {
  const invalid = (why: string) => new ReferenceDataError('REFERENCE_DATA_AMENDMENT_INVALID', { path, why });
  if (amendment.scheme !== scheme.id) throw invalid(`scheme: ${amendment.scheme} ≠ ${scheme.id}`);
  const sets = new TableEdit(scheme.tables.sets, scheme.sources.sets.rows, (row) => `${row.set} ${row.code}`);
  const exclusions = new TableEdit(scheme.tables.exclusions, scheme.sources.exclusions.rows, (row) => `${row.table} ${row.code}`);
  const typeOfSet = new Map(scheme.tables.sets.map(({ set, type }) => [set, type]));
  for (const one of amendment.changes) {
    const { name, action } = one;
    const done =
      'set' in one
        ? sets[action]({ set: one.set, code: one.code, name, type: typeOfSet.get(one.set) ?? '' })
        : exclusions[action]({ table: one.exclusionTable, code: one.code, name });
    if (!done) {
      const where = `${'set' in one ? one.set : one.exclusionTable} ${one.code}`;
      throw invalid(
        action === 'add' ? `add ${where}: 已存在 (it is there already)` : `remove ${where}: 不存在 (it is not there)`,
      );
    }
  }
  return {
    tables: { ...scheme.tables, sets: sets.rows(), exclusions: exclusions.rows() },
    sources: {
      ...scheme.sources,
      sets: { ...scheme.sources.sets, rows: sets.sourceRows() },
      exclusions: { ...scheme.sources.exclusions, rows: exclusions.sourceRows() },
    },
  };
}

/** A table under amendment. Rows that are added stand in no row of the original, which row 0 says. */
class TableEdit<T extends DrgTables['sets' | 'exclusions'][number]> {
  readonly #rows: Map<string, { readonly row: T; readonly sourceRow: number }[]>;
  readonly #keyOf: (row: T) => string;

  constructor(rows: readonly T[], sourceRows: DrgTableSources[DrgTableName]['rows'], keyOf: (row: T) => string) {
    this.#keyOf = keyOf;
    this.#rows = new Map();
    for (const [record, row] of rows.entries()) {
      const entry = { row, sourceRow: sourceRowOf(sourceRows, record) };
      this.#rows.set(keyOf(row), [...(this.#rows.get(keyOf(row)) ?? []), entry]);
    }
  }

  add(row: T): boolean {
    if (this.#rows.has(this.#keyOf(row))) return false;
    this.#rows.set(this.#keyOf(row), [{ row, sourceRow: 0 }]);
    return true;
  }

  remove(row: T): boolean {
    return this.#rows.delete(this.#keyOf(row));
  }

  rows(): T[] {
    return [...this.#rows.values()].flat().map(({ row }) => row);
  }

  sourceRows(): (readonly [number, number])[] {
    const runs: (readonly [number, number])[] = [];
    for (const [record, { sourceRow }] of [...this.#rows.values()].flat().entries()) appendSourceRow(runs, record, sourceRow);
    return runs;
  }
}
