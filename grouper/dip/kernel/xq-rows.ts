import {
  AGE_DAYS_BELOW,
  ANY_POSITION,
  IS_NEWBORN,
  NO_ROW,
  NOTHING,
  NUMBERS_OF_ROW,
  ROW_DIAGNOSES,
  ROW_FLAGS,
  ROW_PROCEDURE,
  ROW_SIZE,
  WEIGHT_BELOW,
  WEIGHT_FROM,
  type FlatDirectory,
} from '../flat/flat-directory.js';
import { UNSATISFIED, type CellMatcher } from './cell-matcher.js';
import { LATER_IN_SHEET, type Contest } from './contest.js';
import type { IntegerStack } from './integer-stack.js';
import type { KernelCase } from './kernel-case.js';

/** XQ 先期分组: by number; listed procedures whatever the diagnosis, then newborns by weight. */
export class XqRows {
  readonly #flat: FlatDirectory;
  readonly #one: KernelCase;
  readonly #cells: CellMatcher;
  readonly #contest: Contest;
  readonly #anyPosition: boolean;
  readonly #newbornByAnyDiagnosis: boolean;

  constructor(flat: FlatDirectory, one: KernelCase, cells: CellMatcher, contest: Contest) {
    const { choices } = flat.policy;
    this.#flat = flat;
    this.#one = one;
    this.#cells = cells;
    this.#contest = contest;
    this.#anyPosition = choices.xqPosition === 'any';
    this.#newbornByAnyDiagnosis = choices.newbornDiagnosisPosition === 'any';
  }

  /** @returns The row, or NO_ROW. */
  find(): number {
    // Nearly every case is told by this alone: it has none of the listed procedures and is no newborn.
    if (this.#one.ageYears !== 0 && !this.#one.procedures.hasOneOfXq()) return NO_ROW;
    let first = NO_ROW;
    for (const row of this.#flat.xqRows) {
      if (!(this.#isNewborn(row) ? this.#fitsNewborn(row) : this.#fits(row))) continue;
      if (first === NO_ROW) first = row;
      else this.#contest.lose(row, LATER_IN_SHEET);
    }
    return first;
  }

  /** Adds the places of the procedures that the row asked for. */
  take(row: number, taken: IntegerStack): void {
    if (this.#isNewborn(row)) return;
    const until = this.#until(row);
    this.#cells.take(this.#cells.satisfied(this.#fact(row, ROW_PROCEDURE), 0, until), 0, until, taken);
  }

  #fits(row: number): boolean {
    const cell = this.#fact(row, ROW_PROCEDURE);
    if (cell === NOTHING || !this.#one.diagnoses.isCovered(0, this.#fact(row, ROW_DIAGNOSES))) return false;
    return this.#cells.satisfied(cell, 0, this.#until(row)) !== UNSATISFIED;
  }

  #fitsNewborn(row: number): boolean {
    const { ageYears, ageDays, weightGrams, diagnoses } = this.#one;
    const { rowNumbers } = this.#flat;
    const numbers = row * NUMBERS_OF_ROW;
    if (ageYears !== 0 || !(ageDays >= 0 && ageDays < rowNumbers[numbers + AGE_DAYS_BELOW]!)) return false;
    const isHeavyEnough = weightGrams > 0 && weightGrams >= rowNumbers[numbers + WEIGHT_FROM]!;
    if (!isHeavyEnough || !(weightGrams < rowNumbers[numbers + WEIGHT_BELOW]!)) return false;
    const asked = this.#newbornByAnyDiagnosis ? diagnoses.codes.count : 1;
    return diagnoses.isSomeCovered(0, asked, this.#fact(row, ROW_DIAGNOSES));
  }

  #isNewborn(row: number): boolean {
    return (this.#fact(row, ROW_FLAGS) & IS_NEWBORN) !== 0;
  }

  /** Where the procedures end that the row asks among. */
  #until(row: number): number {
    const anyPosition = this.#anyPosition || (this.#fact(row, ROW_FLAGS) & ANY_POSITION) !== 0;
    return anyPosition ? this.#one.asked.count : this.#one.mainCount;
  }

  #fact(row: number, fact: number): number {
    return this.#flat.rowFacts[row * ROW_SIZE + fact]!;
  }
}
