import type { TreatmentAttribute } from '../../../reference-data/index.js';
import type { CaseCell } from './case-history.js';
import type { RelatedVerdict } from './split-related.js';

/**
 * How a group came about: `national` a row of the library that reached the threshold, `local-addition` a cluster that the library does
 * not have, `cluster` the same where no library was used, `related-split` taken out of a family for a related procedure, `pool`
 * a comprehensive group of what was left.
 */
export const GROUP_ORIGINS = ['national', 'local-addition', 'cluster', 'related-split', 'pool'] as const;
export type GroupOrigin = (typeof GROUP_ORIGINS)[number];

/** A group before its costs are looked at: which cells it takes, and why it is one. */
export interface DraftGroup {
  /** Opaque. National: the key of the library. */
  readonly key: string;
  readonly origin: GroupOrigin;
  readonly diagnosis: string;
  readonly procedure: string;
  readonly related: string;
  readonly attribute: TreatmentAttribute;
  readonly cells: readonly CaseCell[];
  /** Of a related split: what the cases cost against the family. */
  readonly split?: RelatedVerdict;
  /** The group stands below the general threshold, as its costs hardly differ. */
  readonly hasLoweredThreshold?: boolean;
}

/** Why cases have no group of the new directory. */
export const LEFT_REASONS = ['excluded-diagnosis', 'pool-too-small', 'pool-varies-too-much', 'pools-limited'] as const;
export type LeftReason = (typeof LEFT_REASONS)[number];

/** What the builder asks of the world around it. */
export interface DirectoryKnowledge {
  /** Treatment attribute of a procedure; undefined for one that nobody knows, which counts as conservative. */
  readonly attributeOfProcedure: (code: string) => TreatmentAttribute | undefined;
  /** Whether a national library grouped the cases: clusters outside it are then local additions. */
  readonly hasLibrary: boolean;
}

/** Separates cases by a text key, keys in order of their characters. */
export function cellsBy(
  cells: readonly CaseCell[],
  keyOf: (cell: CaseCell) => string,
): readonly (readonly [string, CaseCell[]])[] {
  const byKey = new Map<string, CaseCell[]>();
  for (const cell of cells) {
    const key = keyOf(cell);
    const standing = byKey.get(key);
    if (standing === undefined) byKey.set(key, [cell]);
    else standing.push(cell);
  }
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Appends one by one: a history of a province has more cells than a call can take arguments. */
export function append(cells: readonly CaseCell[], to: CaseCell[]): void {
  for (const cell of cells) to.push(cell);
}
