import {
  CONSERVATIVE,
  EXCLUSION_KIND,
  IS_SHORT,
  KEY_IS_EXCLUDED,
  KEY_IS_PREFIX,
  LIMITED,
  NOT_MAIN,
  STANDS_IN_XQ,
  TREATMENT_BITS,
  type FlatDirectory,
} from '../flat/flat-directory.js';
import { CaseCodes } from './case-codes.js';
import { IntegerStack } from './integer-stack.js';

/** No place: the case has no such code. */
export const NOWHERE = -1;

const PLUS = 0x2b;
const SMALL_X = 0x78;
const ZERO = 0x30;
const NINE = 0x39;
const NO_BYTES = new Uint8Array(0);

/** A case as rows are held against it, from codes that stand in bytes in normal form. One object serves all cases of a kernel. */
export class KernelCase {
  bytes: Uint8Array = NO_BYTES;
  /** The principal diagnosis at place 0; ids are those of whole codes. Those of the others are known once `resolveOthers` was called. */
  readonly diagnoses = new CaseCodes();
  /** The principal procedure at place 0, where there is one. */
  readonly procedures = new CaseCodes();
  hasPrincipalProcedure = false;
  /** NaN for what is not stated. */
  ageYears = NaN;
  ageDays = NaN;
  weightGrams = NaN;
  totalChargesFen = NaN;

  /** Places of the main procedure, where the exclusion list leaves one, and behind it of those that may satisfy a related cell. */
  readonly asked = new IntegerStack();
  /** How many of `asked` are main: one or none. */
  mainCount = 0;
  /** Keys that cover the principal diagnosis, the narrowest first, up to `principalKeys`; behind them those of the others. */
  readonly keys = new IntegerStack();
  principalKeys = 0;
  /** Whether the principal diagnosis has a dagger half. */
  hasDagger = false;

  readonly #flat: FlatDirectory;
  readonly #answersToItself: boolean;
  readonly #skipsConservative: boolean;
  readonly #skipsLimited: boolean;
  readonly #coversExtensions: boolean;
  /** Where the keys of each diagnosis end. */
  readonly #keyEnds = new IntegerStack();
  #othersAreResolved = false;
  /** Ids that the procedures answer to, and where those of each end. */
  readonly #answers = new IntegerStack();
  readonly #answerEnds = new IntegerStack();

  constructor(flat: FlatDirectory) {
    const { choices } = flat.policy;
    this.#flat = flat;
    this.#answersToItself = flat.answersToItself;
    this.#skipsConservative = choices.conservativeCodeScope === 'skip-to-next';
    this.#skipsLimited = choices.limitedOutsideScope === 'skip-to-next';
    this.#coversExtensions = choices.procedureCodeMatch !== 'exact';
  }

  start(): void {
    this.diagnoses.clear();
    this.procedures.clear();
    this.hasPrincipalProcedure = false;
    this.ageYears = NaN;
    this.ageDays = NaN;
    this.weightGrams = NaN;
    this.totalChargesFen = NaN;
  }

