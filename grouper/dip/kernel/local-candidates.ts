import { LAYER_COUNT, NOTHING, ROW_PROCEDURE, ROW_RELATED, ROW_SIZE, type FlatDirectory } from '../flat/flat-directory.js';
import { CONSERVATIVE_TREATMENT, type CaseTreatment } from './case-treatment.js';
import { UNSATISFIED, type CellMatcher } from './cell-matcher.js';
import { IntegerStack } from './integer-stack.js';
import type { KernelCase } from './kernel-case.js';

/** Rows of the local layers that fit a case, with how many of its procedures each takes and how many parts of its cells ask for them. */
export class LocalCandidates {
  readonly rows = new IntegerStack();
  readonly scores = new IntegerStack();
  readonly parts = new IntegerStack();

  readonly #flat: FlatDirectory;
  readonly #one: KernelCase;
  readonly #cells: CellMatcher;
  readonly #treatment: CaseTreatment;
  readonly #isPooled: boolean;
  readonly #mainMustMatch: boolean;
  readonly #conservative = new IntegerStack();
  readonly #taken = new IntegerStack();

  constructor(flat: FlatDirectory, one: KernelCase, cells: CellMatcher, treatment: CaseTreatment) {
    const { choices } = flat.policy;
    this.#flat = flat;
    this.#one = one;
    this.#cells = cells;
    this.#treatment = treatment;
    this.#isPooled = choices.diagnosisKeyOrder === 'pooled';
    this.#mainMustMatch = choices.coreProcedurePosition === 'main';
  }

  get count(): number {
    return this.rows.count;
  }

  clear(): void {
    this.rows.clear();
    this.scores.clear();
    this.parts.clear();
  }

  /** Adds the rows of a layer with procedures that the case satisfies; without such, and in a conservative case, its conservative rows. */
  add(layer: number): void {
    const { rowsOfKey, rowFacts } = this.#flat;
    const { keys, principalKeys } = this.#one.diagnoses;
    const before = this.count;
    this.#conservative.clear();
    for (let place = 0; place < principalKeys; place++) {
      const list = keys.values[place]! * LAYER_COUNT + layer;
      const takesConservative = this.#isPooled || this.#conservative.count === 0;
      for (let at = rowsOfKey.start[list]!, end = rowsOfKey.start[list + 1]!; at < end; at++) {
        const row = rowsOfKey.values[at]!;
        if (rowFacts[row * ROW_SIZE + ROW_PROCEDURE] !== NOTHING) this.#addIfItFits(row, before);
        else if (takesConservative) this.#conservative.push(row);
      }
      if (this.count > before && !this.#isPooled) return;
    }
    if (this.count > before || this.#treatment.attribute !== CONSERVATIVE_TREATMENT) return;
    for (let at = 0; at < this.#conservative.count; at++) this.#addOnce(this.#conservative.values[at]!, 0, 0, before);
  }

  /** Adds the places of the procedures that a row takes. */
  take(row: number, taken: IntegerStack): void {
    const { rowFacts } = this.#flat;
    const { count } = this.#one.asked;
    if (rowFacts[row * ROW_SIZE + ROW_PROCEDURE] === NOTHING) return;
    for (const cell of [ROW_PROCEDURE, ROW_RELATED]) {
      this.#cells.take(this.#cells.satisfied(rowFacts[row * ROW_SIZE + cell]!, 0, count), 0, count, taken);
    }
  }

  #addIfItFits(row: number, from: number): void {
    const { rowFacts } = this.#flat;
    const { asked, mainCount } = this.#one;
    const procedure = this.#cells.satisfied(rowFacts[row * ROW_SIZE + ROW_PROCEDURE]!, 0, asked.count);
    if (procedure === UNSATISFIED) return;
    if (this.#mainMustMatch && (mainCount === 0 || !this.#cells.takes(procedure, asked.values[0]!))) return;
    const related = this.#cells.satisfied(rowFacts[row * ROW_SIZE + ROW_RELATED]!, 0, asked.count);
    if (related === UNSATISFIED) return;
    this.#taken.clear();
    this.#cells.take(procedure, 0, asked.count, this.#taken);
    this.#cells.take(related, 0, asked.count, this.#taken);
    this.#addOnce(row, this.#taken.count, this.#cells.partsOf(procedure) + this.#cells.partsOf(related), from);
  }

  /** A row may stand under several keys of one diagnosis. */
  #addOnce(row: number, score: number, parts: number, from: number): void {
    for (let at = from; at < this.count; at++) if (this.rows.values[at] === row) return;
    this.rows.push(row);
    this.scores.push(score);
    this.parts.push(parts);
  }
}
