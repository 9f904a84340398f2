import { amountOperand, operand, paymentBreakdown, type BreakdownLine, type Rule } from './breakdown.js';
import type { Fen } from './money.js';
import { MAY_APPLY_FOR_REVIEW, type Outcome } from './outcome.js';
import type { MethodResult } from './payment-method.js';
import type { ReviewResult } from './review/review-results.js';

/** What a special-case review makes of the price of a case; a case whose application was turned down is priced as any other. */
export type ReviewedPrice = Exclude<ReviewResult, { result: 'ordinary' }>;

/** A price that a review changed, beside what the ordinary rule would have paid. */
export interface ReviewedPart {
  readonly review: ReviewedPrice;
  readonly ordinary: MethodResult;
  /** What the fund would have paid by it; absent where the settlement does not state what that takes. Unit: fen. */
  readonly ordinaryPayment: Fen | undefined;
}

/** Paid as a panel decided. */
export const SPECIAL_CASE: Outcome = { id: 'special-case', zh: '特例单议', en: 'Special case' };

/** The rule by which the decision of a panel stands in place of the ordinary price. */
export const REVIEWED_PRICE: Rule = {
  id: 'special-case',
  label: { zh: '特例单议', en: 'Special-case review' },
  formula: {
    zh: '按项目：费用 − 剔除费用；改变标准：评审确定的标准',
    en: 'by item: charges − what the panel struck out; changed standard: the standard of the panel',
  },
};

export const REVIEWED_TERMS = {
  application: { zh: '申请', en: 'application', unit: 'choice' },
  decidedAt: { zh: '结论日期', en: 'decided on', unit: 'choice' },
  ordinary: { zh: '按普通规则', en: 'by the ordinary rule', unit: 'yuan' },
  ordinaryPayment: { zh: '按普通规则的基金支付', en: 'payment by the ordinary rule', unit: 'yuan' },
  pricedPayment: { zh: '按结论的基金支付', en: 'payment by the decision', unit: 'yuan' },
  decided: { zh: '评审结论金额', en: 'amount of the decision', unit: 'yuan' },
} as const;

/** What the stay is worth by the decision. Unit: fen. */
export const decidedAmount = (review: ReviewedPrice): Fen =>
  review.result === 'by-item' ? review.allowedCharges : review.standard;

/** The result of the method with the decision of the panel in place of its amount. It has no points: what becomes of them is settled with the year. */
export function reviewedResult(
  { method, amount: ordinary, breakdown, notices }: MethodResult,
  review: ReviewedPrice,
): MethodResult {
  const amount = decidedAmount(review);
  const line: BreakdownLine = {
    rule: REVIEWED_PRICE,
    operands: [
      operand(REVIEWED_TERMS.application, review.application),
      operand(REVIEWED_TERMS.decidedAt, review.decidedAt),
      amountOperand(REVIEWED_TERMS.ordinary, ordinary),
    ],
    amount,
  };
  return {
    method,
    outcome: SPECIAL_CASE,
    covers: 'stay',
    amount,
    breakdown: paymentBreakdown(amount, [line], () => breakdown.steps),
    notices: notices.filter(({ id }) => id !== MAY_APPLY_FOR_REVIEW.id),
  };
}
