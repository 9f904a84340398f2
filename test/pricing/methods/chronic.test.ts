import { describe, expect, test } from 'vitest';
import { CHRONIC } from '../../../pricing/methods/chronic.js';
import { parseYuan, printYuan } from '../../../pricing/money.js';
import { caseOf } from '../case-of.js';
import { contextOf, valuesOf } from '../policy-of.js';

const RULES = {
  negativeRule: 'floor-at-zero',
  packages: [
    { package: 'dialysis', pays: 'session', level: '3', price: '400', settles: 'fixed-rate', fundRatio: '0.7' },
    { package: 'dialysis', pays: 'session', price: '360', settles: 'fixed-rate', fundRatio: '0.7' },
    { package: 'bag', pays: 'session', price: '41.4', settles: 'actual-up-to-rate' },
    { package: 'diabetes', pays: 'year', covers: 'all', fee: '4000' },
  ],
};
const price = (facts: object) => CHRONIC.price(caseOf(facts), undefined, valuesOf(CHRONIC.section, RULES), contextOf());

describe('CHRONIC.price', () => {
  test.each([
    // 3 × 400 × 0.7
    ['level 3', 3, '840.00'],
    // 3 × 360 × 0.7
    ['any other level', 2, '756.00'],
  ])('treatments at the price of the level: %s', (_why, hospitalLevel, expected) => {
    const result = price({ packageId: 'dialysis', sessions: 3, hospitalLevel });
    expect([printYuan(result.amount), result.covers]).toEqual([expected, 'fund']);
  });

  test.each([
    ['a fen under the price', '82.79', '82.79'],
    ['on it', '82.80', '82.80'],
    ['a fen over it', '82.81', '82.80'],
  ])('bags as they cost, up to the price: %s', (_why, charges, expected) => {
    const result = price({ packageId: 'bag', sessions: 2, totalCharges: parseYuan(charges) });
    expect([printYuan(result.amount), result.covers]).toEqual([expected, 'stay']);
  });

  test('a visit under a head fee is paid by it', () => {
    const { amount, outcome, covers } = price({ packageId: 'diabetes' });
    expect([printYuan(amount), outcome.id, covers]).toEqual(['0.00', 'within-package', 'fund']);
  });

  test.each([
    ['no package', {}, 'PRICING_FACT_MISSING'],
    ['a package that the policy does not know', { packageId: 'gout' }, 'PRICING_NO_ROW'],
    ['no number of treatments', { packageId: 'bag', totalCharges: parseYuan('1.00') }, 'PRICING_FACT_MISSING'],
    ['half a treatment', { packageId: 'bag', sessions: 0.5 }, 'PRICING_NOT_A_COUNT'],
  ])('%s is refused', (_why, facts, code) => {
    expect(() => price(facts)).toThrow(expect.objectContaining({ code }));
  });
});
