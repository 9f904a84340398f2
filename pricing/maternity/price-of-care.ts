import { z } from 'zod';
import { amountOperand, operand, paymentBreakdown, type CalculationStep, type Operand, type Rule } from '../breakdown.js';
import { FIXED_PRICE, OVER_LIMIT, WITHIN_LIMIT } from '../episode/outcomes.js';
import { TERMS } from '../episode/terms.js';
import { lesserFen, yuanOf, type Fen } from '../money.js';
import type { MethodResult } from '../payment-method.js';
import type { Citation } from '../policy/citation.js';

/** `fixed` (定额): the price, whatever the care cost. `limit` (限额): the lower of the two. */
export const FIXED_OR_LIMIT = z.enum(['fixed', 'limit']);

/** The price of a case, as found. */
export interface PriceOfCare {
  readonly pays: z.output<typeof FIXED_OR_LIMIT>;
  readonly price: Fen;
  /** What the price was made of. */
  readonly operands: readonly Operand[];
  readonly citation: Citation;
}

type Paid = Pick<MethodResult, 'outcome' | 'amount' | 'breakdown'>;

const PRICE: Rule = {
  id: 'price-of-care',
  label: { zh: '生育医疗费用标准', en: 'Price of maternity care' },
  formula: {
    zh: '标准 + 每多一胎加付 ×（胎儿数 − 1）− 产前检查已支付，不低于零',
    en: 'price + amount for each further baby × (babies − 1) − paid for antenatal care, not below zero',
  },
};
const FIXED: Rule = {
  id: 'fixed-price',
  label: { zh: '定额支付', en: 'Fixed price' },
  formula: { zh: '定额', en: 'price' },
};
const LIMIT: Rule = {
  id: 'limit',
  label: { zh: '限额支付', en: 'Paid within the limit' },
  formula: { zh: '费用与限额取低', en: 'the lower of charges and limit' },
};

/** What the fund pays of care that has a price. @param base Gives the charges; a fixed price does not ask for them. */
export function payPrice({ pays, price, operands, citation }: PriceOfCare, base: () => readonly [Fen, Operand]): Paid {
  const found = amountOperand(TERMS.price, price);
  const steps: CalculationStep[] = [{ rule: PRICE, operands, result: found, citation }];
  if (pays === 'fixed') {
    const line = { rule: FIXED, operands: [found], amount: price, citation };
    return { outcome: FIXED_PRICE, amount: price, breakdown: paymentBreakdown(price, [line], steps) };
  }
  const [charges, cost] = base();
  const amount = lesserFen(charges, price);
  const line = { rule: LIMIT, operands: [cost, found], amount, citation };
  return { outcome: charges > price ? OVER_LIMIT : WITHIN_LIMIT, amount, breakdown: paymentBreakdown(amount, [line], steps) };
}

/** Operands of the babies beyond the first. */
export const extraBabyOperands = (babies: bigint, extra: Fen, citation: Citation): Operand[] => [
  operand(TERMS.babies, { numerator: babies, denominator: 1n }),
  operand(TERMS.extraBaby, yuanOf(extra), citation),
];
