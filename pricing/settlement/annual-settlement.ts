import type { FundBudget } from '../budget/fund-budget.js';
import type { PaymentBreakdown } from '../breakdown.js';
import type { Fen } from '../money.js';
import type { Ratio } from '../ratio.js';
import type { CaseTotals } from './case-totals.js';
import type { SettledDeposit } from './deposit.js';
import type { HospitalSums } from './hospital-sums.js';
import type { PoolResult } from './pool-result.js';
import type { SettlementEntry } from './settlement-entry.js';
import type { YearStep } from './settlement-section.js';

/** A month as the year counts it. Unit: fen. */
export interface CreditedMonth {
  /** `YYYY-MM` */
  readonly month: string;
  /** `credited` of the settled month. */
  readonly credited: Fen;
  readonly deposit: Fen;
}

/** What is known of a hospital's year beside its cases. */
export interface HospitalYear {
  readonly hospital: string;
  /** Of the assessment (考核得分), 0 to 100; needed where coefficient or deposit hang on it. */
  readonly score?: Ratio | undefined;
  /** Every deduction and correction of the year, those of its months too. */
  readonly entries: readonly SettlementEntry[];
  /** Months that were paid, each once. */
  readonly months: readonly CreditedMonth[];
  /** Working capital that was advanced and not given back. Unit: fen. */
  readonly prepayment: Fen;
  /** Base volume, where the region gives each hospital one. */
  readonly basePoints?: Ratio | undefined;
  /** Most that is due, where the region decided on an amount. */
  readonly cap?: Fen | undefined;
  /** Overspend that was found to have a reasonable cause, where only that is shared. */
  readonly reasonableOverspend?: Fen | undefined;
}

/** One fund's year. */
export interface YearInput {
  readonly fund: string;
  readonly year: number;
  /** Of this fund, of the months of this year. */
  readonly totals: readonly CaseTotals[];
  readonly hospitals: readonly HospitalYear[];
  /** With every version of the year. */
  readonly budget: FundBudget;
}

/** Surplus and overspend of a hospital, and what sharing made of them; only group by group does one hospital have both. Unit: fen. */
export interface SharedBalance {
  /** What was due when it was compared. */
  readonly due: Fen;
  /** Billed by item, after audit. */
  readonly actual: Fen;
  readonly surplus: Fen;
  readonly overspend: Fen;
  /** Of the surplus, left to the hospital. */
  readonly kept: Fen;
  /** Of the overspend, what the bands give the fund to bear, and what the reserve allowed of it. */
  readonly wanted: Fen;
  readonly shared: Fen;
}

/** A hospital's year, cleared; its points are in the pools, each of which may count something else. Unit: fen. */
export interface SettledHospitalYear extends Omit<HospitalSums, 'quantity' | 'fixedQuantity'> {
  /** Over all pools. */
  readonly gross: Fen;
  readonly score?: Ratio | undefined;
  /** Assessment coefficient; 1 where no amount hangs on it. */
  readonly coefficient: Ratio;
  /** Absent where the region shares nothing. */
  readonly balance?: SharedBalance | undefined;
  readonly due: Fen;
  readonly deposit: SettledDeposit;
  /** Months, as far as they count against the year. */
  readonly months: Fen;
  readonly prepayment: Fen;
  /** Due − months − deposit withheld − prepayment. Below zero: set off against coming months. */
  readonly finalPayment: Fen;
  /** All that the hospital has of the year in the end: due, less the deposit that was lost. */
  readonly cash: Fen;
  /** Adds up to what is due: a line for each pool and each step. */
  readonly breakdown: PaymentBreakdown;
  /** Adds up to the final payment. */
  readonly closing: PaymentBreakdown;
}

/** What one step of the year did to the money of the fund. Unit: fen; below zero: less is due than before. */
export interface YearMovement {
  readonly step: 'pools' | YearStep;
  readonly amount: Fen;
}

/** The reserve in a year. Unit: fen. */
export interface ReserveAccount {
  /** Line of the budget. */
  readonly balance: Fen;
  /** Surplus not kept, money not paid out and residue, where the region sends them here; below zero where rounding took from it. */
  readonly added: Fen;
  readonly wanted: Fen;
  /** For overspend, never more than there is; what the year adds is for the next one. */
  readonly drawn: Fen;
  /** Drawn over wanted, printed with the decimals of the region; 1 where nothing was wanted. */
  readonly factor: string;
  readonly left: Fen;
}

/** One fund's year, cleared (年度清算). */
export interface AnnualSettlement {
  readonly fund: string;
  readonly year: number;
  readonly budget: FundBudget;
  readonly pools: readonly PoolResult[];
  /** In the order of their names. */
  readonly hospitals: readonly SettledHospitalYear[];
  /** Released by all pools; with the movements it comes to what is due. */
  readonly released: Fen;
  readonly movements: readonly YearMovement[];
  readonly due: Fen;
  readonly reserve: ReserveAccount;
  /** Billed over charges, of all cases; absent without charges. */
  readonly fundShare?: Ratio | undefined;
  /** Of all that is due, what was left for clearing; absent where nothing is due. */
  readonly leftForClearing?: Ratio | undefined;
  readonly fairness?: Fairness | undefined;
}

/** How far what is due lies from what hospitals advanced for the fund. */
export interface Fairness {
  /** |due − advance| / advance; exact. */
  readonly gap: Ratio;
  readonly fits: boolean;
}
