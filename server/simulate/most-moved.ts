import type { GainRow } from './gains-and-losses.js';

/**
 * The rows that gain most and lose most, the largest gain first and the largest loss last: half from either end, or all where there are no
 * more than asked for.
 */
export function mostMoved<Row extends GainRow>(rows: readonly Row[], most: number): readonly Row[] {
  const sorted = [...rows].sort((a, b) => {
    const [one, other] = [a.after - a.before, b.after - b.before];
    return one === other ? 0 : one < other ? 1 : -1;
  });
  const ends = Math.floor(most / 2);
  return sorted.length <= most ? sorted : [...sorted.slice(0, ends), ...sorted.slice(-ends)];
}
