import { printOperand, type PaymentBreakdown } from '../../../pricing/breakdown.js';
import type { OperandValue } from '../../../pricing/breakdown.js';
import { fen, printYuan } from '../../../pricing/money.js';

/** What a step of a breakdown came to, printed; undefined where there is no such step. */
export function stepResult({ steps }: PaymentBreakdown, rule: string): string | undefined {
  const step = steps.find(({ rule: { id } }) => id === rule);
  return step && printOperand(step.result);
}

/** The number that a step of a breakdown came to. */
export function stepValue({ steps }: PaymentBreakdown, rule: string): OperandValue | undefined {
  return steps.find(({ rule: { id } }) => id === rule)?.result.value;
}

/** What a line takes off, printed as an amount above zero. */
export function takenOff({ lines }: PaymentBreakdown, rule: string): string | undefined {
  const line = lines.find(({ rule: { id } }) => id === rule);
  return line && printYuan(fen(-line.amount));
}
