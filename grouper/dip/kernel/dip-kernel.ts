import {
  BLANK,
  COMPREHENSIVE,
  CORE,
  JC,
  NO_ROW,
  NOTHING,
  PRIMARY,
  ROW_ATTRIBUTE,
  ROW_LAYER,
  ROW_SIZE,
  type FlatDirectory,
} from '../flat/flat-directory.js';
import { CaseTreatment } from './case-treatment.js';
import { CellMatcher } from './cell-matcher.js';
import { ComprehensiveRows } from './comprehensive-rows.js';
import { Contest } from './contest.js';
import { IntegerStack } from './integer-stack.js';
import { KernelCase, NOWHERE } from './kernel-case.js';
import { LocalCandidates } from './local-candidates.js';
import { LocalRows } from './local-rows.js';
import { NationalRows } from './national-rows.js';

/** Layers of a region's own directory, as bits. */
const LOCAL_LAYERS = (1 << CORE) | (1 << PRIMARY) | (1 << COMPREHENSIVE) | (1 << BLANK);

/**
 * The fast path: decides one case after another from codes that stand in bytes, without strings and, in the usual case, without
 * allocating.
 *
 * Use: `start`, the principal diagnosis and then the others, the principal procedure and then the others, the numbers, `decide`, then read
 * the answer. Codes are in normal form. Procedures are spoken of by place: 0 is the principal one, where there is one, and the others
 * follow as they were added. One kernel serves one caller at a time; its memory is its own, so that several may walk one directory.
 */
export class DipKernel {
  readonly flat: FlatDirectory;

  /** The answer: number of the row, or NO_ROW. */
  row = NO_ROW;
  /** Number of the treatment attribute in TREATMENT_ATTRIBUTES. */
  attribute = 0;
  isPrimaryCare = false;
  /** Procedures that the row asked for, and those that no part of it took: places, each code once. Without a row both are empty. */
  readonly matched = new IntegerStack();
  readonly leftOver = new IntegerStack();
  /** The rows that lost, and those of a tie that sheet order decided. */
  readonly contest = new Contest();

  // What there is to report, beside ties.
  isPrincipalRepeated = false;
  /** The principal diagnosis is on the list of those not grouped, and no row was found that it may have all the same. */
  isExcluded = false;
  hasNoRow = false;

  readonly #one: KernelCase;
  readonly #treatment: CaseTreatment;
  readonly #comprehensive: ComprehensiveRows;
  readonly #candidates: LocalCandidates;
  readonly #national: NationalRows;
  readonly #local: LocalRows;
  readonly #xqComesFirst: boolean;
  readonly #excludedIsComprehensive: boolean;

  constructor(flat: FlatDirectory) {
    const { choices } = flat.policy;
    this.flat = flat;
    this.#xqComesFirst = choices.excludedDiagnosisBeforeXq === 'false';
    this.#excludedIsComprehensive = choices.excludedDiagnosisOutcome === 'comprehensive';
    const one = new KernelCase(flat);
    const cells = new CellMatcher(flat, one);
    const treatment = new CaseTreatment(flat, one);
    const comprehensive = new ComprehensiveRows(flat, one, treatment);
    const candidates = new LocalCandidates(flat, one, cells, treatment);
    this.#one = one;
    this.#treatment = treatment;
    this.#comprehensive = comprehensive;
    this.#candidates = candidates;
    this.#national = new NationalRows(flat, one, cells, this.contest);
    this.#local = new LocalRows(flat, { one, contest: this.contest, treatment, candidates, comprehensive });
  }

  /** Forgets the case before. */
  start(): void {
    this.#one.start();
  }

  /** Where the principal diagnosis lies in the bytes that `decide` is given. To be called before any other diagnosis is added. */
  principalDiagnosis(start: number, end: number): void {
    this.#one.diagnoses.codes.add(start, end);
  }

  otherDiagnosis(start: number, end: number): void {
    this.#one.diagnoses.codes.add(start, end);
  }

  /** To be called before any other procedure is added; not at all for a case without one. */
  principalProcedure(start: number, end: number): void {
    this.#one.hasPrincipalProcedure = true;
    this.#one.procedures.codes.add(start, end);
  }

  otherProcedure(start: number, end: number): void {
    this.#one.procedures.codes.add(start, end);
  }

  /**
   * NaN, or no call, for numbers that are not stated.
   *
   * @param weightGrams At birth or at admission, as `flat.edition.newbornWeight` says; as stated, plausible or not.
   */
  numbers(ageYears: number, ageDays: number, weightGrams: number): void {
    this.#one.ageYears = ageYears;
    this.#one.ageDays = ageDays;
    this.#one.weightGrams = weightGrams;
  }

