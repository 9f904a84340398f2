import type { FlatDirectory } from '../flat/flat-directory.js';
import type { CellMatcher } from './cell-matcher.js';
import { IntegerStack } from './integer-stack.js';
import type { KernelCase } from './kernel-case.js';

/** How well a row's related cell is met, as the region compares it: procedures that it takes, or parts that are met. */
export class RelatedScore {
  readonly #one: KernelCase;
  readonly #cells: CellMatcher;
  readonly #countsParts: boolean;
  readonly #taken = new IntegerStack();

  constructor(flat: FlatDirectory, one: KernelCase, cells: CellMatcher) {
    this.#one = one;
    this.#cells = cells;
    this.#countsParts = flat.policy.choices.relatedScore === 'satisfied-parts';
  }

  /** @param alternative One that is met. */
  of(alternative: number): number {
    if (this.#countsParts) return this.#cells.partsOf(alternative);
    this.#taken.clear();
    this.#cells.take(alternative, this.#one.mainCount, this.#one.asked.count, this.#taken);
    return this.#taken.count;
  }
}
