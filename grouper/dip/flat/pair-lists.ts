import { prefixed, type FlatSections, type Sections } from '../../flat/flat-sections.js';
import type { IntegerLists } from '../../flat/integer-lists.js';
import { listsOf, openLists, sectionsOfLists } from './list-sections.js';

/** An entry is three integers: the pair and the number of its list. */
const ENTRY = 3;
const FULLEST = 2 / 3;

/** Lists of integers by pairs of integers, in flat arrays; lists that are alike are there once. */
export class PairLists {
  readonly lists: IntegerLists;
  readonly #slots: Int32Array;
  readonly #entries: Int32Array;

  constructor(slots: Int32Array, entries: Int32Array, lists: IntegerLists) {
    this.#slots = slots;
    this.#entries = entries;
    this.lists = lists;
  }

  static open(sections: FlatSections, name: string): PairLists {
    const lists = openLists(sections, `${name}.lists`);
    return new PairLists(sections.int32(`${name}.slots`), sections.int32(`${name}.entries`), lists);
  }

  sections(name: string): Sections {
    return {
      ...prefixed(name, { slots: this.#slots, entries: this.#entries }),
      ...sectionsOfLists(`${name}.lists`, this.lists),
    };
  }

  /** The number of the list of a pair; that of the empty list, 0, for one without. */
  find(a: number, b: number): number {
    const last = this.#slots.length - 1;
    for (let at = hashOf(a, b) & last; ; at = (at + 1) & last) {
      const place = this.#slots[at]! - 1;
      if (place < 0) return 0;
      const entry = place * ENTRY;
      if (this.#entries[entry] === a && this.#entries[entry + 1] === b) return this.#entries[entry + 2]!;
    }
  }
}

/** Collects values under pairs. */
export class PairListsBuilder {
  readonly #values = new Map<string, { readonly a: number; readonly b: number; readonly list: number[] }>();

  add(a: number, b: number, value: number): void {
    const known = this.#values.get(`${a} ${b}`);
    if (known === undefined) this.#values.set(`${a} ${b}`, { a, b, list: [value] });
    else known.list.push(value);
  }

  finish(): PairLists {
    const pairs = [...this.#values.values()];
    let size = 64;
    while (pairs.length > size * FULLEST) size *= 2;
    const slots = new Int32Array(size);
    const lists: (readonly number[])[] = [[]];
    const numbers = new Map<string, number>();
    const entries = new Int32Array(pairs.length * ENTRY);
    for (const [place, { a, b, list }] of pairs.entries()) {
      const key = list.join();
      let number = numbers.get(key);
      if (number === undefined) numbers.set(key, (number = lists.push(list) - 1));
      entries.set([a, b, number], place * ENTRY);
      let at = hashOf(a, b) & (size - 1);
      while (slots[at] !== 0) at = (at + 1) & (size - 1);
      slots[at] = place + 1;
    }
    return new PairLists(slots, entries, listsOf(lists));
  }
}

function hashOf(a: number, b: number): number {
  const hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca77);
  return hash ^ (hash >>> 15);
}
