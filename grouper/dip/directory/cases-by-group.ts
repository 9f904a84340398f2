import type { CaseHistory } from './case-history.js';

/** Which cases each group has, as ranges of one list of case places. */
export interface CasesByGroup {
  /** Places of the cases of a group. */
  of(group: number): Uint32Array;
}

/** Stands for cells without a group. */
export const NO_GROUP = 0xffff_ffff;

/**
 * Sorts the cases by group in two passes, without comparing: count, then place.
 *
 * @param groupOfCell Group of each cell, or `NO_GROUP`.
 */
export function casesByGroup(history: CaseHistory, groupOfCell: Uint32Array, groups: number): CasesByGroup {
  const cell = history.cell.values();
  const starts = new Uint32Array(groups + 1);
  for (let at = 0; at < cell.length; at++) {
    const group = groupOfCell[cell[at]!]!;
    if (group !== NO_GROUP) starts[group + 1]!++;
  }
  for (let group = 0; group < groups; group++) starts[group + 1]! += starts[group]!;
  const next = starts.slice();
  const places = new Uint32Array(starts[groups]!);
  for (let at = 0; at < cell.length; at++) {
    const group = groupOfCell[cell[at]!]!;
    if (group !== NO_GROUP) places[next[group]!++] = at;
  }
  return { of: (group) => places.subarray(starts[group], starts[group + 1]) };
}
