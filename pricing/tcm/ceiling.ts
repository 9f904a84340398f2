import { amountOperand, operand, paymentBreakdown, type BreakdownLine, type CalculationStep, type Rule } from '../breakdown.js';
import { subtractFen } from '../money.js';
import type { MethodResult } from '../payment-method.js';
import type { Citation } from '../policy/citation.js';
import { times } from '../ratio.js';
import { roundToFen, type Rounding } from '../rounding.js';
import type { TcmDisease } from './tcm-table.js';
import { TERMS } from './tcm-terms.js';

const CEILING: Rule = {
  id: 'tcm-ceiling',
  label: { zh: '支付上限', en: 'Ceiling' },
  formula: { zh: '西医治疗总费用 × 最高比例', en: 'total of the western treatment × most of it' },
};
const HELD: Rule = {
  id: 'held-to-ceiling',
  label: { zh: '超过上限部分', en: 'Above the ceiling' },
  formula: { zh: '上限 − 支付标准', en: 'ceiling − payment standard' },
};

/** Holds a payment to the ceiling of its disease; where there is none it is paid as it is. */
export function heldToCeiling(
  result: MethodResult,
  ceiling: TcmDisease['ceiling'],
  citation: Citation,
  rounding: Rounding,
): MethodResult {
  if (ceiling === undefined) return result;
  const { westernTotal, maxShare } = ceiling;
  const most = roundToFen(times(westernTotal, maxShare), rounding);
  const { amount, breakdown } = result;
  const step: CalculationStep = {
    rule: CEILING,
    operands: [operand(TERMS.westernTotal, westernTotal, citation), operand(TERMS.maxShare, maxShare, citation)],
    result: amountOperand(TERMS.ceiling, most),
    citation,
  };
  const steps = [...breakdown.steps, step];
  if (amount <= most) return { ...result, breakdown: { ...breakdown, steps } };
  const line: BreakdownLine = {
    rule: HELD,
    operands: [amountOperand(TERMS.ceiling, most), amountOperand(TERMS.standard, amount)],
    amount: subtractFen(most, amount),
    citation,
  };
  return { ...result, amount: most, breakdown: paymentBreakdown(most, [...breakdown.lines, line], steps) };
}
