import { paymentBreakdown, type PaymentBreakdown } from '../breakdown.js';
import { sumFen, type Fen } from '../money.js';
import type { RoundingRules } from '../rounding-section.js';
import { payHead, type ChronicHead } from './chronic-head.js';
import type { ChronicValues } from './chronic-section.js';

/** The fee of one person and what the fund pays of it. */
export interface PaidHead {
  readonly head: string;
  readonly headFee: Fen;
  readonly fund: Fen;
}

/** What an institution is paid for people in chronic packages. */
export interface ChronicPayment {
  /** In the order of the people. */
  readonly byHead: readonly PaidHead[];
  readonly headFees: Fen;
  /** Unit: fen; the total of the breakdown. */
  readonly fund: Fen;
  readonly breakdown: PaymentBreakdown;
}

/**
 * Pays the heads of chronic packages: the fee of each person, less what the patient paid where the fee buys the whole care.
 *
 * @throws PRICING_NO_ROW when the policy has no head fee for a package; PRICING_FACT_MISSING, PRICING_FACT_INVALID, PRICING_NOT_A_COUNT
 */
export function chronicPayment(heads: readonly ChronicHead[], values: ChronicValues, rounding: RoundingRules): ChronicPayment {
  const paid = heads.map((head) => payHead(head, values, rounding.amount.value));
  const lines = paid.flatMap((one) => one.lines);
  const fund = sumFen(lines.map(({ amount }) => amount));
  return {
    byHead: paid.map(({ head, headFee, lines: own }) => ({ head, headFee, fund: sumFen(own.map(({ amount }) => amount)) })),
    headFees: sumFen(paid.map(({ headFee }) => headFee)),
    fund,
    breakdown: paymentBreakdown(fund, lines),
  };
}
