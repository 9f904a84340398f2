import type { SeededRandom } from '../../reference-data/demo/seeded-random.js';

/** The largest bound of the generator, so that long lists are reached to their end. */
const FINEST = 2 ** 21;

/** One of a list, its front more often than its end: the first hundredth is drawn a tenth of the time. Only exact products, so the same everywhere. */
export function drawSkewed<T>(random: SeededRandom, list: readonly T[]): T {
  const share = random.below(FINEST) / FINEST;
  return list[Math.floor(list.length * share * share)]!;
}

/** The same with a longer tail, as comorbidities have it: the first thousandth is drawn a tenth of the time. */
export function drawSteep<T>(random: SeededRandom, list: readonly T[]): T {
  const share = random.below(FINEST) / FINEST;
  return list[Math.floor(list.length * share * share * share)]!;
}

/** Slots that are shared out among the ranks. */
const SLOTS = 1 << 17;
/** Flattens the head of the law: the most frequent of some hundred groups has a fortieth of all cases, as with real DRGs. */
const HEAD = 10;

/** Numbers of ranks from 0, each as often as the law of Zipf and Mandelbrot has it, and each at least once: a draw is one look into the list. */
export function slotsByRank(ranks: number): Uint32Array {
  const sharesOf = (rank: number) => Math.floor(2 ** 40 / (rank + 1 + HEAD));
  let sum = 0;
  for (let rank = 0; rank < ranks; rank++) sum += sharesOf(rank);
  const slots: number[] = [];
  for (let rank = 0; rank < ranks; rank++) {
    const count = Math.max(1, Math.floor((sharesOf(rank) * SLOTS) / sum));
    for (let slot = 0; slot < count; slot++) slots.push(rank);
  }
  return Uint32Array.from(slots);
}
