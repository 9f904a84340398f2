import type { FlatSections, Sections } from '../../flat/flat-sections.js';
import type { IntegerLists } from '../../flat/integer-lists.js';

/** Lists as they stand, one behind the other; a value may be in a list more than once. */
export function listsOf(lists: readonly (readonly number[])[]): IntegerLists {
  const start = new Int32Array(lists.length + 1);
  for (const [place, list] of lists.entries()) start[place + 1] = start[place]! + list.length;
  return { start, values: Int32Array.from(lists.flat()) };
}

/** Lists as sections to be packed. */
export function sectionsOfLists(name: string, { start, values }: IntegerLists): Sections {
  return { [`${name}.start`]: start, [`${name}.values`]: values };
}

/** Reads lists that lie among packed sections. */
export function openLists(sections: FlatSections, name: string): IntegerLists {
  return { start: sections.int32(`${name}.start`), values: sections.int32(`${name}.values`) };
}
