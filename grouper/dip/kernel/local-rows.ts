import { SELECTION_STEPS, type SelectionStep } from '../../../reference-data/index.js';
import { attributeOfValue } from '../flat/attribute-table.js';
import {
  BLANK,
  CORE,
  HAS_FULL_CODE,
  LAYER_COUNT,
  MEAN_COST,
  NO_ROW,
  NUMBERS_OF_ROW,
  PRIMARY,
  ROW_ATTRIBUTE,
  ROW_CLASS,
  ROW_CODES,
  ROW_FLAGS,
  ROW_KEY_RANK,
  ROW_POINTS_RANK,
  ROW_SIZE,
  type FlatDirectory,
} from '../flat/flat-directory.js';
import { SURGICAL_TREATMENT, type CaseTreatment } from './case-treatment.js';
import type { ComprehensiveRows } from './comprehensive-rows.js';
import { DROPPED_BY_STEP, LATER_CLASS, LATER_IN_SHEET, type Contest } from './contest.js';
import { IntegerStack } from './integer-stack.js';
import { NOWHERE, type KernelCase } from './kernel-case.js';
import type { LocalCandidates } from './local-candidates.js';

/** Charges in fen times this are millionths of a yuan, in which means stand. */
const MILLIONTHS_OF_FEN = 10_000;

/** What the rows of a local directory are chosen from. */
export interface LocalParts {
  readonly one: KernelCase;
  readonly contest: Contest;
  readonly treatment: CaseTreatment;
  readonly candidates: LocalCandidates;
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
  /** How each candidate does in a step. */
  #values = new Float64Array(64);
  readonly #final = new IntegerStack();
  readonly #taken = new IntegerStack();

  constructor(flat: FlatDirectory, parts: LocalParts) {
    const { selection } = flat.policy;
    this.#flat = flat;
    this.#parts = parts;
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
      } else if (candidates.count > 1) this.#apply(step);
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
    for (let at = 0; at < candidates.count && this.#final.count > 0; at++) {
      if (this.#unmatched(candidates.rows.values[at]!, true) === 0) this.#final.clear();
    }
    if (this.#final.count === 0) return false;
    const step = SELECTION_STEPS.indexOf('unmatched-surgery-to-comprehensive');
    for (let at = 0; at < candidates.count; at++) contest.lose(candidates.rows.values[at]!, DROPPED_BY_STEP, step);
    return true;
  }

  /** Keeps the candidates that do best in a step; there is at least one. */
  #apply(step: SelectionStep): void {
    const { candidates, contest } = this.#parts;
    const { rows, scores, parts } = candidates;
    if (this.#values.length < candidates.count) this.#values = new Float64Array(candidates.count * 2);
    let most = -Infinity;
    for (let at = 0; at < candidates.count; at++) {
      this.#values[at] = this.#valueIn(step, at);
      most = Math.max(most, this.#values[at]!);
    }
    const keepsOne = step === 'earlier-code';
    let kept = 0;
    for (let at = 0; at < candidates.count; at++) {
      if (this.#values[at] !== most || (keepsOne && kept > 0)) {
        contest.lose(rows.values[at]!, DROPPED_BY_STEP, SELECTION_STEPS.indexOf(step));
        continue;
      }
      rows.values[kept] = rows.values[at]!;
      scores.values[kept] = scores.values[at]!;
      parts.values[kept++] = parts.values[at]!;
    }
    rows.count = kept;
    scores.count = kept;
    parts.count = kept;
  }

  #valueIn(step: SelectionStep, at: number): number {
    const { one, treatment, candidates } = this.#parts;
    const row = candidates.rows.values[at]!;
    switch (step) {
      case 'most-plus': {
        const parts = candidates.parts.values[at]!;
        return parts > 1 ? parts : 0;
      }
      case 'most-matched':
        return candidates.scores.values[at]!;
      case 'no-unmatched':
        return this.#unmatched(row, false) === 0 ? 1 : 0;
      case 'full-code-over-short':
        return (this.#fact(row, ROW_FLAGS) & HAS_FULL_CODE) === 0 ? 0 : 1;
      case 'code-contains-main-procedure':
        return one.mainProcedure !== NOWHERE && one.procedures.isAmong(one.mainProcedure, this.#fact(row, ROW_CODES)) ? 1 : 0;
      case 'highest-points':
        return this.#fact(row, ROW_POINTS_RANK);
      case 'highest-points-if-surgery':
        return treatment.attribute === SURGICAL_TREATMENT ? this.#fact(row, ROW_POINTS_RANK) : 0;
      case 'nearest-mean':
        return -this.#distanceFromMean(row);
      case 'earlier-code':
        return -this.#fact(row, ROW_KEY_RANK);
      case 'sheet-order':
        return -row;
      case 'unmatched-surgery-to-comprehensive':
        return 0;
    }
  }

  /** How far the charges of the case are from the mean of a row. Rows without a mean come last; cases without charges do not decide. */
  #distanceFromMean(row: number): number {
    const { totalChargesFen } = this.#parts.one;
    if (Number.isNaN(totalChargesFen)) return 0;
    const mean = this.#flat.rowNumbers[row * NUMBERS_OF_ROW + MEAN_COST]!;
    if (Number.isNaN(mean)) return Infinity;
    // All means lie within these bounds, and of two means the nearer is the same from a bound as from beyond it.
    const charges = Math.max(0, Math.min(totalChargesFen * MILLIONTHS_OF_FEN, Number.MAX_SAFE_INTEGER));
    return Math.abs(mean - charges);
  }

  /** How many procedures a row leaves unmatched, all or the operations among them. */
  #unmatched(row: number, countsOperationsOnly: boolean): number {
    const { one, candidates } = this.#parts;
    this.#taken.clear();
    candidates.take(row, this.#taken);
    let unmatched = 0;
    for (let place = 0; place < one.procedures.codes.count; place++) {
      if (one.procedures.isThere(place, this.#taken)) continue;
      if (!countsOperationsOnly || this.#isOperation(place)) unmatched++;
    }
    return unmatched;
  }

  #isOperation(place: number): boolean {
    const value = this.#parts.one.procedures.treatmentOf(place);
    return value !== 0 && attributeOfValue(value) === SURGICAL_TREATMENT;
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
