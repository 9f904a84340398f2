import assert from 'node:assert/strict';
import type { SeededRandom } from './seeded-random.js';

/** Things to choose from, the one more often than the other. */
export interface WeightedChoice<T> {
  choose(random: SeededRandom): T;
}

/**
 * Prepares a choice by frequency.
 *
 * @param frequencyOf Whole number, zero or more: zero is never chosen. The sum is 1 to 2^21.
 */
export function weightedChoice<T>(things: readonly T[], frequencyOf: (thing: T) => number): WeightedChoice<T> {
  const possible = things.filter((thing) => frequencyOf(thing) > 0);
  let sum = 0;
  const upTo = possible.map((thing) => (sum += frequencyOf(thing)));
  assert(sum > 0, 'at least one thing can be chosen');
  return {
    choose(random) {
      const drawn = random.below(sum);
      let low = 0;
      let high = upTo.length - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (upTo[middle]! > drawn) high = middle;
        else low = middle + 1;
      }
      return possible[low]!;
    },
  };
}

/** Chooses among alternatives as the tables list them: the first half of the time, the others equally often. */
export function firstHalfOfTheTime<T>(random: SeededRandom, alternatives: readonly T[]): T {
  assert(alternatives.length > 0, 'there is an alternative');
  if (alternatives.length === 1 || random.below(2) === 0) return alternatives[0]!;
  return alternatives[1 + random.below(alternatives.length - 1)]!;
}
