import { describe, expect, test } from 'vitest';
import { LONG_TERM_CARE, longTermCarePayment, type CareService } from '../../../pricing/long-term-care/long-term-care.js';
import { parseYuan, printYuan } from '../../../pricing/money.js';
import { contextOf, valuesOf } from '../policy-of.js';

const SERVICES = [
  { service: 'medical', level: '1', cap: '80', fundRatio: '0.8', settles: 'actual-up-to-rate' },
  { service: 'medical', level: '2', cap: '100', fundRatio: '0.75', settles: 'actual-up-to-rate' },
  { service: 'family', cap: '30', fundRatio: '1', settles: 'fixed-rate' },
];
const pay = (...care: Partial<CareService>[]) =>
  longTermCarePayment(
    care.map((one) => ({ bill: 'T1', service: 'medical', units: 10, ...one })),
    valuesOf(LONG_TERM_CARE, { services: SERVICES }),
    contextOf().rounding,
  );
const cost = (text: string) => ({ actualPerUnit: parseYuan(text) });

describe('longTermCarePayment', () => {
  test.each([
    // 79.99 × 10 × 0.8
    ['a fen under the cap', 1, '79.99', '639.92'],
    ['on it', 1, '80.00', '640.00'],
    ['a fen over it', 1, '80.01', '640.00'],
    ['the cap of level 2', 2, '120.00', '750.00'],
  ] as const)('as it cost, up to the cap: %s', (_why, level, actual, expected) => {
    expect(printYuan(pay({ level, ...cost(actual) }).fund)).toBe(expected);
  });

  test('a flat price asks for no cost, and several bills add up', () => {
    const result = pay({ service: 'family', units: 31 }, { level: 1, units: 3, ...cost('33.33') });
    // 31 × 30; 3 × 33.33 × 0.8 = 79.992
    expect(result.byService.map(printYuan)).toEqual(['930.00', '79.99']);
    expect([result.fund, result.breakdown.total].map(printYuan)).toEqual(['1009.99', '1009.99']);
  });

  test.each([
    ['a service that the policy does not know', { service: 'spa' }, 'PRICING_NO_ROW'],
    ['a level without a cap', { level: 3 }, 'PRICING_NO_ROW'],
    ['no cost', { level: 1 }, 'PRICING_FACT_MISSING'],
    ['a cost below zero', { level: 1, ...cost('-0.01') }, 'PRICING_FACT_INVALID'],
    ['half a day', { level: 1, units: 0.5, ...cost('1.00') }, 'PRICING_NOT_A_COUNT'],
  ] as const)('%s is refused', (_why, care, code) => {
    expect(() => pay(care)).toThrow(expect.objectContaining({ code }));
  });
});
