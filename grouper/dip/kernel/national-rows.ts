import {
  AGE_DAYS_BELOW,
  ANY_POSITION,
  ASKS_RESISTANCE,
  BX,
  FZ,
  IS_BURN,
  IS_NEWBORN,
  IS_TUMOUR,
  JC,
  KEY_IS_RESISTANT,
  LAYER_COUNT,
  NO_ROW,
  NOTHING,
  NUMBERS_OF_ROW,
  ROW_DIAGNOSES,
  ROW_FLAGS,
  ROW_LAYER,
  ROW_OTHER_DIAGNOSES,
  ROW_PROCEDURE,
  ROW_RELATED,
  ROW_RESISTANCE,
  ROW_SIZE,
  WANTS_RESISTANCE,
  WEIGHT_BELOW,
  WEIGHT_FROM,
  XQ,
  type FlatDirectory,
} from '../flat/flat-directory.js';
import { largestBurnArea } from './burn-area.js';
import { UNSATISFIED, type CellMatcher } from './cell-matcher.js';
import { FEWER_MATCHED, FEWER_REQUIRED, LATER_IN_SHEET, RELATED_NOT_MET, type Contest } from './contest.js';
import { IntegerStack } from './integer-stack.js';
import { NOWHERE, type KernelCase } from './kernel-case.js';
import { RowMatches } from './row-matches.js';

/**
 * The layers of the national directory, asked in their order.
 *
 * @source DIP 3.0 technical specification (draft) ch. 3: 先期分组, 并项, 诊断辅助细分, 基本规则
 */
export class NationalRows {
  readonly #flat: FlatDirectory;
  readonly #one: KernelCase;
  readonly #cells: CellMatcher;
  readonly #contest: Contest;
  readonly #matches = new RowMatches();
  readonly #found = new RowMatches();
  readonly #taken = new IntegerStack();
  readonly #isPooled: boolean;
  readonly #countsParts: boolean;
  readonly #emptyRowsFallBack: boolean;
  readonly #xqAnyPosition: boolean;
  readonly #fzAnyPosition: boolean;
  readonly #newbornByAnyDiagnosis: boolean;
  readonly #tumoursReversed: boolean;
  readonly #firstBurnArea: boolean;

  constructor(flat: FlatDirectory, one: KernelCase, cells: CellMatcher, contest: Contest) {
    const { choices } = flat.policy;
    this.#flat = flat;
    this.#one = one;
    this.#cells = cells;
    this.#contest = contest;
    this.#isPooled = choices.diagnosisKeyOrder === 'pooled';
    this.#countsParts = choices.relatedScore === 'satisfied-parts';
    this.#emptyRowsFallBack = choices.emptyRow === 'fallback';
    this.#xqAnyPosition = choices.xqPosition === 'any';
    this.#fzAnyPosition = choices.fzMainPosition === 'any';
    this.#newbornByAnyDiagnosis = choices.newbornDiagnosisPosition === 'any';
    this.#tumoursReversed = choices.tumourSiteTie === 'reverse-sheet-order';
    this.#firstBurnArea = choices.burnAreaSeveral === 'first';
  }

  /** @param layers Layers that have rows under some key of the principal diagnosis, as bits. @returns The row, or NO_ROW. */
  find(layers: number): number {
    let row = this.findXq();
    if (row === NO_ROW && (layers & (1 << BX)) !== 0) row = this.#findMerged();
    if (row === NO_ROW && (layers & (1 << FZ)) !== 0) row = this.#findSubdivided();
    if (row === NO_ROW && (layers & (1 << JC)) !== 0) row = this.#findBase();
    return row;
  }

