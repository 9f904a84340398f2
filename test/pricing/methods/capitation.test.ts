import { describe, expect, test } from 'vitest';
import { CAPITATION } from '../../../pricing/methods/capitation.js';
import { parseYuan, printYuan } from '../../../pricing/money.js';
import { caseOf } from '../case-of.js';
import { contextOf, valuesOf } from '../policy-of.js';

const price = (facts: object, rules: object) => {
  const values = valuesOf(CAPITATION.section, { headRate: '124', headCount: 'whole-year', careElsewhere: 'all', ...rules });
  return CAPITATION.price(caseOf(facts), undefined, values, contextOf());
};
const VISITS = { visitRatio: '0.6', visitYearCap: '440' };

describe('CAPITATION.price', () => {
  test('a visit is paid by the head fee and says what it takes from it', () => {
    const facts = { inScope: parseYuan('300.00'), outpatientFundThisYear: parseYuan('330.00') };
    const result = price(facts, VISITS);
    // 0.6 × 300 = 180, of which 440 − 330 are left
    expect([result.amount, result.fromPackage!].map(printYuan)).toEqual(['0.00', '110.00']);
    expect([result.outcome.id, result.covers]).toEqual(['within-package', 'fund']);
  });

  test('without a ratio for visits nothing is known of that', () => {
    expect(price({}, {}).fromPackage).toBeUndefined();
  });

  test('under a cap of the year the sum so far must be stated', () => {
    const facts = { inScope: parseYuan('300.00') };
    expect(() => price(facts, VISITS)).toThrow(/outpatientFundThisYear/);
    expect(printYuan(price(facts, { visitRatio: '0.6' }).fromPackage!)).toBe('180.00');
  });
});
