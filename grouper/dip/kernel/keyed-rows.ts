import { BX, JC, LAYER_COUNT, NO_ROW, ROW_RELATED, ROW_SIZE, type FlatDirectory } from '../flat/flat-directory.js';
import { UNSATISFIED, type CellMatcher } from './cell-matcher.js';
import { FEWER_MATCHED, RELATED_NOT_MET, type Contest } from './contest.js';
import type { IntegerStack } from './integer-stack.js';
import { NOWHERE, type KernelCase } from './kernel-case.js';
import { RelatedScore } from './related-score.js';
import { RowMatches } from './row-matches.js';

/** The layers whose rows are found by diagnosis and main procedure: BX 并项 and JC 基本规则. */
export class KeyedRows {
  readonly #flat: FlatDirectory;
  readonly #one: KernelCase;
  readonly #cells: CellMatcher;
  readonly #contest: Contest;
  readonly #related: RelatedScore;
  readonly #found = new RowMatches();
  readonly #matches = new RowMatches();
  readonly #isPooled: boolean;

  constructor(flat: FlatDirectory, one: KernelCase, cells: CellMatcher, contest: Contest) {
    this.#flat = flat;
    this.#one = one;
    this.#cells = cells;
    this.#contest = contest;
    this.#related = new RelatedScore(flat, one, cells);
    this.#isPooled = flat.policy.choices.diagnosisKeyOrder === 'pooled';
  }

  /** BX: the row whose related cell takes most of the other procedures. @returns The row, or NO_ROW. */
  findMerged(): number {
    return this.#one.mainCount === 0 ? NO_ROW : this.#find(BX);
  }

  /** JC: diagnosis and main procedure, or no procedure at all. @returns The row, or NO_ROW. */
  findBase(): number {
    return this.#find(JC);
  }

  /** Adds the places of the procedures that a row of BX asked for. */
  takeMerged(row: number, taken: IntegerStack): void {
    const { mainCount, asked } = this.#one;
    this.takeBase(taken);
    this.#cells.take(this.#relatedOf(row), mainCount, asked.count, taken);
  }

  takeBase(taken: IntegerStack): void {
    if (this.#one.mainCount > 0) taken.push(this.#one.asked.values[0]!);
  }

  #find(layer: number): number {
    const { keys, principalKeys } = this.#one.diagnoses;
    this.#matches.clear();
    for (let at = 0; at < principalKeys; at++) {
      this.#findOfKey(keys.values[at]! * LAYER_COUNT + layer);
      for (let place = 0; place < this.#found.count; place++) this.#match(this.#found.rows.values[place]!, layer);
      // The first key with surviving rows is the last asked.
      if (this.#matches.count > 0 && !this.#isPooled) break;
    }
    return this.#matches.best(this.#contest, FEWER_MATCHED);
  }

  #match(row: number, layer: number): void {
    if (layer === JC) {
      this.#matches.addInOrder(row, 0);
      return;
    }
    const related = this.#relatedOf(row);
    if (related === UNSATISFIED) this.#contest.lose(row, RELATED_NOT_MET);
    else this.#matches.addInOrder(row, this.#related.of(related));
  }

  #relatedOf(row: number): number {
    const { mainCount, asked } = this.#one;
    return this.#cells.satisfied(this.#flat.rowFacts[row * ROW_SIZE + ROW_RELATED]!, mainCount, asked.count);
  }

  /** Rows of a key whose cell the main procedure meets alone; without a main procedure those that ask for none. */
  #findOfKey(keyAndLayer: number): void {
    const { procedures, mainProcedure } = this.#one;
    this.#found.clear();
    if (mainProcedure === NOWHERE) {
      this.#addFound(keyAndLayer, 0);
      return;
    }
    for (let at = procedures.answersFrom(mainProcedure), end = procedures.answersUntil(mainProcedure); at < end; at++) {
      const procedure = procedures.answer(at);
      if (procedure !== 0) this.#addFound(keyAndLayer, procedure);
    }
  }

  #addFound(keyAndLayer: number, procedure: number): void {
    const { rowsByProcedure } = this.#flat;
    const { start, values } = rowsByProcedure.lists;
    const list = rowsByProcedure.find(keyAndLayer, procedure);
    for (let at = start[list]!, end = start[list + 1]!; at < end; at++) this.#found.addInOrder(values[at]!, 0);
  }
}
