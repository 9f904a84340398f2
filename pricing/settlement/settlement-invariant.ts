import type { BilingualText } from '../../reference-data/index.js';
import { printYuan, type Fen } from '../money.js';
import type { AnnualSettlement, SettledHospitalYear, YearInput } from './annual-settlement.js';
import type { MonthAsSettled } from './month-as-settled.js';
import type { SettlementRules } from './settlement-rules.js';

/** One fund's year with everything that it was settled by. */
export interface SettledFund {
  readonly input: YearInput;
  readonly year: AnnualSettlement;
  readonly rules: SettlementRules;
  /** The months of every hospital as they were settled; absent where the year is tried without asking for them. */
  readonly months?: readonly MonthAsSettled[] | undefined;
  /** What the cases of each hospital were given, where each case has its amount. Unit: fen. */
  readonly caseAmounts?: ReadonlyMap<string, Fen> | undefined;
}

/** Something that must hold and does not: where, what it should be, and what it is. */
export interface InvariantFinding {
  /** Id of the invariant. */
  readonly invariant: string;
  readonly fund: string;
  /** Hospital, pool, line or entry. */
  readonly of: string;
  readonly expected: string;
  readonly found: string;
}

/** An identity that every settlement must hold. */
export interface SettlementInvariant {
  readonly id: string;
  readonly states: BilingualText;
  /** Where it is broken. */
  readonly broken: (settled: SettledFund) => readonly Omit<InvariantFinding, 'invariant' | 'fund'>[];
}

/** Where an identity is broken. */
export type Broken = ReturnType<SettlementInvariant['broken']>;

/** Two amounts that must be the same. */
export const equal = (of: string, expected: Fen, found: Fen): Broken =>
  expected === found ? [] : [{ of, expected: printYuan(expected), found: printYuan(found) }];

/** A count that must be zero. */
export const none = (of: string, count: number): Broken => (count === 0 ? [] : [{ of, expected: '0', found: String(count) }]);

/** Two texts that must be the same. */
export const same = (of: string, expected: string, found: string): Broken =>
  expected === found ? [] : [{ of, expected, found }];

/** An identity of every hospital by itself. */
export const eachHospital =
  (broken: (hospital: SettledHospitalYear, settled: SettledFund) => Broken): SettlementInvariant['broken'] =>
  (settled) =>
    settled.year.hospitals.flatMap((hospital) => broken(hospital, settled));
