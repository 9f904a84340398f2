import { describe, expect, test } from 'vitest';
import { poolPayment } from '../../../pricing/benefits/pool-payment.js';
import { parseYuan, printYuan } from '../../../pricing/money.js';
import { parseRatio } from '../../../pricing/ratio.js';
import { HALF_UP_TO_FEN } from '../../../pricing/rounding.js';
import type { BillFacts } from '../../../pricing/benefits/bill-facts.js';
import { FIRST_STAY } from '../../../pricing/benefits/year-to-date.js';
import { inScopeOnly, paidBy, settle } from './example-bill.js';

const ELSEWHERE = { placeOfCare: 'out-of-city', isReferred: true };
const deducted = (facts: Partial<BillFacts>, basicPool: object): string =>
  printYuan(
    settle({ ...inScopeOnly('10000.00'), ...facts }, { basicPool: { ratios: [{ ratio: '0.60' }], ...basicPool } }).fields
      .act_pay_dedc,
  );

describe('poolPayment', () => {
  const pay = (inScope: string) =>
    poolPayment({ inScope: parseYuan(inScope), deductible: parseYuan('500.00'), ratio: parseRatio('0.80') }, HALF_UP_TO_FEN);
  test.each([
    ['a fen under the deductible', '499.99', '499.99', '0.00'],
    ['on it', '500.00', '500.00', '0.00'],
    // 0.01 × 0.80 = 0.008
    ['a fen above it', '500.01', '500.00', '0.01'],
    ['nothing in scope', '0.00', '0.00', '0.00'],
  ])('%s', (_why, inScope, deductible, pool) => {
    const found = pay(inScope);
    expect([found.deductiblePaid, found.pool].map(printYuan)).toEqual([deductible, pool]);
  });
});

describe('deductibles and ratios', () => {
  test.each([
    ['the first row that is for the bill decides', { hospitalLevel: 1 as const }, '200.00'],
    ['a row that asks nothing is for all', { hospitalLevel: 2 as const }, '1000.00'],
  ])('%s', (_why, facts, expected) => {
    expect(deducted(facts, { deductibles: [{ hospitalLevels: ['1'], amount: '200' }, { amount: '1000' }] })).toBe(expected);
  });

  test.each([
    ['the first stay', 0, '1000.00'],
    ['the second', 1, '500.00'],
    ['the third', 2, '0.00'],
  ])('a deductible may fall with the stays of the year: %s', (_why, earlierStays, expected) => {
    const deductibles = [
      { earlierStays: '= 0', amount: '1000' },
      { earlierStays: '= 1', amount: '500' },
      { earlierStays: '>= 2', amount: '0' },
    ];
    expect(deducted({ yearToDate: { ...FIRST_STAY, earlierStays } }, { deductibles })).toBe(expected);
  });

  test.each([
    // 0.20 × 10,000 = 2,000
    ['a fen under the least', '2000.01', '2000.01'],
    ['on it', '2000.00', '2000.00'],
    ['between', '1500.00', '2000.00'],
  ])('a deductible by share of the charges: %s', (_why, least, expected) => {
    expect(deducted({}, { deductibles: [{ share: '0.20', least, most: '5000' }] })).toBe(expected);
  });

  test('every adjustment that is for the bill counts, and a ratio stays a share', () => {
    const basicPool = {
      deductibles: [{ amount: '700' }],
      ratios: [{ ratio: '0.75' }],
      adjustments: [
        { places: ['out-of-city'], deductibleTimes: '2', ratioMinus: '0.05' },
        { isReferred: 'false', ratioMinus: '0.90' },
        { personClasses: ['retired'], ratioPlus: '0.50' },
      ],
    };
    const pay = (facts: Partial<BillFacts>) => {
      const { fields } = settle({ ...inScopeOnly('10000.00'), ...facts }, { basicPool });
      return [fields.act_pay_dedc, fields.hifp_pay].map(printYuan);
    };
    // (10,000 − 1,400) × 0.70; at 0 for those without referral; at 1 for the retired
    expect(pay(ELSEWHERE)).toEqual(['1400.00', '6020.00']);
    expect(pay({ ...ELSEWHERE, isReferred: false })).toEqual(['1400.00', '0.00']);
    expect(pay({ ...ELSEWHERE, personClass: 'retired' })).toEqual(['1400.00', '8600.00']);
  });

  test('a fact is only missed where a row comes to ask for it', () => {
    const deductibles = [{ personClasses: ['retired'], places: ['local'], amount: '100' }, { amount: '200' }];
    expect(deducted({}, { deductibles })).toBe('200.00');
    expect(() => deducted({ personClass: 'retired' }, { deductibles })).toThrow(
      expect.objectContaining({ code: 'PRICING_FACT_MISSING' }),
    );
  });
});

describe('guaranteed minimum', () => {
  const pool = (floorBase: string, floor: string) => ({
    basicPool: {
      deductibles: [{ amount: '1000' }],
      ratios: [{ ratio: '0.60' }],
      floorRatios: [{ ratio: floor }],
      floorBase,
    },
  });
  const facts = {
    totalCharges: parseYuan('21000.00'),
    selfPaid: parseYuan('10000.00'),
    overLimit: 0n,
    firstSelfPaid: 0n,
  } as Partial<BillFacts>;
  test.each([
    // in scope 11,000: 10,000 × 0.60 = 6,000 against 20,000 × floor
    ['below the ratio of the policy', 'total', '0.29', '6000.00'],
    ['equal to it', 'total', '0.30', '6000.00'],
    ['above it', 'total', '0.31', '6200.00'],
    ['above all that is in scope: it goes on outside', 'total', '0.60', '12000.00'],
    ['on in-scope charges, below', 'in-scope', '0.59', '6000.00'],
    ['on in-scope charges, above', 'in-scope', '0.61', '6100.00'],
  ])('%s', (_why, base, floor, expected) => {
    expect(paidBy(settle(facts, pool(base, floor)), 'basic-pool')).toBe(expected);
  });

  test('takes the deductible off first, and is nothing where no charges are left', () => {
    const small = { ...facts, totalCharges: parseYuan('900.00'), selfPaid: parseYuan('0.00') };
    expect(paidBy(settle(small, pool('total', '0.90')), 'basic-pool')).toBe('0.00');
  });
});
