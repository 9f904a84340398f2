import { LOSING_REASONS, type LosingReason } from '../dip-result.js';
import { IntegerStack } from './integer-stack.js';

const numberOf = (reason: LosingReason) => LOSING_REASONS.indexOf(reason);
export const RELATED_NOT_MET = numberOf('related-not-met');
export const FEWER_MATCHED = numberOf('fewer-matched');
export const FEWER_REQUIRED = numberOf('fewer-required');
export const LATER_IN_SHEET = numberOf('later-in-sheet');
export const DROPPED_BY_STEP = numberOf('step');
export const LATER_CLASS = numberOf('later-class');

/** No selection step. */
export const NO_STEP = -1;

/** Rows that lost, and the rows of a tie, which sheet order decided. */
export class Contest {
  /** Row, number of its reason in LOSING_REASONS, and number of the step in SELECTION_STEPS or NO_STEP, at the same places. */
  readonly lostRows = new IntegerStack();
  readonly lostBecause = new IntegerStack();
  readonly lostSteps = new IntegerStack();
  readonly tiedRows = new IntegerStack();

  clear(): void {
    this.lostRows.clear();
    this.lostBecause.clear();
    this.lostSteps.clear();
    this.tiedRows.clear();
  }

  lose(row: number, because: number, step = NO_STEP): void {
    this.lostRows.push(row);
    this.lostBecause.push(because);
    this.lostSteps.push(step);
  }
}
