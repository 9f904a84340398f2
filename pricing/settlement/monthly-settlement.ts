import type { PaymentBreakdown } from '../breakdown.js';
import type { FundBudget } from '../budget/fund-budget.js';
import type { Fen } from '../money.js';
import type { Ratio } from '../ratio.js';
import type { CaseTotals } from './case-totals.js';
import type { PoolResult } from './pool-result.js';
import type { SettlementEntry } from './settlement-entry.js';

/** What is known of a hospital's month beside its cases; a hospital that is not named has nothing. */
export interface HospitalMonth {
  readonly hospital: string;
  /** Audit deductions and corrections that are booked this month. */
  readonly entries: readonly SettlementEntry[];
  /** What the hospital still owes the fund: a year that ended below zero, a month that did. Unit: fen, zero or more. */
  readonly owed: Fen;
  /** Working capital that was advanced and that this month sets off. Unit: fen, zero or more. */
  readonly prepayment?: Fen | undefined;
}

/** One fund's month. */
export interface MonthInput {
  readonly fund: string;
  /** `YYYY-MM` */
  readonly month: string;
  /** Of this fund and month only. */
  readonly totals: readonly CaseTotals[];
  readonly hospitals: readonly HospitalMonth[];
  /** Version in force in the month. */
  readonly budget: FundBudget;
  /** Base volumes of a month, where the region gives each hospital one. */
  readonly basePoints?: ReadonlyMap<string, Ratio> | undefined;
}

/** A hospital's month. Unit: fen. */
export interface SettledHospitalMonth {
  readonly hospital: string;
  readonly cases: number;
  readonly charges: Fen;
  readonly others: Fen;
  /** The fund's part of the charges by item. */
  readonly billed: Fen;
  /** What the month's cases come to. */
  readonly fundPart: Fen;
  /** Of the fund's part, kept for clearing. */
  readonly leftForClearing: Fen;
  readonly deposit: Fen;
  /** Entries that the month took, where it takes them; deductions are below zero. */
  readonly entries: Fen;
  /** What counts against the year: before earlier debts are set off, and below zero where the entries are more than the rest. */
  readonly credited: Fen;
  /** Of earlier debts, settled by this month. */
  readonly setOff: Fen;
  readonly paid: Fen;
  /** Still owed after this month. */
  readonly owed: Fen;
  /** Adds up to what is paid. */
  readonly breakdown: PaymentBreakdown;
}

/** One fund's month, settled in advance of the year (月度预结算). */
export interface MonthlySettlement {
  readonly fund: string;
  readonly month: string;
  readonly budgetVersion: number;
  readonly pools: readonly PoolResult[];
  /** In the order of their names. */
  readonly hospitals: readonly SettledHospitalMonth[];
  readonly paid: Fen;
}
