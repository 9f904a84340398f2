import type { OutputBytes } from './output-bytes.js';
import type { PlainCase } from './plain-case.js';

/** Cases that a lane takes through each of its steps together. */
export const CASES_AT_ONCE = 32;

/**
 * Groups plain cases and writes the columns of their results, some cases at once: all of them are looked up, then all decided, then all
 * written, because a step that is done again and again finds its code and its tables in the nearest caches. There is one for each kind of
 * scheme; a lane serves one thread. A case stands at a place below CASES_AT_ONCE and is given with it at every step.
 */
export interface CaseLane {
  /** Finds what the case can be decided from. @returns false where it must take the slow path. */
  lookUp(place: number, bytes: Uint8Array, plain: PlainCase): boolean;
  decide(place: number, bytes: Uint8Array, plain: PlainCase): void;
  /** Appends the columns of its result, each with a comma before it, and counts it. */
  write(place: number, bytes: Uint8Array, plain: PlainCase, output: OutputBytes): void;
  /** Status of the case that was written last. */
  readonly status: string;
  /** What was counted since the last call. */
  takeCounts(): LaneCounts;
}

/** What a lane counted of a stretch of cases, in the words of the run's summary. */
export interface LaneCounts {
  readonly rows: number;
  readonly status: Readonly<Record<string, number>>;
  readonly severity: Readonly<Record<string, number>>;
  readonly reasons: Readonly<Record<string, number>>;
  readonly groups: readonly (readonly [code: string, name: string, cases: number])[];
}
