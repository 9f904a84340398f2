import { describe, expect, test } from 'vitest';
import { FUND_PAYMENT } from '../../../pricing/fund-payment/fund-payment-section.js';
import { fundPayment } from '../../../pricing/fund-payment/fund-payment.js';
import { patientPartOfCharges, type SettledSplit } from '../../../pricing/fund-payment/settled-split.js';
import { parseYuan, printYuan } from '../../../pricing/money.js';
import { parseRatio } from '../../../pricing/ratio.js';
import { HALF_UP_TO_FEN } from '../../../pricing/rounding.js';
import { contextOf, valuesOf } from '../policy-of.js';

const SPLIT: SettledSplit = {
  caseId: 'T1',
  totalCharges: parseYuan('12000.00'),
  selfPaid: parseYuan('300.00'),
  overLimit: parseYuan('200.00'),
  firstSelfPaid: parseYuan('500.00'),
  deductible: parseYuan('600.00'),
  policyRatio: parseRatio('0.75'),
  patient: parseYuan('3700.00'),
  otherFunds: parseYuan('300.00'),
  deductions: parseYuan('50.00'),
  hospitalFundShare: parseRatio('0.7'),
};
const pay = (form: string, standard: string, split: Partial<SettledSplit> = {}, rules: object = {}) => {
  const values = valuesOf(FUND_PAYMENT, { form, negativeRule: 'keep', overLimitLeavesBase: 'false', ...rules });
  return fundPayment(parseYuan(standard), { ...SPLIT, ...split }, values, contextOf().rounding);
};

describe('fundPayment', () => {
  test.each([
    // (10000 − 300 − 500 − 600) × 0.75
    ['policy-ratio', {}, '6450.00'],
    // (10000 − 300 − 500 − 600 − 200) × 0.75
    ['policy-ratio', { overLimitLeavesBase: 'true' }, '6300.00'],
    // 10000 − (3700 + 300)
    ['less-others', {}, '6000.00'],
    // 10000 − 3700 − 300 − 50
    ['whole-stay', {}, '5950.00'],
    // 10000 × 0.7
    ['hospital-share', {}, '7000.00'],
  ])('%s %j', (form, rules, expected) => {
    const { fund, breakdown } = pay(form, '10000.00', {}, rules);
    expect([printYuan(fund), printYuan(breakdown.total)]).toEqual([expected, expected]);
  });

  test.each([
    ['policy-ratio', 'keep', '0.00', '0.00'],
    ['less-others', 'keep', '-3000.00', '-3000.00'],
    ['less-others', 'floor-at-zero', '0.00', '-3000.00'],
    ['whole-stay', 'floor-at-zero', '0.00', '-3050.00'],
  ])('a standard of 1000.00 under %s, %s: %s', (form, negativeRule, fund, before) => {
    const result = pay(form, '1000.00', {}, { negativeRule });
    expect([result.fund, result.beforeNegativeRule].map(printYuan)).toEqual([fund, before]);
  });

  test.each([
    ['a part that is not stated', { deductible: undefined }, 'PRICING_FACT_MISSING'],
    ['a part below zero', { deductible: parseYuan('-0.01') }, 'PRICING_FACT_INVALID'],
    ['a ratio above 1', { policyRatio: parseRatio('1.01') }, 'PRICING_NOT_A_SHARE'],
  ])('%s is refused', (_why, split, code) => {
    expect(() => pay('policy-ratio', '10000.00', split)).toThrow(expect.objectContaining({ code }));
  });
});

describe('patientPartOfCharges', () => {
  test.each([
    // 300 + 200 + 500 + 600 + (12000 − 1600) × 0.25
    ['an ordinary stay', '12000.00', '4200.00'],
    ['in-scope charges below the deductible: the patient pays all', '1400.00', '1400.00'],
    ['a fen above it', '1600.04', '1600.01'],
  ])('%s', (_why, charges, expected) => {
    expect(printYuan(patientPartOfCharges({ ...SPLIT, totalCharges: parseYuan(charges) }, HALF_UP_TO_FEN))).toBe(expected);
  });
});
