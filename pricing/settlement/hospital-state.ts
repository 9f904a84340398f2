import type { BreakdownLine, Operand, Rule } from '../breakdown.js';
import { subtractFen, yuanOf, type Fen } from '../money.js';
import type { Citation } from '../policy/citation.js';
import { plus, type Ratio } from '../ratio.js';
import { roundToFen, type Rounding } from '../rounding.js';
import type { HospitalYear, SharedBalance } from './annual-settlement.js';
import type { HospitalSums } from './hospital-sums.js';

/** A hospital on its way through the steps of a year. Steps make new states and change none. */
export interface HospitalState {
  readonly facts: HospitalYear;
  readonly sums: HospitalSums;
  readonly gross: Fen;
  /** Of the pools whose surplus and overspend are shared. */
  readonly sharedGross: Fen;
  readonly sharedBilled: Fen;
  /** What is due so far, before it is rounded. Unit: yuan. */
  readonly exact: Ratio;
  /** The same in fen, as the lines say it. */
  readonly amount: Fen;
  readonly lines: readonly BreakdownLine[];
  readonly coefficient: Ratio;
  readonly balance?: SharedBalance | undefined;
}

/** What a step says of itself. */
export interface Said {
  readonly rule: Rule;
  readonly operands: readonly Operand[];
  readonly citation?: Citation | undefined;
}

/** The state after a step: what is due now, and a line for the difference in fen. */
export function moved(state: HospitalState, exact: Ratio, { rule, operands, citation }: Said, rounding: Rounding): HospitalState {
  const amount = roundToFen(exact, rounding);
  const difference = subtractFen(amount, state.amount);
  const line = { rule, operands, amount: difference, ...(citation === undefined ? {} : { citation }) };
  return { ...state, exact, amount, lines: [...state.lines, line] };
}

/** The same for a step whose difference is money of its own, in whole fen. */
export function movedBy(state: HospitalState, difference: Fen, said: Said, rounding: Rounding): HospitalState {
  return moved(state, plus(state.exact, yuanOf(difference)), said, rounding);
}
