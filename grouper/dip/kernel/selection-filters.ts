import { SELECTION_STEPS, type SelectionStep } from '../../../reference-data/index.js';
import { attributeOfValue } from '../flat/attribute-table.js';
import {
  HAS_FULL_CODE,
  MEAN_COST,
  NUMBERS_OF_ROW,
  ROW_CODES,
  ROW_FLAGS,
  ROW_KEY_RANK,
  ROW_POINTS_RANK,
  ROW_SIZE,
  type FlatDirectory,
} from '../flat/flat-directory.js';
import { SURGICAL_TREATMENT, type CaseTreatment } from './case-treatment.js';
import { DROPPED_BY_STEP, type Contest } from './contest.js';
import { IntegerStack } from './integer-stack.js';
import { NOWHERE, type KernelCase } from './kernel-case.js';
import type { LocalCandidates } from './local-candidates.js';

/** Charges in fen times this are millionths of a yuan, in which means stand. */
const MILLIONTHS_OF_FEN = 10_000;

/** What candidates are filtered by. */
export interface SelectionParts {
  readonly one: KernelCase;
  readonly contest: Contest;
  readonly treatment: CaseTreatment;
  readonly candidates: LocalCandidates;
}

/** The filters of a region by name. Each keeps at least one candidate. */
export class SelectionFilters {
  readonly #flat: FlatDirectory;
  readonly #one: KernelCase;
  readonly #contest: Contest;
  readonly #treatment: CaseTreatment;
  readonly #candidates: LocalCandidates;
  /** How each candidate does in a step. */
  #values = new Float64Array(64);
  readonly #taken = new IntegerStack();

  constructor(flat: FlatDirectory, { one, contest, treatment, candidates }: SelectionParts) {
    this.#flat = flat;
    this.#one = one;
    this.#contest = contest;
    this.#treatment = treatment;
    this.#candidates = candidates;
  }

  /** Keeps the candidates that do best in a step; there is at least one. */
  apply(step: SelectionStep): void {
    const candidates = this.#candidates;
    const { rows, scores, parts } = candidates;
    if (this.#values.length < candidates.count) this.#values = new Float64Array(candidates.count * 2);
    let most = -Infinity;
    for (let at = 0; at < candidates.count; at++) {
      this.#values[at] = this.#valueIn(step, at);
      most = Math.max(most, this.#values[at]!);
    }
    // Of rows with one key the first stays.
    const keepsOne = step === 'earlier-code';
    let kept = 0;
    for (let at = 0; at < candidates.count; at++) {
      if (this.#values[at] !== most || (keepsOne && kept > 0)) {
        this.#contest.lose(rows.values[at]!, DROPPED_BY_STEP, SELECTION_STEPS.indexOf(step));
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

  /** Those of the highest value stay; equal values decide nothing. */
  #valueIn(step: SelectionStep, at: number): number {
    const one = this.#one;
    const candidates = this.#candidates;
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
        return this.#treatment.attribute === SURGICAL_TREATMENT ? this.#fact(row, ROW_POINTS_RANK) : 0;
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
    const { totalChargesFen } = this.#one;
    if (Number.isNaN(totalChargesFen)) return 0;
    const mean = this.#flat.rowNumbers[row * NUMBERS_OF_ROW + MEAN_COST]!;
    if (Number.isNaN(mean)) return Infinity;
    // All means lie within these bounds, and of two means the nearer is the same from a bound as from beyond it.
    const charges = Math.max(0, Math.min(totalChargesFen * MILLIONTHS_OF_FEN, Number.MAX_SAFE_INTEGER));
    return Math.abs(mean - charges);
  }

  /** Whether every candidate leaves an operation unmatched. */
  allLeaveOperations(): boolean {
    const { rows } = this.#candidates;
    for (let at = 0; at < rows.count; at++) if (this.#unmatched(rows.values[at]!, true) === 0) return false;
    return true;
  }

  /** How many procedures a row leaves unmatched, all or the operations among them. */
  #unmatched(row: number, countsOperationsOnly: boolean): number {
    const { procedures } = this.#one;
    this.#taken.clear();
    this.#candidates.take(row, this.#taken);
    let unmatched = 0;
    for (let place = 0; place < procedures.codes.count; place++) {
      if (procedures.isThere(place, this.#taken)) continue;
      if (!countsOperationsOnly || this.#isOperation(place)) unmatched++;
    }
    return unmatched;
  }

  #isOperation(place: number): boolean {
    const value = this.#one.procedures.treatmentOf(place);
    return value !== 0 && attributeOfValue(value) === SURGICAL_TREATMENT;
  }

  #fact(row: number, fact: number): number {
    return this.#flat.rowFacts[row * ROW_SIZE + fact]!;
  }
}