  /** XQ 先期分组: by number; listed procedures whatever the diagnosis, then newborns by weight. */
  findXq(): number {
    // Nearly every case is told by this alone: it has none of the listed procedures and is no newborn.
    if (this.#one.ageYears !== 0 && !this.#one.hasXqProcedure()) return NO_ROW;
    let first = NO_ROW;
    for (const row of this.#flat.xqRows) {
      const isNewborn = (this.#fact(row, ROW_FLAGS) & IS_NEWBORN) !== 0;
      if (!(isNewborn ? this.#fitsNewborn(row) : this.#fitsXq(row))) continue;
      if (first === NO_ROW) first = row;
      else this.#contest.lose(row, LATER_IN_SHEET);
    }
    return first;
  }

  /** Adds the places of the procedures that the row asked for, to none that are there yet. */
  take(row: number, taken: IntegerStack): void {
    const { mainCount, asked } = this.#one;
    const layer = this.#fact(row, ROW_LAYER);
    const flags = this.#fact(row, ROW_FLAGS);
    if (layer === XQ && (flags & IS_NEWBORN) !== 0) return;
    if (layer === XQ) this.#takeOf(row, ROW_PROCEDURE, 0, this.#xqUntil(row), taken);
    else if (layer === FZ && (flags & IS_TUMOUR) !== 0) this.#takeOf(row, ROW_PROCEDURE, 0, asked.count, taken);
    else if (layer === FZ) this.#takeOf(row, ROW_PROCEDURE, 0, this.#fzUntil(), taken);
    else if (mainCount > 0) taken.push(asked.values[0]!);
    const asksRelated = layer === BX || (layer === FZ && (flags & IS_TUMOUR) === 0);
    if (asksRelated) this.#takeOf(row, ROW_RELATED, mainCount, asked.count, taken);
  }

  #takeOf(row: number, cell: number, from: number, until: number, taken: IntegerStack): void {
    this.#cells.take(this.#satisfied(row, cell, from, until), from, until, taken);
  }

  #fitsXq(row: number): boolean {
    if (this.#fact(row, ROW_PROCEDURE) === NOTHING || !this.#one.isCovered(0, this.#fact(row, ROW_DIAGNOSES))) return false;
    return this.#satisfied(row, ROW_PROCEDURE, 0, this.#xqUntil(row)) !== UNSATISFIED;
  }

  #xqUntil(row: number): number {
    const anyPosition = this.#xqAnyPosition || (this.#fact(row, ROW_FLAGS) & ANY_POSITION) !== 0;
    return anyPosition ? this.#one.asked.count : this.#one.mainCount;
  }

  #fitsNewborn(row: number): boolean {
    const { ageYears, ageDays, weightGrams, diagnoses } = this.#one;
    const { rowNumbers } = this.#flat;
    const numbers = row * NUMBERS_OF_ROW;
    if (ageYears !== 0 || !(ageDays >= 0 && ageDays < rowNumbers[numbers + AGE_DAYS_BELOW]!)) return false;
    const isHeavyEnough = weightGrams > 0 && weightGrams >= rowNumbers[numbers + WEIGHT_FROM]!;
    if (!isHeavyEnough || !(weightGrams < rowNumbers[numbers + WEIGHT_BELOW]!)) return false;
    const asked = this.#newbornByAnyDiagnosis ? diagnoses.count : 1;
    return this.#coversSome(this.#fact(row, ROW_DIAGNOSES), 0, asked);
  }

  /** BX 并项: diagnosis and main procedure, then the row whose related cell takes most of the other procedures. */
  #findMerged(): number {
    const { keys, principalKeys, mainCount, asked } = this.#one;
    if (mainCount === 0) return NO_ROW;
    this.#matches.clear();
    for (let at = 0; at < principalKeys; at++) {
      this.#findWithMain(keys.values[at]! * LAYER_COUNT + BX);
      for (let place = 0; place < this.#found.count; place++) {
        const row = this.#found.rows.values[place]!;
        const alternative = this.#satisfied(row, ROW_RELATED, mainCount, asked.count);
        if (alternative === UNSATISFIED) this.#contest.lose(row, RELATED_NOT_MET);
        else this.#matches.addInOrder(row, this.#relatedScore(alternative));
      }
      // The first key with surviving rows is the last asked.
      if (this.#matches.count > 0 && !this.#isPooled) break;
    }
    return this.#matches.best(this.#contest, FEWER_MATCHED);
  }

  /** JC 基本规则: diagnosis and main procedure, or no procedure at all. */
  #findBase(): number {
    const { keys, principalKeys } = this.#one;
    this.#matches.clear();
    for (let at = 0; at < principalKeys; at++) {
      this.#findWithMain(keys.values[at]! * LAYER_COUNT + JC);
      for (let place = 0; place < this.#found.count; place++) this.#matches.addInOrder(this.#found.rows.values[place]!, 0);
      if (this.#matches.count > 0 && !this.#isPooled) break;
    }
    return this.#matches.best(this.#contest, FEWER_MATCHED);
  }

  /** Rows of a key whose cell the main procedure meets alone; without a main procedure those that ask for none. */
  #findWithMain(keyAndLayer: number): void {
    const main = this.#one.mainProcedure;
    this.#found.clear();
    if (main === NOWHERE) {
      this.#addFound(keyAndLayer, 0);
      return;
    }
    for (let at = this.#one.answersFrom(main), end = this.#one.answersUntil(main); at < end; at++) {
      const procedure = this.#one.answer(at);
      if (procedure !== 0) this.#addFound(keyAndLayer, procedure);
    }
  }

  #addFound(keyAndLayer: number, procedure: number): void {
    const { rowsByProcedure } = this.#flat;
    const { start, values } = rowsByProcedure.lists;
    const list = rowsByProcedure.find(keyAndLayer, procedure);
    for (let at = start[list]!, end = start[list + 1]!; at < end; at++) this.#found.addInOrder(values[at]!, 0);
  }

