import type { FlatSections, Sections } from '../flat/flat-sections.js';
import { CodeTable, CodeTableBuilder } from './code-table.js';

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

/** Codes of one kind (diagnoses, procedures or departments) as a compiled scheme knows them, each with an integer id of its own. */
export class CodeIndex {
  /** Brings a code of this kind into the form in which codes are compared. */
  readonly normalForm: (raw: string) => string;
  readonly #codes: CodeTable;
  readonly #stems: CodeTable;
  readonly #patternIds: ReadonlySet<number>;
  /** Unit: signs of the stem; 0 also where there is no pattern. */
  readonly #longestStem: number;

  constructor(
    normalForm: (raw: string) => string,
    parts: {
      readonly codes: CodeTable;
      readonly stems: CodeTable;
      readonly patternIds: Int32Array;
      readonly longestStem: number;
    },
  ) {
    this.normalForm = normalForm;
    this.#codes = parts.codes;
    this.#stems = parts.stems;
    this.#patternIds = new Set(parts.patternIds);
    this.#longestStem = parts.longestStem;
  }

  /** Reads an index that lies among packed sections. */
  static open(normalForm: (raw: string) => string, sections: FlatSections, name: string): CodeIndex {
    const [longestStem, ...patternIds] = sections.int32(`${name}.patterns`);
    return new CodeIndex(normalForm, {
      codes: CodeTable.open(sections, `${name}.codes`),
      stems: CodeTable.open(sections, `${name}.stems`),
      patternIds: Int32Array.from(patternIds),
      longestStem: longestStem!,
    });
  }

  sections(name: string): Sections {
    return {
      ...this.#codes.sections(`${name}.codes`),
      ...this.#stems.sections(`${name}.stems`),
      [`${name}.patterns`]: Int32Array.from([this.#longestStem, ...this.#patternIds]),
    };
  }

  /**
   * The id under which a case's code belongs to sets: its own, else that of the longest pattern it begins with.
   *
   * @param code In any spelling; the normal form is made only when the code as given is not known.
   * @returns UNKNOWN_CODE for a code that is on no sheet of the scheme.
   */
  lookUp(code: string): number {
    const id = this.#codes.find(code);
    if (id !== UNKNOWN_CODE) return id;
    const normal = this.normalForm(code);
    return (normal === code ? UNKNOWN_CODE : this.#codes.find(normal)) || this.#longestMatch(normal);
  }

  /** The same of a code in normal form that stands in bytes as ASCII. */
  lookUpBytes(bytes: Uint8Array, start: number, end: number): number {
    const id = this.#codes.findBytes(bytes, start, end);
    if (id !== UNKNOWN_CODE || this.#patternIds.size === 0) return id;
    for (let until = Math.min(end, start + this.#longestStem); until >= start; until--) {
      const pattern = this.#stems.findBytes(bytes, start, until);
      if (pattern !== UNKNOWN_CODE) return pattern;
    }
    return UNKNOWN_CODE;
  }

  /** Whether the scheme knows no code of this kind, so that none matters. */
  get isEmpty(): boolean {
    return this.#codes.isEmpty && this.#patternIds.size === 0;
  }

  /** Whether an id stands for a pattern, so that several codes may share it. */
  isPatternId(id: number): boolean {
    return this.#patternIds.size > 0 && this.#patternIds.has(id);
  }

  #longestMatch(code: string): number {
    if (this.#patternIds.size === 0) return UNKNOWN_CODE;
    for (let length = Math.min(code.length, this.#longestStem); length >= 0; length--) {
      const id = this.#stems.find(code.slice(0, length));
      if (id !== UNKNOWN_CODE) return id;
    }
    return UNKNOWN_CODE;
  }
}

/** Collects the codes and patterns of one kind while a scheme is compiled. */
export class CodeIndexBuilder {
  readonly #normalForm: (raw: string) => string;
  readonly #newId: () => number;
  readonly #ids = new Map<string, number>();
  readonly #patterns = new Map<string, number>();
  #longestStem = 0;

  /**
   * @param normalForm Brings a code of this kind into the form in which codes are compared.
   * @param newId Hands out the next integer; shared by the indexes of a scheme, so that an id belongs to one code alone.
   */
  constructor(normalForm: (raw: string) => string, newId: () => number) {
    this.#normalForm = normalForm;
    this.#newId = newId;
  }

  /** The id of a code or pattern of the scheme, given one when it is seen for the first time. */
  intern(member: string): number {
    const stem = patternStem(member);
    const code = this.#normalForm(stem ?? member);
    const ids = stem === undefined ? this.#ids : this.#patterns;
    let id = ids.get(code);
    if (id === undefined) {
      id = this.#newId();
      ids.set(code, id);
      if (stem !== undefined) this.#longestStem = Math.max(this.#longestStem, code.length);
    }
    return id;
  }

  /** Ids of all patterns that a code or pattern begins with, shortest first; without its own. */
  *wider(code: string): Generator<number> {
    for (let length = 0; length <= Math.min(code.length, this.#longestStem); length++) {
      const id = this.#patterns.get(code.slice(0, length));
      if (id !== undefined) yield id;
    }
  }

  /** Every code and pattern with its id; a pattern without its asterisk. */
  *entries(): Generator<{ readonly code: string; readonly id: number; readonly pattern: boolean }> {
    for (const [code, id] of this.#ids) yield { code, id, pattern: false };
    for (const [code, id] of this.#patterns) yield { code, id, pattern: true };
  }

  finish(): CodeIndex {
    return new CodeIndex(this.#normalForm, {
      codes: tableOf(this.#ids),
      stems: tableOf(this.#patterns),
      patternIds: Int32Array.from(this.#patterns.values()),
      longestStem: this.#longestStem,
    });
  }
}

function tableOf(ids: ReadonlyMap<string, number>): CodeTable {
  const builder = new CodeTableBuilder();
  for (const [code, id] of ids) builder.add(code, id);
  return builder.finish();
}
