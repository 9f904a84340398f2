import type { ExactDecimal } from '../../reference-data/index.js';
import { amountOperand, operand, type BreakdownLine, type Rule, type Term } from '../breakdown.js';
import { subtractFen, yuanOf, type Fen } from '../money.js';
import type { Citation } from '../policy/citation.js';
import { compare, ratio, times, type Ratio } from '../ratio.js';
import { roundToFen, type Rounding } from '../rounding.js';

/** `fixed-rate`: the price, whatever the care cost. `actual-up-to-rate`: as it cost, and the price at most. */
export const SETTLES = ['fixed-rate', 'actual-up-to-rate'] as const;

/** Care that is paid by the treatment, visit or day. */
export interface PaidUnits {
  readonly units: bigint;
  /** Of one unit. Unit: yuan. */
  readonly price: ExactDecimal;
  /** What all units cost; absent where the price is fixed. */
  readonly actual?: Fen | undefined;
  /** The fund's share; absent where the whole is paid. */
  readonly fundRatio?: ExactDecimal | undefined;
  /** The parameter that holds price and ratio. */
  readonly citation: Citation;
}

const TERMS = {
  units: { zh: '次（日）数', en: 'units', unit: '1' },
  price: { zh: '单价', en: 'price of a unit', unit: 'yuan' },
  actual: { zh: '实际费用', en: 'actual charges', unit: 'yuan' },
  counted: { zh: '计入费用', en: 'amount that counts', unit: 'yuan' },
  fundRatio: { zh: '基金支付比例', en: 'fund share', unit: '1' },
} as const satisfies Record<string, Term>;

const PRICED: Rule = {
  id: 'units-times-price',
  label: { zh: '按单价计算', en: 'Units at their price' },
  formula: { zh: '次（日）数 × 单价', en: 'units × price' },
};
const SAVES: Rule = {
  id: 'actual-below-price',
  label: { zh: '低于单价部分', en: 'Cost less than the price' },
  formula: { zh: '实际费用 − 按单价计算的金额', en: 'actual charges − units at their price' },
};
const OTHERS: Rule = {
  id: 'patient-part',
  label: { zh: '个人负担部分', en: "The patient's part" },
  formula: { zh: '计入费用 × 基金支付比例 − 计入费用', en: 'amount that counts × fund share − amount that counts' },
};

/** The lines of a payment by units: the price, less where the care cost less, less the patient's part. Only the last of them is rounded. */
export function payUnits({ units, price, actual, fundRatio, citation }: PaidUnits, rounding: Rounding): readonly BreakdownLine[] {
  const priced = times(price, ratio(units));
  const standard = roundToFen(priced, rounding);
  const operands = [operand(TERMS.units, ratio(units)), operand(TERMS.price, price, citation)];
  const lines: BreakdownLine[] = [{ rule: PRICED, operands, amount: standard, citation }];
  let [exact, counted]: [Ratio, Fen] = [priced, standard];
  if (actual !== undefined && compare(yuanOf(actual), priced) < 0) {
    [exact, counted] = [yuanOf(actual), actual];
    lines.push({ rule: SAVES, operands: [amountOperand(TERMS.actual, actual)], amount: subtractFen(actual, standard), citation });
  }
  if (fundRatio === undefined) return lines;
  const fund = roundToFen(times(exact, fundRatio), rounding);
  const shared = [operand(TERMS.counted, exact), operand(TERMS.fundRatio, fundRatio, citation)];
  return [...lines, { rule: OTHERS, operands: shared, amount: subtractFen(fund, counted), citation }];
}
