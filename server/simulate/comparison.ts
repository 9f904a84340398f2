import type { ComparedCase } from './compared-case.js';
import { GainsAndLosses } from './gains-and-losses.js';

/** Cases that a side pays nothing for, by why. */
export type Unpaid = ReadonlyMap<string, number>;

/** Compares cases one by one: who gains and who loses, and what each side cannot pay. */
export class Comparison {
  readonly gains = new GainsAndLosses();
  readonly #isOfBoth: boolean;
  readonly #unpaid = { before: new Map<string, number>(), after: new Map<string, number>() };
  #rows = 0;
  #compared = 0;

  /** @param counts Which cases gains and losses are made of: those that both sides pay, or those that either pays. */
  constructor(counts: 'both' | 'either') {
    this.#isOfBoth = counts === 'both';
  }

  add(one: ComparedCase): void {
    this.#rows++;
    const [isBefore, isAfter] = (['before', 'after'] as const).map((side) => {
      if (one[side].amount !== undefined) return true;
      const unpaid = this.#unpaid[side];
      unpaid.set(one[side].why, (unpaid.get(one[side].why) ?? 0) + 1);
      return false;
    });
    if (isBefore && isAfter) this.#compared++;
    if (this.#isOfBoth ? isBefore && isAfter : isBefore || isAfter) this.gains.add(one);
  }

  get rows(): number {
    return this.#rows;
  }

  /** Cases that both sides pay. */
  get compared(): number {
    return this.#compared;
  }

  /** The most frequent reason first. */
  unpaid(side: 'before' | 'after'): Unpaid {
    return new Map([...this.#unpaid[side]].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)));
  }
}
