import type { IntegerLists } from '../../flat/integer-lists.js';

/** Whether an integer is in a sorted list. */
export function isMember({ start, values }: IntegerLists, list: number, value: number): boolean {
  let low = start[list]!;
  let high = start[list + 1]!;
  while (low < high) {
    const middle = (low + high) >> 1;
    const found = values[middle]!;
    if (found === value) return true;
    if (found < value) low = middle + 1;
    else high = middle;
  }
  return false;
}
