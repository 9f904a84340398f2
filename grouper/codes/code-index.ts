import { CodeTable } from './code-table.js';

/** The id of a code that stands on no sheet of the scheme. */
export const UNKNOWN_CODE = 0;

// In every spelling that the normal form folds.
const PATTERN = /^([^+＋†‡]*)[*＊∗]\s*$/;

/**
 * What a pattern begins with: a member such as `I63*` stands for every code that begins with `I63`.
 *
 * @returns undefined for a plain code; the asterisk behind a `+` or dagger is part of one.
 */
export function patternStem(member: string): string | undefined {
  return PATTERN.exec(member)?.[1];
}

export function isPattern(member: string): boolean {
  return patternStem(member) !== undefined;
}

/** Codes of one kind (diagnoses, procedures or departments) as the scheme knows them, each with an integer id of its own. */
export class CodeIndex {
  readonly #ids = new Map<string, number>();
  readonly #table = new CodeTable();
  readonly #patterns = new Map<string, number>();
  readonly #patternIds = new Set<number>();
  /** Brings a code of this kind into the form in which codes are compared. */
  readonly normalForm: (raw: string) => string;
  readonly #newId: () => number;
  #longestPattern = 0;

  /**
   * @param normalForm Brings a code of this kind into the form in which codes are compared.
   * @param newId Hands out the next integer; shared by the indexes of a scheme, so that an id belongs to one code alone.
   */
  constructor(normalForm: (raw: string) => string, newId: () => number) {
    this.normalForm = normalForm;
    this.#newId = newId;
  }

  /** The id of a code or pattern of the scheme, given one when it is seen for the first time. */
  intern(member: string): number {
    const stem = patternStem(member);
    const pattern = stem !== undefined;
    const code = this.normalForm(stem ?? member);
    const ids = pattern ? this.#patterns : this.#ids;
    let id = ids.get(code);
    if (id === undefined) {
      id = this.#newId();
      ids.set(code, id);
      if (!pattern) this.#table.add(code, id);
      if (pattern) {
        this.#patternIds.add(id);
        this.#longestPattern = Math.max(this.#longestPattern, code.length);
      }
    }
    return id;
  }

  /**
   * The id under which a case's code belongs to sets: its own, else that of the longest pattern it begins with.
   *
   * @param code In any spelling; the normal form is made only when the code as given is not known.
   * @returns UNKNOWN_CODE for a code that is on no sheet of the scheme.
   */
  lookUp(code: string): number {
    const id = this.#table.find(code);
    if (id !== UNKNOWN_CODE) return id;
    const normal = this.normalForm(code);
    return (normal === code ? undefined : this.#ids.get(normal)) ?? this.#longestMatch(normal) ?? UNKNOWN_CODE;
  }

  /** Whether an id stands for a pattern, so that several codes may share it. */
  isPatternId(id: number): boolean {
    return this.#patternIds.size > 0 && this.#patternIds.has(id);
  }

  /** Ids of all patterns that a code or pattern begins with, shortest first; without its own. */
  *wider(code: string): Generator<number> {
    for (let length = 0; length <= Math.min(code.length, this.#longestPattern); length++) {
      const id = this.#patterns.get(code.slice(0, length));
      if (id !== undefined) yield id;
    }
  }

  /** Every code and pattern with its id; a pattern without its asterisk. */
  *entries(): Generator<{ readonly code: string; readonly id: number; readonly pattern: boolean }> {
    for (const [code, id] of this.#ids) yield { code, id, pattern: false };
    for (const [code, id] of this.#patterns) yield { code, id, pattern: true };
  }

  #longestMatch(code: string): number | undefined {
    for (let length = Math.min(code.length, this.#longestPattern); length >= 0; length--) {
      const id = this.#patterns.get(code.slice(0, length));
      if (id !== undefined) return id;
    }
    return undefined;
  }
}
