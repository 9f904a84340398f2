import type { IntegerLists } from '../../flat/integer-lists.js';
import type { Parts } from '../directory-as-read.js';
import { listsOf } from './list-sections.js';

/** Numbers things of one kind from 1, in the order in which they are met. */
export class Interned {
  readonly #ids = new Map<string, number>();

  id(text: string): number {
    let id = this.#ids.get(text);
    if (id === undefined) this.#ids.set(text, (id = this.#ids.size + 1));
    return id;
  }

  entries(): Iterable<readonly [text: string, id: number]> {
    return this.#ids;
  }

  /** How many ids there are, the 0 of what is not known included. */
  get count(): number {
    return this.#ids.size + 1;
  }
}

/** Collects lists of integers and gives each distinct one a number; the empty list is number 0. */
class DistinctLists {
  readonly #lists: (readonly number[])[] = [[]];
  readonly #numbers = new Map<string, number>([['', 0]]);

  number(list: readonly number[]): number {
    const key = list.join();
    let number = this.#numbers.get(key);
    if (number === undefined) this.#numbers.set(key, (number = this.#lists.push(list) - 1));
    return number;
  }

  finish(): IntegerLists {
    return listsOf(this.#lists);
  }
}

/** Collects the sets of a directory and its procedure cells. What is alike is there once: a related cell of a hundred codes stands in many rows. */
export class CellsBuilder {
  readonly #sets = new DistinctLists();
  readonly #alternatives = new DistinctLists();
  readonly #cells = new DistinctLists();

  /** @param ids Of one kind, in any order. */
  set(ids: Iterable<number>): number {
    return this.#sets.number([...new Set(ids)].sort((a, b) => a - b));
  }

  cell(alternatives: readonly Parts[], idOf: (code: string) => number): number {
    return this.#cells.number(
      alternatives.map((parts) => this.#alternatives.number(parts.map((part) => this.set([...part].map(idOf))))),
    );
  }

  finish(): { readonly sets: IntegerLists; readonly alternatives: IntegerLists; readonly cells: IntegerLists } {
    return { sets: this.#sets.finish(), alternatives: this.#alternatives.finish(), cells: this.#cells.finish() };
  }
}
