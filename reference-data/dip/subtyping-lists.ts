import { dirname, join, resolve } from 'node:path';
import { packageRoot } from '../package-root.js';
import type { Subtyping } from '../subtyping-schema.js';
import { parseCodePattern, type CodePattern } from './code-pattern.js';
import { listText, readList, type ListRow } from './read-list.js';
import { parseSubtypeCoefficients, type SubtypeCoefficientRow } from './subtype-coefficients.js';

/** A row of a list that subtyping asks. */
export interface SubtypingListRow {
  readonly pattern: CodePattern;
  /** The row does not count beside a principal diagnosis that one of these fits. */
  readonly excludedPrincipal: readonly CodePattern[];
  /** Where it is not empty, the row counts only beside a principal diagnosis that one of these fits. */
  readonly requiredPrincipal: readonly CodePattern[];
  /** Comorbidity weight of a list of weights; 0 elsewhere. */
  readonly weight: number;
  readonly name: string;
}

/** The lists of a policy by name, and its coefficients by group. */
export interface SubtypingListRows {
  readonly lists: ReadonlyMap<string, readonly SubtypingListRow[]>;
  readonly coefficients: readonly SubtypeCoefficientRow[];
}

/**
 * Reads a list of codes: CSV with the column `pattern`, for weights `weight`, and if wanted `excludedPrincipal`, `requiredPrincipal`
 * (patterns with `|` between them) and `name`.
 *
 * @throws REFERENCE_DATA_LIST_INVALID with every fault and its line.
 */
export function parseSubtypingList(text: string, path: string, kind: Subtyping['lists'][string]['kind']): SubtypingListRow[] {
  const rows: SubtypingListRow[] = [];
  const weighted = kind === 'weights';
  const columns = { required: weighted ? ['weight'] : [], optional: ['excludedPrincipal', 'requiredPrincipal', 'name'] };
  readList(text, path, columns, (row) => {
    const weight = row.text('weight');
    if (weighted && !/^\d{1,3}$/.test(weight)) row.fault(`weight: "${weight}" is no whole number`);
    rows.push({
      pattern: row.pattern,
      excludedPrincipal: patternsOf(row, 'excludedPrincipal'),
      requiredPrincipal: patternsOf(row, 'requiredPrincipal'),
      weight: weighted ? Number(weight) : 0,
      name: row.text('name'),
    });
  });
  return rows;
}

/**
 * Reads every file that a policy names.
 *
 * @param policyPath Files are meant from the folder it lies in; `starter:NAME` from the starter lists of this package.
 * @throws REFERENCE_DATA_FILE_UNREADABLE, REFERENCE_DATA_LIST_INVALID
 */
export function readSubtypingLists(subtyping: Subtyping, policyPath: string): SubtypingListRows {
  const fileOf = (name: string) =>
    name.startsWith('starter:')
      ? join(packageRoot(), 'reference-data', 'dip', 'subtyping-lists', `${name.slice('starter:'.length)}.csv`)
      : resolve(dirname(policyPath), name);
  const lists = new Map<string, readonly SubtypingListRow[]>();
  for (const [name, { kind, file }] of Object.entries(subtyping.lists)) {
    const path = fileOf(file);
    lists.set(name, parseSubtypingList(listText(path), path, kind));
  }
  if (subtyping.coefficients === undefined) return { lists, coefficients: [] };
  const path = fileOf(subtyping.coefficients);
  return { lists, coefficients: parseSubtypeCoefficients(listText(path), path, subtyping) };
}

function patternsOf(row: ListRow, column: string): CodePattern[] {
  const cell = row.text(column);
  if (cell === '') return [];
  return cell.split('|').flatMap((text) => {
    const pattern = parseCodePattern(text.trim());
    if (pattern === undefined) row.fault(`${column}: "${text}" is no code, no beginning and no range`);
    return pattern ?? [];
  });
}
