import type { OutputBytes } from './output-bytes.js';
import type { PlainCase } from './plain-case.js';

/**
 * Groups plain cases and writes the columns of their results. There is one for each kind of scheme; a lane serves one thread.
 */
export interface CaseLane {
  /**
   * Groups a case and appends its result columns, each with a comma before it.
   *
   * @returns false, with nothing that counts written, where the case must take the slow path.
   */
  group(bytes: Uint8Array, plain: PlainCase, output: OutputBytes): boolean;
  /** Status of the case that was grouped last. */
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