  /** Total charges of the case, which some regions compare with the means of rows. Unit: fen. */
  charges(totalChargesFen: number): void {
    this.#one.totalChargesFen = totalChargesFen;
  }

  /** Place of the procedure that counted as main, or NOWHERE for a conservative case. */
  get mainProcedure(): number {
    return this.#one.mainProcedure;
  }

  /** Place of a procedure that the table of treatment attributes does not know, where that is to be reported; else NOWHERE. */
  get unknownProcedure(): number {
    return this.#treatment.unknownProcedure;
  }

  /** Where the code of a procedure lies in the bytes. */
  procedureStart(place: number): number {
    return this.#one.procedures.codes.starts.values[place]!;
  }

  procedureEnd(place: number): number {
    return this.#one.procedures.codes.ends.values[place]!;
  }

  /** Layer of a row, as in DIP_LAYERS. */
  layerOf(row: number): number {
    return this.flat.rowFacts[row * ROW_SIZE + ROW_LAYER]!;
  }

  /**
   * Finds the row of the case and all that is to be said of it.
   *
   * @param bytes Hold its codes at the places that were given, and must not change before the answer is read.
   */
  decide(bytes: Uint8Array): void {
    this.#one.prepare(bytes);
    this.#treatment.decide();
    this.contest.clear();
    this.matched.clear();
    this.leftOver.clear();
    this.isPrincipalRepeated = this.#one.diagnoses.isPrincipalRepeated();
    this.isExcluded = false;
    this.hasNoRow = false;
    this.row = this.#findRow();
    this.attribute = this.#treatment.attribute;
    this.isPrimaryCare = false;
    if (this.row !== NO_ROW) this.#describe(this.layerOf(this.row));
  }

  #findRow(): number {
    if (this.#one.diagnoses.isExcluded()) {
      const early = this.#xqComesFirst ? this.#national.findXq() : NO_ROW;
      if (early !== NO_ROW) return early;
      this.isExcluded = true;
      if (!this.#excludedIsComprehensive) return NO_ROW;
      this.#comprehensive.find();
      return this.#comprehensive.first;
    }
    const layers = this.#layersOfKeys();
    let row = this.#national.find(layers);
    if (row === NO_ROW && (layers & LOCAL_LAYERS) !== 0) row = this.#local.find();
    if (row === NO_ROW) row = this.flat.blankRow;
    this.hasNoRow = row === NO_ROW;
    return row;
  }

  #layersOfKeys(): number {
    const { keys, principalKeys } = this.#one.diagnoses;
    let layers = 0;
    for (let at = 0; at < principalKeys; at++) layers |= this.flat.layersOfKey[keys.values[at]!]!;
    return layers;
  }

  #describe(layer: number): void {
    const isLocalRest = layer === COMPREHENSIVE || layer === BLANK;
    // A group that takes every treatment says that of the case.
    if (!isLocalRest) this.attribute = this.flat.rowFacts[this.row * ROW_SIZE + ROW_ATTRIBUTE]!;
    this.isPrimaryCare = layer === PRIMARY || (!isLocalRest && this.#isPrimaryCarePair());
    if (layer <= JC) this.#national.take(this.row, layer, this.matched);
    else if (!isLocalRest) this.#candidates.take(this.row, this.matched);
    const { procedures } = this.#one;
    for (let place = 0; place < procedures.codes.count; place++) {
      if (!procedures.isThere(place, this.matched) && !procedures.isThere(place, this.leftOver)) this.leftOver.push(place);
    }
  }

  /** 基层病种: a flag for pairs of diagnosis and main procedure, whatever row was found. */
  #isPrimaryCarePair(): boolean {
    const { diagnoses, procedures, mainProcedure } = this.#one;
    const { keys, principalKeys, hasDagger } = diagnoses;
    const { start, values } = this.flat.primaryCareOfKey;
    for (let place = 0; place < principalKeys; place++) {
      const key = keys.values[place]!;
      for (let at = start[key]!, end = start[key + 1]!; at < end; at++) {
        const asksForDagger = (values[at]! & 1) !== 0;
        const set = values[at]! >> 1;
        if (asksForDagger && !hasDagger) continue;
        if (mainProcedure === NOWHERE ? set === NOTHING : procedures.isAmong(mainProcedure, set)) return true;
      }
    }
    return false;
  }
}
