import { describe, expect, test } from 'vitest';
import { ANTENATAL } from '../../../pricing/methods/antenatal.js';
import { parseYuan, printYuan } from '../../../pricing/money.js';
import { caseOf } from '../case-of.js';
import { contextOf, valuesOf } from '../policy-of.js';

const RULES = {
  settles: 'fixed-rate',
  headPrices: [
    { weeks: '< 12', price: '150' },
    { weeks: '>= 12, < 28', price: '420.50' },
    { weeks: '>= 28, <= 42', price: '760' },
  ],
};
const price = (gestationWeeks: number | undefined, charges: string, rules: object = {}) =>
  ANTENATAL.price(
    caseOf({ gestationWeeks, totalCharges: parseYuan(charges) }),
    undefined,
    valuesOf(ANTENATAL.section, { ...RULES, ...rules }),
    contextOf(),
  );

describe('ANTENATAL.price', () => {
  test.each([
    [11, '150.00'],
    [12, '420.50'],
    [27, '420.50'],
    [28, '760.00'],
    [42, '760.00'],
  ])('week %i: %s', (week, expected) => expect(printYuan(price(week, '1.00').amount)).toBe(expected));

  test.each([
    ['a fen under the price', '420.49', '420.49'],
    ['on it', '420.50', '420.50'],
    ['a fen over it', '420.51', '420.50'],
  ])('as it cost up to the price: %s', (_why, charges, expected) => {
    expect(printYuan(price(20, charges, { settles: 'actual-up-to-rate' }).amount)).toBe(expected);
  });

  test.each([
    ['a week beyond the table', 43, 'PRICING_NO_ROW'],
    ['no week', undefined, 'PRICING_FACT_MISSING'],
  ])('%s is refused', (_why, week, code) => {
    expect(() => price(week, '1.00')).toThrow(expect.objectContaining({ code }));
  });
});
