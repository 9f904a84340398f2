import type { CodePattern, ExactDecimal, SubtypingListRow, SubtypingListRows } from '../../../reference-data/index.js';
import { PatternIndex } from '../attributes/pattern-index.js';

/** What a list says of one code of a case. */
export type ListAnswer = 'absent' | 'excluded' | 'counts';

interface Entry {
  readonly weight: number;
  readonly excluded: PatternIndex<true> | undefined;
  readonly required: PatternIndex<true> | undefined;
}

/** One list of codes, ready for look-ups. */
export class CodeList {
  readonly #index: PatternIndex<Entry>;

  constructor(rows: readonly SubtypingListRow[]) {
    this.#index = new PatternIndex(rows.map((row) => [row.pattern, entryOf(row)] as const));
  }

  /**
   * Whether a code counts, stands in the list but is struck out by the principal diagnosis, or does not stand in it.
   *
   * @param code In normal form.
   * @param principal Principal diagnosis in normal form.
   */
  ask(code: string, principal: string): ListAnswer {
    const entry = this.#index.find(code);
    if (entry === undefined) return 'absent';
    return isStruckOut(entry, principal) ? 'excluded' : 'counts';
  }

  /** The weight of a code of a list of weights; 0 for one that does not count. */
  weightOf(code: string, principal: string): number {
    const entry = this.#index.find(code);
    return entry === undefined || isStruckOut(entry, principal) ? 0 : entry.weight;
  }
}

function isStruckOut({ excluded, required }: Entry, principal: string): boolean {
  return excluded?.find(principal) === true || (required !== undefined && required.find(principal) === undefined);
}

/** What one subtype of one group is worth. */
export interface SubtypeCoefficients {
  readonly trigger: ExactDecimal | undefined;
  readonly coefficient: ExactDecimal;
}

/** The lists of a subtyping policy and its coefficients by group, ready for look-ups. */
export class SubtypingLists {
  readonly #lists: ReadonlyMap<string, CodeList>;
  readonly #coefficients: ReadonlyMap<string, SubtypeCoefficients>;

  constructor(rows: SubtypingListRows) {
    this.#lists = new Map([...rows.lists].map(([name, list]) => [name, new CodeList(list)]));
    this.#coefficients = new Map(rows.coefficients.map((row) => [keyOf(row.group, row.family, row.level), row]));
  }

  /** @param name The policy was checked to name lists that it has. */
  list(name: string): CodeList {
    const list = this.#lists.get(name);
    if (list === undefined) throw new Error(`the policy has a list ${name}`);
    return list;
  }

  /** Coefficients that the policy's file gives for a group; undefined where it has no such row. */
  coefficients(group: string, family: string, level: string): SubtypeCoefficients | undefined {
    return this.#coefficients.size === 0 ? undefined : this.#coefficients.get(keyOf(group, family, level));
  }
}

function keyOf(group: string, family: string, level: string): string {
  return `${group}\n${family}\n${level}`;
}

function entryOf({ weight, excludedPrincipal, requiredPrincipal }: SubtypingListRow): Entry {
  return { weight, excluded: setOf(excludedPrincipal), required: setOf(requiredPrincipal) };
}

function setOf(patterns: readonly CodePattern[]): PatternIndex<true> | undefined {
  return patterns.length === 0 ? undefined : new PatternIndex(patterns.map((pattern) => [pattern, true] as const));
}