  /** FZ 诊断辅助细分: tumour treatment, burns, tuberculosis. What a row asks for decides, not how narrow its diagnosis is. */
  #findSubdivided(): number {
    const { keys, principalKeys } = this.#one;
    const { rowsOfKey } = this.#flat;
    const matches = this.#matches;
    matches.clear();
    for (let place = 0; place < principalKeys; place++) {
      const list = keys.values[place]! * LAYER_COUNT + FZ;
      for (let at = rowsOfKey.start[list]!, end = rowsOfKey.start[list + 1]!; at < end; at++) {
        const row = rowsOfKey.values[at]!;
        const score = this.#subdivisionScore(row);
        if (score !== UNSATISFIED) matches.addInOrder(row, score);
      }
    }
    const isTumour = matches.count > 0 && (this.#fact(matches.rows.values[0]!, ROW_FLAGS) & IS_TUMOUR) !== 0;
    if (this.#tumoursReversed && isTumour) matches.reverse();
    if (this.#emptyRowsFallBack && this.#one.mainCount > 0) this.#leaveFallbacksOut();
    return matches.best(this.#contest, FEWER_REQUIRED);
  }

  #subdivisionScore(row: number): number {
    const { mainCount, asked, diagnoses } = this.#one;
    const flags = this.#fact(row, ROW_FLAGS);
    if (this.#fact(row, ROW_PROCEDURE) === NOTHING && mainCount > 0 && !this.#emptyRowsFallBack) return UNSATISFIED;
    if ((flags & IS_TUMOUR) !== 0) {
      if (!this.#coversSome(this.#fact(row, ROW_OTHER_DIAGNOSES), 1, diagnoses.count)) return UNSATISFIED;
      const alternative = this.#satisfied(row, ROW_PROCEDURE, 0, asked.count);
      return alternative === UNSATISFIED ? UNSATISFIED : this.#cells.partsOf(alternative);
    }
    if ((flags & IS_BURN) !== 0 && !this.#coversBurn(row)) return UNSATISFIED;
    if ((flags & ASKS_RESISTANCE) !== 0 && this.#isResistant(row) !== ((flags & WANTS_RESISTANCE) !== 0)) return UNSATISFIED;
    if (this.#satisfied(row, ROW_PROCEDURE, 0, this.#fzUntil()) === UNSATISFIED) return UNSATISFIED;
    const related = this.#satisfied(row, ROW_RELATED, mainCount, asked.count);
    return related === UNSATISFIED ? UNSATISFIED : this.#relatedScore(related);
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

  #fzUntil(): number {
    return this.#fzAnyPosition ? this.#one.asked.count : this.#one.mainCount;
  }

  #coversBurn(row: number): boolean {
    const area = largestBurnArea(this.#one, this.#firstBurnArea);
    return area !== NOWHERE && this.#one.isCovered(area, this.#fact(row, ROW_OTHER_DIAGNOSES));
  }

  /** Drug resistance: main diagnosis in the annex, or the code that the row's note names among the other diagnoses. */
  #isResistant(row: number): boolean {
    const { diagnoses } = this.#one;
    const { keyFacts, withoutAnnex } = this.#flat;
    const code = this.#fact(row, ROW_RESISTANCE);
    this.#one.resolveOthers();
    for (let place = 1; place < diagnoses.count; place++) if (diagnoses.ids.values[place] === code) return true;
    return (keyFacts[diagnoses.ids.values[0]!]! & KEY_IS_RESISTANT) !== 0 && !this.#one.isCovered(0, withoutAnnex);
  }

  #coversSome(set: number, from: number, until: number): boolean {
    for (let place = from; place < until; place++) if (this.#one.isCovered(place, set)) return true;
    return false;
  }

  #relatedScore(alternative: number): number {
    if (this.#countsParts) return this.#cells.partsOf(alternative);
    this.#taken.clear();
    this.#cells.take(alternative, this.#one.mainCount, this.#one.asked.count, this.#taken);
    return this.#taken.count;
  }

  #satisfied(row: number, cell: number, from: number, until: number): number {
    return this.#cells.satisfied(this.#fact(row, cell), from, until);
  }

  #fact(row: number, fact: number): number {
    return this.#flat.rowFacts[row * ROW_SIZE + fact]!;
  }
}
