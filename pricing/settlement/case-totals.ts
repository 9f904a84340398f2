import type { Fen } from '../money.js';
import type { Ratio } from '../ratio.js';
import type { Route } from '../router/router-section.js';
import type { Place } from './pool-table.js';

/** Decimals in which quantities are counted while cases are added up; how a case's own points are rounded is the policy's. */
export const QUANTITY_DECIMALS = 8;

/** What cases are added up by: cases of one key are settled alike, and never with those of another fund. */
export interface TotalsKey {
  readonly hospital: string;
  readonly fund: string;
  /** Month of discharge, `YYYY-MM`. */
  readonly month: string;
  /** Id of the method that priced them. */
  readonly method: string;
  /** What the route says of the budget. */
  readonly budget: Route['budget'];
  readonly place: Place;
  /** Pool of the policy that pays them. */
  readonly pool: string;
  /** Whether its points, or standard, are valued by the pool; a case without points is paid as it was priced. */
  readonly isValued: boolean;
  /** DRG or DIP group; only where surplus and overspend are shared group by group. */
  readonly group?: string | undefined;
}

/** Sums over cases. Money in fen. */
export interface CaseSums {
  readonly cases: number;
  readonly charges: Fen;
  /** Points, or yuan of payment standards where the pool measures those; exact. */
  readonly quantity: Ratio;
  /** Part of the quantity that is paid at the fixed value: severe cases, drugs and consumables. */
  readonly fixedQuantity: Ratio;
  readonly standards: Fen;
  /** Paid by patients and by funds other than the pool. */
  readonly others: Fen;
  /** What the fund pays as the cases were priced. */
  readonly fundPayments: Fen;
  /** Cases whose kinds of charges do not add up to their charges (identity 1 of C1). */
  readonly costBroken: number;
  /** Cases whose charges are not what fund, others and hospital bear together (identity 4 of C1). */
  readonly payersBroken: number;
}

/** What the priced cases of a key came to. Settling needs nothing else of them. */
export interface CaseTotals extends TotalsKey, CaseSums {}

/** What settling keeps of one priced case. Money in fen, quantities in units of the last of `QUANTITY_DECIMALS` decimals. */
export interface CaseToSettle extends TotalsKey {
  readonly caseId: string;
  readonly charges: bigint;
  readonly quantity: bigint;
  readonly fixedQuantity: bigint;
  readonly standard: bigint;
  readonly others: bigint;
  readonly fundPayment: bigint;
  readonly costHolds: boolean;
  readonly payersHold: boolean;
}
