import assert from 'node:assert/strict';
import type { BilingualText, ExactDecimal } from '../reference-data/index.js';
import { sumFen, yuanOf, type Fen } from './money.js';
import type { Citation } from './policy/citation.js';
import type { Unit } from './policy/units.js';
import type { Ratio } from './ratio.js';
import { printExactly } from './rounding.js';

/** What a number of a calculation is called, and its unit. Each method keeps its own. */
export interface Term extends BilingualText {
  readonly unit: Unit;
}

/** A number as it was printed in a policy or directory, or one that was computed or stated. */
export type OperandValue = ExactDecimal | Ratio | number | string;

/**
 * One number of a calculation, and the document it comes from; a fact of the case or a computed number has none. It is printed when someone
 * asks (`printOperand`): a million cases are priced without their breakdowns being read.
 */
export interface Operand {
  readonly term: Term;
  readonly value: OperandValue;
  readonly citation?: Citation;
}

/** A rule that was applied: its name, its words, and its formula in words. */
export interface Rule {
  readonly id: string;
  readonly label: BilingualText;
  readonly formula: BilingualText;
}

/** A step on the way to an amount, such as the points of the case. */
export interface CalculationStep {
  readonly rule: Rule;
  readonly operands: readonly Operand[];
  readonly result: Operand;
  /** The parameter that put the rule in force; absent where the rule is national and needs no choice. */
  readonly citation?: Citation;
}

/** Steps that are put together when someone reads them: a million cases are priced without that. */
export type Steps = () => readonly CalculationStep[];

/** The steps of one calculation and then those of the next. */
export function stepsAfter(before: Steps, next: Steps): Steps {
  return () => [...before(), ...next()];
}

/** A part of a payment. */
export interface BreakdownLine {
  readonly rule: Rule;
  readonly operands: readonly Operand[];
  /** Unit: fen. */
  readonly amount: Fen;
  readonly citation?: Citation;
}

/** How an amount came about: the steps that led there, and lines in fen that add up to it. */
export interface PaymentBreakdown {
  readonly steps: readonly CalculationStep[];
  readonly lines: readonly BreakdownLine[];
  readonly total: Fen;
}

/** @returns A breakdown whose total is the sum of its lines; a method that computes the total another way is held to it here. */
export function paymentBreakdown(
  total: Fen,
  lines: readonly BreakdownLine[],
  steps: readonly CalculationStep[] | Steps = [],
): PaymentBreakdown {
  assert(sumFen(lines.map(({ amount }) => amount)) === total, 'the lines of a breakdown add up to its total');
  return typeof steps === 'function' ? new BreakdownToRead(total, lines, steps) : { steps, lines, total };
}

/** A breakdown whose steps nobody has read yet. */
class BreakdownToRead implements PaymentBreakdown {
  readonly total: Fen;
  readonly lines: readonly BreakdownLine[];
  readonly #toRead: Steps;

  constructor(total: Fen, lines: readonly BreakdownLine[], toRead: Steps) {
    this.total = total;
    this.lines = lines;
    this.#toRead = toRead;
  }

  get steps(): readonly CalculationStep[] {
    return this.#toRead();
  }
}

/** A number of a calculation. */
export function operand(term: Term, value: OperandValue, citation?: Citation): Operand {
  return citation === undefined ? { term, value } : { term, value, citation };
}

/** An amount of the case, or one that was computed. */
export const amountOperand = (term: Term, amount: Fen): Operand => ({ term, value: yuanOf(amount) });

/** The digits of an operand: as published where it was, else exactly; an amount has two decimals at least. */
export function printOperand({ term, value }: Operand): string {
  if (typeof value !== 'object') return String(value);
  return 'printed' in value ? value.printed : printExactly(value, term.unit === 'yuan' ? 2 : 0);
}
