import assert from 'node:assert/strict';

/** The golden ratio times 2^32: keeps the words of a seed apart, also where they are zero. */
const GOLDEN = 0x9e3779b9;

/** Rounds after seeding until neighbouring seeds have nothing in common, as the author of sfc32 proposes. */
const WARM_UP_ROUNDS = 12;

/**
 * Pseudo-random whole numbers: sfc32 of Chris Doty-Humphrey (PractRand), seeded by whole numbers.
 *
 * Only 32-bit integer operations are used, and never `Math.log`, `Math.sin` or another function that engines may round differently:
 * the same seed gives the same numbers on every machine. Not for secrets.
 */
export class SeededRandom {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  /** @param words Whole numbers, zero or more and up to 2^53-1. The same words in the same order give the same numbers. */
  constructor(...words: readonly number[]) {
    const state = [0x243f6a88, 0x85a308d3, 0x13198a2e]; // the first digits of pi: nothing up the sleeve
    for (const word of words) {
      assert(Number.isSafeInteger(word) && word >= 0, 'a seed consists of whole numbers, zero or more');
      state.forEach((value, index) => {
        const low = mixed(value ^ (word >>> 0) ^ Math.imul(index + 1, GOLDEN));
        state[index] = mixed(low ^ Math.floor(word / 2 ** 32));
      });
    }
    [this.#a, this.#b, this.#c] = state as [number, number, number];
    for (let round = 0; round < WARM_UP_ROUNDS; round++) this.next();
  }

  /** The next number. Unit: 0 to 2^32-1, all equally likely. */
  next(): number {
    const result = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + result) | 0;
    return result >>> 0;
  }

  /**
   * A whole number from 0 to just below `bound`. Values differ in likelihood by less than one in two thousand even at the largest bound.
   *
   * @param bound 1 to 2^21, so that the product stays exact.
   */
  below(bound: number): number {
    assert(Number.isInteger(bound) && bound >= 1 && bound <= 2 ** 21, 'a bound is a whole number from 1 to 2^21');
    return Math.floor((this.next() * bound) / 2 ** 32);
  }

  /** A whole number within both ends. */
  within(from: number, to: number): number {
    return from + this.below(to - from + 1);
  }

  /** True in `percent` of 100 draws. */
  happens(percent: number): boolean {
    return this.below(100) < percent;
  }
}

/** The finaliser of MurmurHash3: every bit of the input reaches every bit of the result. */
function mixed(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) | 0;
}
