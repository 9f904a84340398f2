import type { BilingualText } from '../../reference-data/index.js';
import type { CaseToSettle, Evidence, Fen, MeasuredLimit, PoolResult } from '../../pricing/index.js';
import type { BookedEntry } from './entries.js';
import { SettlementError } from './errors.js';
import type { PlacedStep } from './period-steps.js';

/** One of the things that must hold, and whether it does. */
export interface CheckedInvariant {
  readonly id: string;
  readonly fund: string;
  readonly states: BilingualText;
  readonly holds: boolean;
  /** Where it does not hold, and what stands there. */
  readonly broken: readonly string[];
}

/** Gives every case of a period its part of what its hospital has. */
export interface AmountsOfCases {
  /** Looks at all cases before the first is asked for. @param sorted File of their lines, in order. */
  prepare(sorted: string): Promise<void>;
  /** The part of a case; cases are asked for in the order of their lines. Unit: fen. */
  amountOf(one: CaseToSettle): Fen;
}

/** A hospital's period as reports show it. Unit of amounts: fen. */
export interface HospitalFigures {
  readonly fund: string;
  readonly hospital: string;
  readonly cases: number;
  /** What is due of the period, and what is paid by this run. */
  readonly due: Fen;
  readonly paid: Fen;
  /** What care by item would have billed the fund. */
  readonly billed: Fen;
}

/** A period of all funds, settled by the rules and ready to be written. */
export interface SettledPeriod {
  /** Columns of hospitals.csv behind fund and hospital, and its rows. */
  readonly columns: readonly string[];
  readonly rows: readonly HospitalRow[];
  readonly hospitals: readonly HospitalFigures[];
  /** By fund. */
  readonly pools: ReadonlyMap<string, readonly PoolResult[]>;
  readonly amounts: AmountsOfCases;
  readonly entries: readonly BookedEntry[];
  /** Every step with its operands and sources, as data. */
  readonly steps: readonly PlacedStep[];
  /** What the policy wants within a limit, by fund, and by when the year is to be cleared. Only of a year. */
  readonly limits: readonly FundLimits[];
  /** Checks what must hold. @param ofCases What the cases of each hospital were given together, by `figureKey`. */
  readonly check: (ofCases: ReadonlyMap<string, Fen>) => readonly CheckedInvariant[];
  /** The weakest grade of the rules. */
  readonly evidence: Evidence;
}

/** What a fund's cleared year is held against. */
export interface FundLimits {
  readonly fund: string;
  readonly measured: readonly MeasuredLimit[];
  /** `YYYY-MM-DD`; absent where the region says nothing of it. */
  readonly deadline: string | undefined;
}

export interface HospitalRow {
  readonly fund: string;
  readonly hospital: string;
  /** Of the columns. */
  readonly cells: readonly string[];
}

/**
 * What must hold of a settled period, checked.
 *
 * @param ofCases What the cases of each hospital were given together, by `figureKey`.
 * @throws SETTLEMENT_INVARIANT_BROKEN naming every one that does not hold
 */
export function heldInvariants(period: SettledPeriod, ofCases: ReadonlyMap<string, Fen>): readonly CheckedInvariant[] {
  const invariants = period.check(ofCases);
  const broken = invariants.flatMap(({ id, holds, broken: where }) => (holds ? [] : [`${id} (${where.join('; ')})`]));
  if (broken.length > 0) throw new SettlementError('SETTLEMENT_INVARIANT_BROKEN', { invariants: broken.join('; ') });
  return invariants;
}
