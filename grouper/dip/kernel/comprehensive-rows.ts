import {
  COMPREHENSIVE,
  LAYER_COUNT,
  NO_ROW,
  PRINTS_ATTRIBUTE,
  ROW_ATTRIBUTE,
  ROW_FLAGS,
  ROW_LEVEL,
  ROW_SIZE,
  type FlatDirectory,
} from '../flat/flat-directory.js';
import type { CaseTreatment } from './case-treatment.js';
import { IntegerStack } from './integer-stack.js';
import { NOWHERE, type KernelCase } from './kernel-case.js';

const UNSPLIT = 0;

/**
 * 综合病种: rows of the local directory for the category of the diagnosis and the treatment attribute of the case; the narrowest
 * category first, and within it the row of the operation level where the directory splits by it.
 */
export class ComprehensiveRows {
  /** What `find` found. */
  readonly rows = new IntegerStack();
  readonly #flat: FlatDirectory;
  readonly #one: KernelCase;
  readonly #treatment: CaseTreatment;
  readonly #splitsByLevel: boolean;

  constructor(flat: FlatDirectory, one: KernelCase, treatment: CaseTreatment) {
    this.#flat = flat;
    this.#one = one;
    this.#treatment = treatment;
    this.#splitsByLevel = flat.policy.choices.surgeryLevelSplit === 'true';
  }

  find(): void {
    this.rows.clear();
    if (this.#treatment.unknownProcedure !== NOWHERE) return;
    const level = this.#splitsByLevel ? this.#treatment.levelRow : UNSPLIT;
    const { keys, principalKeys } = this.#one.diagnoses;
    for (let at = 0; at < principalKeys && this.rows.count === 0; at++) {
      if (level !== UNSPLIT) this.#addFitting(keys.values[at]!, level);
      if (this.rows.count === 0) this.#addFitting(keys.values[at]!, UNSPLIT);
    }
  }

  /** The first row that was found, or NO_ROW. */
  get first(): number {
    return this.rows.count === 0 ? NO_ROW : this.rows.values[0]!;
  }

  #addFitting(key: number, level: number): void {
    const { rowsOfKey, rowFacts } = this.#flat;
    const list = key * LAYER_COUNT + COMPREHENSIVE;
    for (let at = rowsOfKey.start[list]!, end = rowsOfKey.start[list + 1]!; at < end; at++) {
      const facts = rowsOfKey.values[at]! * ROW_SIZE;
      // A row that prints no attribute takes every treatment.
      const takesAll = (rowFacts[facts + ROW_FLAGS]! & PRINTS_ATTRIBUTE) === 0;
      const fits = takesAll || rowFacts[facts + ROW_ATTRIBUTE] === this.#treatment.attribute;
      if (fits && rowFacts[facts + ROW_LEVEL] === level) this.rows.push(rowsOfKey.values[at]!);
    }
  }
}