  /** Makes the case ready, once it is known where its codes lie. */
  prepare(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.#findProcedures();
    this.keys.clear();
    this.#keyEnds.clear();
    this.#othersAreResolved = false;
    this.hasDagger = this.#halfEnd(0) < this.diagnoses.ends.values[0]!;
    this.#addKeys(0);
    this.principalKeys = this.keys.count;
    if (!this.#answersToItself) this.#findAnswers();
    this.#chooseMain();
  }

  /** Looks the other diagnoses up, which few rows ask for. */
  resolveOthers(): void {
    if (this.#othersAreResolved) return;
    for (let place = 1; place < this.diagnoses.count; place++) this.#addKeys(place);
    this.#othersAreResolved = true;
  }

  get mainProcedure(): number {
    return this.mainCount === 0 ? NOWHERE : this.asked.values[0]!;
  }

  /** Whether one of a set of keys covers the diagnosis at a place. */
  isCovered(place: number, set: number): boolean {
    if (place > 0) this.resolveOthers();
    const from = place === 0 ? 0 : this.#keyEnds.values[place - 1]!;
    for (let at = from, end = this.#keyEnds.values[place]!; at < end; at++) {
      if (this.#isMember(set, this.keys.values[at]!)) return true;
    }
    return false;
  }

  /** Whether the procedure at a place answers to a member of a set. */
  isAmong(place: number, set: number): boolean {
    if (this.#answersToItself) return this.#isMember(set, this.procedures.ids.values[place]!);
    for (let at = this.answersFrom(place), end = this.answersUntil(place); at < end; at++) {
      if (this.#isMember(set, this.#answers.values[at]!)) return true;
    }
    return false;
  }

  /** The listed codes that a procedure answers to are `answer(at)` for each `at` between these. */
  answersFrom(place: number): number {
    if (this.#answersToItself) return place;
    return place === 0 ? 0 : this.#answerEnds.values[place - 1]!;
  }

  answersUntil(place: number): number {
    return this.#answersToItself ? place + 1 : this.#answerEnds.values[place]!;
  }

  /** @returns 0 for a code that the directory does not name. */
  answer(at: number): number {
    return this.#answersToItself ? this.procedures.ids.values[at]! : this.#answers.values[at]!;
  }

  /** Whether some procedure is one that the layer XQ names. */
  hasXqProcedure(): boolean {
    for (let place = 0; place < this.procedures.count; place++) {
      for (let at = this.answersFrom(place), end = this.answersUntil(place); at < end; at++) {
        if ((this.#flat.procedureFacts[this.answer(at)]! & STANDS_IN_XQ) !== 0) return true;
      }
    }
    return false;
  }

  /** The treatment value of the procedure at a place: 0 where the table of attributes does not know it. */
  treatmentOf(place: number): number {
    const id = this.procedures.ids.values[place]!;
    if (id !== 0) return this.#flat.procedureFacts[id]! >> TREATMENT_BITS;
    const { starts, ends } = this.procedures;
    return this.#flat.attributes.findBytes(this.bytes, starts.values[place]!, ends.values[place]!);
  }

  /** Whether the principal diagnosis stands among the others as well. */
  isPrincipalRepeated(): boolean {
    for (let place = 1; place < this.diagnoses.count; place++) {
      if (this.diagnoses.hasSameBytes(this.bytes, 0, place)) return true;
    }
    return false;
  }

  /** Whether the principal diagnosis is on the list of those that are not grouped. */
  isExcluded(): boolean {
    const { keys, keyFacts, excludedLengths } = this.#flat;
    const { starts, ids } = this.diagnoses;
    if ((keyFacts[ids.values[0]!]! & KEY_IS_EXCLUDED) !== 0) return true;
    const start = starts.values[0]!;
    const end = this.#halfEnd(0);
    for (const length of excludedLengths) {
      if (start + length > end) continue;
      if ((keyFacts[keys.findBytes(this.bytes, start, start + length)]! & KEY_IS_EXCLUDED) !== 0) return true;
    }
    return false;
  }

  #findProcedures(): void {
    const { starts, ends, ids, count } = this.procedures;
    const { procedures } = this.#flat;
    for (let place = 0; place < count; place++) {
      ids.values[place] = procedures.findBytes(this.bytes, starts.values[place]!, ends.values[place]!);
    }
  }

  #isMember(set: number, id: number): boolean {
    const { start, values } = this.#flat.sets;
    let low = start[set]!;
    let high = start[set + 1]!;
    while (low < high) {
      const middle = (low + high) >> 1;
      const value = values[middle]!;
      if (value === id) return true;
      if (value < id) low = middle + 1;
      else high = middle;
    }
    return false;
  }

  /** The keys of a diagnosis: the whole code, of a dagger pair its dagger half, then prefixes. */
  #addKeys(place: number): void {
    const { keys, keyFacts, prefixLengths } = this.#flat;
    const { bytes, diagnoses } = this;
    const start = diagnoses.starts.values[place]!;
    const end = diagnoses.ends.values[place]!;
    const whole = keys.findBytes(bytes, start, end);
    diagnoses.ids.values[place] = whole;
    if (whole !== 0) this.keys.push(whole);
    const half = this.#halfEnd(place);
    if (half < end) {
      const key = keys.findBytes(bytes, start, half);
      if (key !== 0) this.keys.push(key);
    }
    for (let at = 0; at < prefixLengths.length; at++) {
      const until = start + prefixLengths[at]!;
      if (until >= half) continue;
      const key = keys.findBytes(bytes, start, until);
      if ((keyFacts[key]! & KEY_IS_PREFIX) !== 0) this.keys.push(key);
    }
    this.#keyEnds.push(this.keys.count);
  }

  /** Where the part of a diagnosis ends that prefixes are compared with: of a dagger pair the dagger half. */
  #halfEnd(place: number): number {
    const end = this.diagnoses.ends.values[place]!;
    for (let at = this.diagnoses.starts.values[place]!; at < end; at++) if (this.bytes[at] === PLUS) return at;
    return end;
  }

  /** No other procedure moves up into an empty principal one. */
  #chooseMain(): void {
    const { asked, procedures } = this;
    const main = this.hasPrincipalProcedure ? this.#findMain() : NOWHERE;
    asked.clear();
    if (main !== NOWHERE) asked.push(main);
    this.mainCount = asked.count;
    for (let place = 0; place < procedures.count; place++) {
      if (place !== main && this.#exclusionOf(place) !== CONSERVATIVE) asked.push(place);
    }
  }

  #findMain(): number {
    if (this.#mayBeMain(0)) return 0;
    const kind = this.#exclusionOf(0);
    const stepsAside = kind === NOT_MAIN || (kind === CONSERVATIVE ? this.#skipsConservative : this.#skipsLimited);
    if (!stepsAside) return NOWHERE;
    for (let place = 1; place < this.procedures.count; place++) if (this.#mayBeMain(place)) return place;
    return NOWHERE;
  }

  #mayBeMain(place: number): boolean {
    const kind = this.#exclusionOf(place);
    if (kind !== LIMITED) return kind === 0;
    return this.isCovered(0, this.#flat.scopeOfProcedure[this.procedures.ids.values[place]!]!);
  }

  #exclusionOf(place: number): number {
    return this.#flat.procedureFacts[this.procedures.ids.values[place]!]! & EXCLUSION_KIND;
  }

  #findAnswers(): void {
    const { answersOf } = this.#flat;
    this.#answers.clear();
    this.#answerEnds.clear();
    for (let place = 0; place < this.procedures.count; place++) {
      const id = this.procedures.ids.values[place]!;
      if (id === 0) this.#findAnswersOfUnknown(place);
      for (let at = answersOf.start[id]!, end = answersOf.start[id + 1]!; at < end; at++)
        this.#answers.push(answersOf.values[at]!);
      this.#answerEnds.push(this.#answers.count);
    }
  }

  /** A code that is not named may extend one that is, or begin with a short one. */
  #findAnswersOfUnknown(place: number): void {
    const { procedures, procedureFacts, shortLengths } = this.#flat;
    const start = this.procedures.starts.values[place]!;
    const end = this.procedures.ends.values[place]!;
    const base = this.#coversExtensions ? this.#baseEnd(start, end) : end;
    if (base < end) this.#answers.push(procedures.findBytes(this.bytes, start, base));
    for (const length of shortLengths) {
      if (start + length >= end) continue;
      const id = procedures.findBytes(this.bytes, start, start + length);
      if ((procedureFacts[id]! & IS_SHORT) !== 0) this.#answers.push(id);
    }
  }

  /** Where the base of an extension ends: `39.9500` of `39.9500x007`. */
  #baseEnd(start: number, end: number): number {
    let at = end;
    while (at > start && this.bytes[at - 1]! >= ZERO && this.bytes[at - 1]! <= NINE) at--;
    return at < end && at > start && this.bytes[at - 1] === SMALL_X ? at - 1 : end;
  }
}
