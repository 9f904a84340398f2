import type { BreakdownLine, CalculationStep } from '../breakdown.js';
import type { Ratio } from '../ratio.js';
import type { Segment } from './phases.js';

/** A stay valued by its days. */
export interface ValuedStay {
  /** Unit: yuan, not rounded. */
  readonly exact: Ratio;
  readonly line: BreakdownLine;
  readonly casePoints?: Ratio;
  readonly steps: readonly CalculationStep[];
  /** What the days are worth beside one another, so that shares of phases can be weighted. */
  readonly segments: readonly Segment<Ratio>[];
}
