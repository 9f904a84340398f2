import { isPlainCode, sameBytes } from './plain-cells.js';
import type { CodeRanges } from './plain-case.js';

/**
 * Whether all codes stand in plain form, and none twice among the others: what else there is to say of codes is said by the slow path.
 *
 * @param others Place of the first code that is no principal one.
 */
export function areDistinctPlainCodes(bytes: Uint8Array, { starts, ends, count }: CodeRanges, others: number): boolean {
  for (let place = 0; place < count; place++) {
    const [start, end] = [starts[place]!, ends[place]!];
    if (!isPlainCode(bytes, start, end)) return false;
    for (let before = others; before < place; before++) {
      if (sameBytes(bytes, start, end, starts[before]!, ends[before]!)) return false;
    }
  }
  return true;
}
