import { KEY_IS_EXCLUDED, KEY_IS_PREFIX, KEY_IS_RESISTANT, type FlatDirectory } from '../flat/flat-directory.js';
import { CaseCodes } from './case-codes.js';
import { isMember } from './is-member.js';
import { IntegerStack } from './integer-stack.js';

const PLUS = 0x2b;
const NO_BYTES = new Uint8Array(0);

/** The diagnoses of a case with the keys of the directory that cover them; the principal one at place 0. */
export class CaseDiagnoses {
  /** Ids are those of keys that are the whole code. Those of the others are known once `resolveOthers` was called. */
  readonly codes = new CaseCodes();
  /** Keys that cover the principal diagnosis, the narrowest first, up to `principalKeys`; behind them those of the others. */
  readonly keys = new IntegerStack();
  principalKeys = 0;
  /** Whether the principal diagnosis has a dagger half. */
  hasDagger = false;

  readonly #flat: FlatDirectory;
  #bytes: Uint8Array = NO_BYTES;
  /** Where the keys of each diagnosis end. */
  readonly #keyEnds = new IntegerStack();
  #othersAreResolved = false;

  constructor(flat: FlatDirectory) {
    this.#flat = flat;
  }

  /** Looks the principal diagnosis up. */
  prepare(bytes: Uint8Array): void {
    this.#bytes = bytes;
    this.keys.clear();
    this.#keyEnds.clear();
    this.#othersAreResolved = false;
    this.hasDagger = this.#halfEnd(0) < this.codes.ends.values[0]!;
    this.#addKeys(0);
    this.principalKeys = this.keys.count;
  }

  /** Looks the other diagnoses up, which few rows ask for. */
  resolveOthers(): void {
    if (this.#othersAreResolved) return;
    for (let place = 1; place < this.codes.count; place++) this.#addKeys(place);
    this.#othersAreResolved = true;
  }

  /** Whether one of a set of keys covers the diagnosis at a place. */
  isCovered(place: number, set: number): boolean {
    if (place > 0) this.resolveOthers();
    const from = place === 0 ? 0 : this.#keyEnds.values[place - 1]!;
    for (let at = from, end = this.#keyEnds.values[place]!; at < end; at++) {
      if (isMember(this.#flat.sets, set, this.keys.values[at]!)) return true;
    }
    return false;
  }

  /** Whether one of a set of keys covers some of the diagnoses at the places `from` up to `until`. */
  isSomeCovered(from: number, until: number, set: number): boolean {
    for (let place = from; place < until; place++) if (this.isCovered(place, set)) return true;
    return false;
  }

  /** Whether a whole code, by its id, is among the other diagnoses. */
  isAmongOthers(id: number): boolean {
    this.resolveOthers();
    for (let place = 1; place < this.codes.count; place++) if (this.codes.ids.values[place] === id) return true;
    return false;
  }

  /** Whether the principal diagnosis stands among the others as well. */
  isPrincipalRepeated(): boolean {
    for (let place = 1; place < this.codes.count; place++) {
      if (this.codes.hasSameBytes(this.#bytes, 0, place)) return true;
    }
    return false;
  }

  /** Whether the principal diagnosis is on the list of resistant tuberculosis. */
  isOnResistanceList(): boolean {
    return (this.#flat.keyFacts[this.codes.ids.values[0]!]! & KEY_IS_RESISTANT) !== 0;
  }

  /** Whether the principal diagnosis is on the list of those that are not grouped. */
  isExcluded(): boolean {
    const { keys, keyFacts, excludedLengths } = this.#flat;
    if ((keyFacts[this.codes.ids.values[0]!]! & KEY_IS_EXCLUDED) !== 0) return true;
    const start = this.codes.starts.values[0]!;
    const end = this.#halfEnd(0);
    for (const length of excludedLengths) {
      if (start + length > end) continue;
      if ((keyFacts[keys.findBytes(this.#bytes, start, start + length)]! & KEY_IS_EXCLUDED) !== 0) return true;
    }
    return false;
  }

  /** The keys of a diagnosis: the whole code, of a dagger pair its dagger half, then prefixes. */
  #addKeys(place: number): void {
    const { keys, keyFacts, prefixLengths } = this.#flat;
    const { codes } = this;
    const bytes = this.#bytes;
    const start = codes.starts.values[place]!;
    const end = codes.ends.values[place]!;
    const whole = keys.findBytes(bytes, start, end);
    codes.ids.values[place] = whole;
    if (whole !== 0) this.keys.push(whole);
    const half = this.#halfEnd(place);
    const halfKey = half < end ? keys.findBytes(bytes, start, half) : 0;
    if (halfKey !== 0) this.keys.push(halfKey);
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
    const end = this.codes.ends.values[place]!;
    for (let at = this.codes.starts.values[place]!; at < end; at++) if (this.#bytes[at] === PLUS) return at;
    return end;
  }
}
