import { parseYuan, printYuan } from '../../../pricing/money.js';
import { parseRatio } from '../../../pricing/ratio.js';
import { HALF_UP_TO_FEN, printExactly } from '../../../pricing/rounding.js';
import { distributePool } from '../../../pricing/settlement/distribute-pool.js';
import { finalPayment } from '../../../pricing/settlement/final-payment.js';
import { leastMonthlyPayment, monthlyPayment } from '../../../pricing/settlement/monthly-payment.js';
import { numberOf, type Adapter, type Inputs } from './vector.js';

export const points: Adapter = (inputs) => {
  const amount = (name: string) => parseYuan(inputs[name]!);
  if ('pool' in inputs) {
    const shares = Object.values(inputs['hospitals'] as unknown as Inputs).map(parseRatio);
    const { pointValue, amounts } = distributePool(amount('pool'), shares, { amount: HALF_UP_TO_FEN });
    return { pointValue: printExactly(pointValue), values: amounts.map(printYuan) };
  }
  if ('monthWeight' in inputs) {
    const month = {
      weight: numberOf(inputs, 'monthWeight'),
      rate: numberOf(inputs, 'rate'),
      patientPaid: amount('patientPaid'),
      advanceShare: numberOf(inputs, 'advanceShare'),
      auditDeductions: amount('auditDeduction'),
    };
    return { pay: printYuan(monthlyPayment(month, HALF_UP_TO_FEN)) };
  }
  if ('minShare' in inputs)
    return { minimum: printYuan(leastMonthlyPayment(amount('fundPart'), numberOf(inputs, 'minShare'), HALF_UP_TO_FEN)) };
  const year = { due: amount('yearDue'), monthlyPaid: [amount('monthlyPaid')], prepayment: amount('prepayment') };
  return { finalPayment: printYuan(finalPayment(year)) };
};
