import { IS_SHORT, STANDS_IN_XQ, TREATMENT_BITS, type FlatDirectory } from '../flat/flat-directory.js';
import { CaseCodes } from './case-codes.js';
import { IntegerStack } from './integer-stack.js';
import { isMember } from './is-member.js';

const SMALL_X = 0x78;
const ZERO = 0x30;
const NINE = 0x39;
const NO_BYTES = new Uint8Array(0);

/** The procedures of a case with the listed codes that they answer to; the principal one at place 0, where there is one. */
export class CaseProcedures {
  readonly codes = new CaseCodes();

  readonly #flat: FlatDirectory;
  #bytes: Uint8Array = NO_BYTES;
  readonly #answersToItself: boolean;
  readonly #coversExtensions: boolean;
  /** Ids that the procedures answer to, and where those of each end. */
  readonly #answers = new IntegerStack();
  readonly #answerEnds = new IntegerStack();

  constructor(flat: FlatDirectory) {
    this.#flat = flat;
    this.#answersToItself = flat.answersToItself;
    this.#coversExtensions = flat.policy.choices.procedureCodeMatch !== 'exact';
  }

  /** Looks the procedures up. */
  prepare(bytes: Uint8Array): void {
    this.#bytes = bytes;
    const { starts, ends, ids, count } = this.codes;
    const { procedures } = this.#flat;
    for (let place = 0; place < count; place++) {
      ids.values[place] = procedures.findBytes(bytes, starts.values[place]!, ends.values[place]!);
    }
    if (!this.#answersToItself) this.#findAnswers();
  }

  /** Whether the procedure at a place answers to a member of a set. */
  isAmong(place: number, set: number): boolean {
    const { sets } = this.#flat;
    if (this.#answersToItself) return isMember(sets, set, this.codes.ids.values[place]!);
    for (let at = this.answersFrom(place), end = this.answersUntil(place); at < end; at++) {
      if (isMember(sets, set, this.#answers.values[at]!)) return true;
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
    return this.#answersToItself ? this.codes.ids.values[at]! : this.#answers.values[at]!;
  }

  /** Whether some procedure is one that the layer XQ names. */
  hasOneOfXq(): boolean {
    for (let place = 0; place < this.codes.count; place++) {
      for (let at = this.answersFrom(place), end = this.answersUntil(place); at < end; at++) {
        if ((this.#flat.procedureFacts[this.answer(at)]! & STANDS_IN_XQ) !== 0) return true;
      }
    }
    return false;
  }

  /** The treatment value of the procedure at a place: 0 where the table of attributes does not know it. */
  treatmentOf(place: number): number {
    const { starts, ends, ids } = this.codes;
    const id = ids.values[place]!;
    if (id !== 0) return this.#flat.procedureFacts[id]! >> TREATMENT_BITS;
    return this.#flat.attributes.findBytes(this.#bytes, starts.values[place]!, ends.values[place]!);
  }

  /** Whether the code at a place of the case is among those at other places. */
  isThere(place: number, places: IntegerStack): boolean {
    for (let at = 0; at < places.count; at++) if (this.codes.isSame(this.#bytes, place, places.values[at]!)) return true;
    return false;
  }

  #findAnswers(): void {
    const { answersOf } = this.#flat;
    this.#answers.clear();
    this.#answerEnds.clear();
    for (let place = 0; place < this.codes.count; place++) {
      const id = this.codes.ids.values[place]!;
      if (id === 0) this.#findAnswersOfUnknown(place);
      for (let at = answersOf.start[id]!, end = answersOf.start[id + 1]!; at < end; at++)
        this.#answers.push(answersOf.values[at]!);
      this.#answerEnds.push(this.#answers.count);
    }
  }

  /** A code that is not named may extend one that is, or begin with a short one. */
  #findAnswersOfUnknown(place: number): void {
    const { procedures, procedureFacts, shortLengths } = this.#flat;
    const start = this.codes.starts.values[place]!;
    const end = this.codes.ends.values[place]!;
    const base = this.#coversExtensions ? this.#baseEnd(start, end) : end;
    if (base < end) this.#answers.push(procedures.findBytes(this.#bytes, start, base));
    for (const length of shortLengths) {
      if (start + length >= end) continue;
      const id = procedures.findBytes(this.#bytes, start, start + length);
      if ((procedureFacts[id]! & IS_SHORT) !== 0) this.#answers.push(id);
    }
  }

  /** Where the base of an extension ends: `39.9500` of `39.9500x007`. */
  #baseEnd(start: number, end: number): number {
    const bytes = this.#bytes;
    let at = end;
    while (at > start && bytes[at - 1]! >= ZERO && bytes[at - 1]! <= NINE) at--;
    return at < end && at > start && bytes[at - 1] === SMALL_X ? at - 1 : end;
  }
}
