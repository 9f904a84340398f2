import type { BreakdownLine, Operand, Rule } from '../breakdown.js';
import type { Fen } from '../money.js';
import type { Citation } from '../policy/citation.js';
import type { AnnualSettlement } from './annual-settlement.js';
import type { MonthlySettlement } from './settle-month.js';
import type { PoolResult } from './pool-result.js';

/** Part of a settlement that a step belongs to. */
export type SettlementPart = 'budget' | 'pool' | 'month' | 'due' | 'closing';

/** One step of a settlement with everything that it rests on: a row of the table of steps. */
export interface SettlementStep {
  readonly fund: string;
  /** Line of the budget, pool or hospital. */
  readonly of: string;
  readonly part: SettlementPart;
  /** Place within what it belongs to, from 1. */
  readonly place: number;
  readonly rule: Rule;
  readonly operands: readonly Operand[];
  /** What the step came to: an amount that adds up with the others of its part, or the number that it found. */
  readonly amount?: Fen | undefined;
  readonly result?: Operand | undefined;
  readonly citation?: Citation | undefined;
}

/** Every step of a year, from the lines of the budget to each hospital's final payment. */
export function stepsOfYear({ fund, budget, pools, hospitals }: AnnualSettlement): readonly SettlementStep[] {
  return [
    ...budget.lines.map(({ id, amount, step }): SettlementStep => ({ fund, of: id, part: 'budget', place: 1, ...step, amount })),
    ...pools.flatMap((pool) => stepsOfPool(fund, pool)),
    ...hospitals.flatMap(({ hospital, breakdown, closing }) => [
      ...stepsOfLines(fund, hospital, 'due', breakdown.lines),
      ...stepsOfLines(fund, hospital, 'closing', closing.lines),
    ]),
  ];
}

/** Every step of a month. */
export function stepsOfMonth({ fund, pools, hospitals }: MonthlySettlement): readonly SettlementStep[] {
  return [
    ...pools.flatMap((pool) => stepsOfPool(fund, pool)),
    ...hospitals.flatMap(({ hospital, breakdown }) => stepsOfLines(fund, hospital, 'month', breakdown.lines)),
  ];
}

const stepsOfPool = (fund: string, { id, steps }: PoolResult): readonly SettlementStep[] =>
  steps.map((step, place) => ({ fund, of: id, part: 'pool', place: place + 1, ...step }));

const stepsOfLines = (
  fund: string,
  of: string,
  part: SettlementPart,
  lines: readonly BreakdownLine[],
): readonly SettlementStep[] => lines.map((line, place) => ({ fund, of, part, place: place + 1, ...line }));
