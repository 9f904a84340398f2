import type { IntegerLists } from '../flat/integer-lists.js';
import { INSTRUCTION_SIZE, OP_HIT, type RuleProgram } from '../rules/rule-program.js';

/** Fields in which a code can stand: the four of diagnoses and procedures, and the department. By bit of their masks. */
export const FIELDS = 5;

/** Behind the two numbers of sets and of words, which begin every effect. */
export const EFFECT_HEAD = 2;

/** ADRG row and mask of fields, as an entry of `candidatesOfSet`. */
export const CANDIDATE_MASK_BITS = 5;
export const CANDIDATE_MASK = (1 << CANDIDATE_MASK_BITS) - 1;

/**
 * What a code of each profile does in each field. An effect is a stretch of `values`: how many sets it hits, how many words of candidates
 * it adds, the sets, and for each word its place and its bits. Only sets that some rule tests in that field are hit: most other diagnoses
 * then do nothing at all. Codes with the same effect share it, so that all effects together are small enough for the caches.
 */
export interface CodeEffects {
  /** Where the effect begins, by `profile * FIELDS + field`. */
  readonly start: Int32Array;
  readonly values: Int32Array;
}

/**
 * @param setsOf Sets that codes of a profile are in.
 * @param candidatesOfSet ADRG rows that a hit of a set makes candidates.
 */
export function codeEffects(
  profileCount: number,
  setsOf: (profile: number) => Int32Array,
  candidatesOfSet: IntegerLists,
  program: RuleProgram,
): CodeEffects {
  const tested = testedFields(program, candidatesOfSet.start.length - 1);
  const places = new Map<string, number>();
  const values: number[] = [];
  const start = Int32Array.from({ length: profileCount * FIELDS }, (_, index) => {
    const field = 1 << (index % FIELDS);
    const sets = setsOf(Math.trunc(index / FIELDS));
    const effect = effectOf(
      [...sets].filter((set) => (tested[set]! & field) !== 0),
      candidateWords(sets, field, candidatesOfSet),
    );
    const key = effect.join(',');
    let place = places.get(key);
    if (place === undefined) {
      place = values.length;
      places.set(key, place);
      values.push(...effect);
    }
    return place;
  });
  return { start, values: Int32Array.from(values) };
}

function effectOf(sets: readonly number[], words: ReadonlyMap<number, number>): number[] {
  return [sets.length, words.size, ...sets, ...[...words].flat()];
}

/** The fields in which rules test each set, as bits. */
function testedFields({ instructions }: RuleProgram, setCount: number): Uint8Array {
  const tested = new Uint8Array(setCount);
  for (let at = 0; at < instructions.length; at += INSTRUCTION_SIZE) {
    if (instructions[at] === OP_HIT) tested[instructions[at + 1]!]! |= instructions[at + 2]!;
  }
  return tested;
}

/** The candidates of a code by word. */
function candidateWords(sets: Int32Array, field: number, { start, values }: IntegerLists): Map<number, number> {
  const words = new Map<number, number>();
  for (const set of sets) {
    for (const entry of values.subarray(start[set], start[set + 1])) {
      if ((entry & CANDIDATE_MASK & field) === 0) continue;
      const row = entry >> CANDIDATE_MASK_BITS;
      words.set(row >> 5, (words.get(row >> 5) ?? 0) | (1 << (row & 31)));
    }
  }
  return words;
}
