import {
  ASKS_RESISTANCE,
  FZ,
  IS_BURN,
  IS_TUMOUR,
  LAYER_COUNT,
  NOTHING,
  ROW_FLAGS,
  ROW_OTHER_DIAGNOSES,
  ROW_PROCEDURE,
  ROW_RELATED,
  ROW_RESISTANCE,
  ROW_SIZE,
  WANTS_RESISTANCE,
  type FlatDirectory,
} from '../flat/flat-directory.js';
import { burnAreaOf } from './burn-area.js';
import { UNSATISFIED, type CellMatcher } from './cell-matcher.js';
import { FEWER_REQUIRED, type Contest } from './contest.js';
import type { IntegerStack } from './integer-stack.js';
import { NOWHERE, type KernelCase } from './kernel-case.js';
import { RelatedScore } from './related-score.js';
import { RowMatches } from './row-matches.js';

/** FZ 诊断辅助细分: tumour treatment, burns, tuberculosis. What a row asks for decides, not how narrow its diagnosis is. */
export class SubdividedRows {
  readonly #flat: FlatDirectory;
  readonly #one: KernelCase;
  readonly #cells: CellMatcher;
  readonly #contest: Contest;
  readonly #related: RelatedScore;
  readonly #matches = new RowMatches();
  readonly #emptyRowsFallBack: boolean;
  readonly #anyPosition: boolean;
  readonly #tumoursReversed: boolean;
  readonly #firstBurnArea: boolean;

  constructor(flat: FlatDirectory, one: KernelCase, cells: CellMatcher, contest: Contest) {
    const { choices } = flat.policy;
    this.#flat = flat;
    this.#one = one;
    this.#cells = cells;
    this.#contest = contest;
    this.#related = new RelatedScore(flat, one, cells);
    this.#emptyRowsFallBack = choices.emptyRow === 'fallback';
    this.#anyPosition = choices.fzMainPosition === 'any';
    this.#tumoursReversed = choices.tumourSiteTie === 'reverse-sheet-order';
    this.#firstBurnArea = choices.burnAreaSeveral === 'first';
  }

  /** @returns The row, or NO_ROW. */
  find(): number {
    const { keys, principalKeys } = this.#one.diagnoses;
    const { rowsOfKey } = this.#flat;
    const matches = this.#matches;
    matches.clear();
    for (let place = 0; place < principalKeys; place++) {
      const list = keys.values[place]! * LAYER_COUNT + FZ;
      for (let at = rowsOfKey.start[list]!, end = rowsOfKey.start[list + 1]!; at < end; at++) {
        const row = rowsOfKey.values[at]!;
        const score = this.#scoreOf(row);
        if (score !== UNSATISFIED) matches.addInOrder(row, score);
      }
    }
    if (this.#tumoursReversed && matches.count > 0 && this.#isTumour(matches.rows.values[0]!)) matches.reverse();
    if (this.#emptyRowsFallBack && this.#one.mainCount > 0) this.#leaveFallbacksOut();
    return matches.best(this.#contest, FEWER_REQUIRED);
  }

  /** Adds the places of the procedures that the row asked for. */
  take(row: number, taken: IntegerStack): void {
    const { mainCount, asked } = this.#one;
    const isTumour = this.#isTumour(row);
    const until = isTumour ? asked.count : this.#until();
    this.#cells.take(this.#satisfied(row, ROW_PROCEDURE, 0, until), 0, until, taken);
    if (isTumour) return;
    this.#cells.take(this.#satisfied(row, ROW_RELATED, mainCount, asked.count), mainCount, asked.count, taken);
  }

  /** @returns UNSATISFIED for a row that does not fit. */
  #scoreOf(row: number): number {
    const { mainCount, asked } = this.#one;
    const flags = this.#fact(row, ROW_FLAGS);
    if (mainCount > 0 && !this.#emptyRowsFallBack && this.#fact(row, ROW_PROCEDURE) === NOTHING) return UNSATISFIED;
    if ((flags & IS_TUMOUR) !== 0) return this.#scoreOfTumour(row);
    if ((flags & IS_BURN) !== 0 && !this.#coversBurn(row)) return UNSATISFIED;
    if ((flags & ASKS_RESISTANCE) !== 0 && this.#isResistant(row) !== ((flags & WANTS_RESISTANCE) !== 0)) return UNSATISFIED;
    if (this.#satisfied(row, ROW_PROCEDURE, 0, this.#until()) === UNSATISFIED) return UNSATISFIED;
    const related = this.#satisfied(row, ROW_RELATED, mainCount, asked.count);
    return related === UNSATISFIED ? UNSATISFIED : this.#related.of(related);
  }

  #scoreOfTumour(row: number): number {
    const { diagnoses, asked } = this.#one;
    if (!diagnoses.isSomeCovered(1, diagnoses.codes.count, this.#fact(row, ROW_OTHER_DIAGNOSES))) return UNSATISFIED;
    const alternative = this.#satisfied(row, ROW_PROCEDURE, 0, asked.count);
    return alternative === UNSATISFIED ? UNSATISFIED : this.#cells.partsOf(alternative);
  }

  #coversBurn(row: number): boolean {
    const { bytes, diagnoses } = this.#one;
    const area = burnAreaOf(bytes, diagnoses.codes, this.#firstBurnArea);
    return area !== NOWHERE && diagnoses.isCovered(area, this.#fact(row, ROW_OTHER_DIAGNOSES));
  }

  /** Drug resistance: main diagnosis in the annex, or the code that the row's note names among the other diagnoses. */
  #isResistant(row: number): boolean {
    const { diagnoses } = this.#one;
    if (diagnoses.isAmongOthers(this.#fact(row, ROW_RESISTANCE))) return true;
    return diagnoses.isOnResistanceList() && !diagnoses.isCovered(0, this.#flat.withoutAnnex);
  }

  /** A row without procedure that took a case with one stands behind every row that asks for it. */
  #leaveFallbacksOut(): void {
    const matches = this.#matches;
    const rows = matches.rows.values;
    const scores = matches.scores.values;
    let asking = 0;
    for (let at = 0; at < matches.count; at++) {
      if (this.#fact(rows[at]!, ROW_PROCEDURE) === NOTHING) continue;
      rows[asking] = rows[at]!;
      scores[asking++] = scores[at]!;
    }
    if (asking > 0) matches.shorten(asking);
  }

  #isTumour(row: number): boolean {
    return (this.#fact(row, ROW_FLAGS) & IS_TUMOUR) !== 0;
  }

  /** Where the procedures end among which the procedure of a burn or tuberculosis row must stand. */
  #until(): number {
    return this.#anyPosition ? this.#one.asked.count : this.#one.mainCount;
  }

  #satisfied(row: number, cell: number, from: number, until: number): number {
    return this.#cells.satisfied(this.#fact(row, cell), from, until);
  }

  #fact(row: number, fact: number): number {
    return this.#flat.rowFacts[row * ROW_SIZE + fact]!;
  }
}
