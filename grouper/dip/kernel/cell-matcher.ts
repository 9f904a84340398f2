import { NOTHING, type FlatDirectory } from '../flat/flat-directory.js';
import type { IntegerStack } from './integer-stack.js';
import type { KernelCase } from './kernel-case.js';

/** No alternative of the cell is met. */
export const UNSATISFIED = -1;

/** Holds procedure cells against the procedures of a case: of those that may be asked, the places `from` up to `until` of `asked`. */
export class CellMatcher {
  readonly #flat: FlatDirectory;
  readonly #one: KernelCase;

  constructor(flat: FlatDirectory, one: KernelCase) {
    this.#flat = flat;
    this.#one = one;
  }

  /**
   * Whether procedures satisfy one of the alternatives of a cell. An empty cell asks for nothing.
   *
   * @returns The alternative that is satisfied, with the most parts where there are several; else UNSATISFIED.
   */
  satisfied(cell: number, from: number, until: number): number {
    if (cell === NOTHING) return NOTHING;
    const { start, values } = this.#flat.cells;
    let best = UNSATISFIED;
    let most = 0;
    for (let at = start[cell]!, end = start[cell + 1]!; at < end; at++) {
      const alternative = values[at]!;
      const parts = this.partsOf(alternative);
      if (parts <= most || !this.#isMet(alternative, from, until)) continue;
      best = alternative;
      most = parts;
    }
    return best;
  }

  partsOf(alternative: number): number {
    const { start } = this.#flat.alternatives;
    return start[alternative + 1]! - start[alternative]!;
  }

  /** Whether some part of an alternative takes the procedure at a place of the case. */
  takes(alternative: number, place: number): boolean {
    const { start, values } = this.#flat.alternatives;
    for (let at = start[alternative]!, end = start[alternative + 1]!; at < end; at++) {
      if (this.#one.procedures.isAmong(place, values[at]!)) return true;
    }
    return false;
  }

  /** Adds the places of procedures that some part of an alternative takes; each code once. */
  take(alternative: number, from: number, until: number, taken: IntegerStack): void {
    if (alternative === NOTHING) return;
    const { asked, procedures } = this.#one;
    for (let at = from; at < until; at++) {
      const place = asked.values[at]!;
      if (this.takes(alternative, place) && !procedures.isThere(place, taken)) taken.push(place);
    }
  }

  #isMet(alternative: number, from: number, until: number): boolean {
    const { start, values } = this.#flat.alternatives;
    for (let at = start[alternative]!, end = start[alternative + 1]!; at < end; at++) {
      if (!this.#isPartMet(values[at]!, from, until)) return false;
    }
    return true;
  }

  #isPartMet(set: number, from: number, until: number): boolean {
    const { asked } = this.#one;
    for (let at = from; at < until; at++) if (this.#one.procedures.isAmong(asked.values[at]!, set)) return true;
    return false;
  }
}
