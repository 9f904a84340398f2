import { SELECTION_STEPS, type SelectionStep } from '../../../reference-data/index.js';
import {
  BLANK,
  CORE,
  LAYER_COUNT,
  NO_ROW,
  PRIMARY,
  ROW_ATTRIBUTE,
  ROW_CLASS,
  ROW_SIZE,
  type FlatDirectory,
} from '../flat/flat-directory.js';
import { SURGICAL_TREATMENT } from './case-treatment.js';
import type { ComprehensiveRows } from './comprehensive-rows.js';
import { DROPPED_BY_STEP, LATER_CLASS, LATER_IN_SHEET } from './contest.js';
import { IntegerStack } from './integer-stack.js';
import { SelectionFilters, type SelectionParts } from './selection-filters.js';

/** What the rows of a local directory are chosen from. */
export interface LocalParts extends SelectionParts {
  readonly comprehensive: ComprehensiveRows;
}

/**
 * Selects the row of a region's own directory: rows that fit, the region's steps applied in turn until one is left, then the order of
 * classes over what is left and all primary-care and comprehensive rows that fit.
 */
export class LocalRows {
  readonly #flat: FlatDirectory;
  readonly #parts: LocalParts;
  readonly #steps: readonly SelectionStep[];
  /** Layers whose rows are candidates from the start, and those that join at the final order. */
  readonly #first: readonly number[];
  readonly #joining: readonly number[];
  readonly #filters: SelectionFilters;
  readonly #final = new IntegerStack();

  constructor(flat: FlatDirectory, parts: LocalParts) {
    const { selection } = flat.policy;
    this.#flat = flat;
    this.#parts = parts;
    this.#filters = new SelectionFilters(flat, parts);
    this.#steps = selection.steps;
    this.#first = selection.candidates.map((layer) => (layer === 'core' ? CORE : PRIMARY));
    this.#joining = [CORE, PRIMARY].filter((layer) => layer === PRIMARY || !this.#first.includes(CORE));
  }

  /** @returns The row, or NO_ROW. */
  find(): number {
    const { candidates, comprehensive } = this.#parts;
    this.#final.clear();
    candidates.clear();
    for (const layer of this.#first) candidates.add(layer);
    comprehensive.find();
    for (const step of this.#steps) {
      if (candidates.count === 0) break;
      if (step === 'unmatched-surgery-to-comprehensive') {
        // The rule names the row outright, so no order of classes is asked.
        if (this.#goToSurgicalRows()) return this.#firstInClasses();
      } else if (candidates.count > 1) this.#filters.apply(step);
    }
    this.#addFinal(candidates.rows);
    // Every primary-care row that fits stands in the final order, also one that a step dropped before.
    candidates.clear();
    for (const layer of this.#joining) candidates.add(layer);
    this.#addFinal(candidates.rows);
    this.#addFinal(comprehensive.rows);
    this.#addBlank();
    return this.#firstInClasses();
  }

  /** Where every candidate leaves an operation unmatched, and there are comprehensive surgical rows, those take the case. */
  #goToSurgicalRows(): boolean {
    const { candidates, comprehensive, contest } = this.#parts;
    const { rows } = comprehensive;
    for (let at = 0; at < rows.count; at++) {
      if (this.#fact(rows.values[at]!, ROW_ATTRIBUTE) === SURGICAL_TREATMENT) this.#final.push(rows.values[at]!);
    }
    if (this.#final.count > 0 && !this.#filters.allLeaveOperations()) this.#final.clear();
    if (this.#final.count === 0) return false;
    const step = SELECTION_STEPS.indexOf('unmatched-surgery-to-comprehensive');
    for (let at = 0; at < candidates.count; at++) contest.lose(candidates.rows.values[at]!, DROPPED_BY_STEP, step);
    return true;
  }

  #addFinal(rows: IntegerStack): void {
    for (let at = 0; at < rows.count; at++) this.#addFinalRow(rows.values[at]!);
  }

  #addBlank(): void {
    const { keys, principalKeys } = this.#parts.one.diagnoses;
    const { rowsOfKey } = this.#flat;
    for (let place = 0; place < principalKeys; place++) {
      const list = keys.values[place]! * LAYER_COUNT + BLANK;
      for (let at = rowsOfKey.start[list]!, end = rowsOfKey.start[list + 1]!; at < end; at++) {
        this.#addFinalRow(rowsOfKey.values[at]!);
      }
    }
  }

  #addFinalRow(row: number): void {
    const final = this.#final;
    for (let at = 0; at < final.count; at++) if (final.values[at] === row) return;
    final.push(row);
  }

  /** Classes in the region's order. Within a class the sheet decides. */
  #firstInClasses(): number {
    const { contest } = this.#parts;
    const final = this.#final;
    if (final.count === 0) return NO_ROW;
    const rows = final.values.subarray(0, final.count);
    if (rows.length > 1) rows.sort((a, b) => this.#fact(a, ROW_CLASS) - this.#fact(b, ROW_CLASS) || a - b);
    const winner = rows[0]!;
    const ofWinner = this.#fact(winner, ROW_CLASS);
    let tied = 1;
    while (tied < rows.length && this.#fact(rows[tied]!, ROW_CLASS) === ofWinner) tied++;
    for (let at = tied; at < rows.length; at++) contest.lose(rows[at]!, LATER_CLASS);
    for (let at = 1; at < tied; at++) contest.lose(rows[at]!, LATER_IN_SHEET);
    if (tied > 1) for (let at = 0; at < tied; at++) contest.tiedRows.push(rows[at]!);
    return winner;
  }

  #fact(row: number, fact: number): number {
    return this.#flat.rowFacts[row * ROW_SIZE + fact]!;
  }
}
