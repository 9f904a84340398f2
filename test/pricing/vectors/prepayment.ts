import { parseYuan, printYuan } from '../../../pricing/money.js';
import { prepaymentAmount, prepaymentGate, prepaymentRule, type Deficit } from '../../../pricing/risk/index.js';
import { HALF_UP_TO_FEN } from '../../../pricing/rounding.js';
import { numberOf, type Adapter } from './vector.js';

export const prepayment: Adapter = (inputs) => {
  const rule = prepaymentRule.parse({
    monthsPayable: `>= ${inputs['minimumMonths'] ?? '0'}`,
    refusedBy: ['last-year', 'rolling-forecast'],
    months: inputs['months'] ?? '1',
    pastYears: '3',
  });
  if ('fundPaidByYear' in inputs) {
    const paid = (inputs['fundPaidByYear'] as unknown as string[]).map(parseYuan);
    return { amount: printYuan(prepaymentAmount(paid, rule, HALF_UP_TO_FEN)) };
  }
  const deficits: Deficit[] = [];
  if (inputs['lastYearDeficit'] === 'yes') deficits.push('last-year');
  if (inputs['rollingForecastDeficit'] === 'yes') deficits.push('rolling-forecast');
  const { isAllowed } = prepaymentGate({ monthsPayable: numberOf(inputs, 'monthsPayable'), deficits }, rule);
  return { allowed: isAllowed ? 'yes' : 'no' };
};
