import { describe, expect, test } from 'vitest';
import type { ChronicHead } from '../../../pricing/chronic/chronic-head.js';
import { chronicPayment } from '../../../pricing/chronic/chronic-payment.js';
import { CHRONIC_SECTION } from '../../../pricing/chronic/chronic-section.js';
import { parseYuan, printYuan } from '../../../pricing/money.js';
import { checkJoinedPolicy } from '../../../pricing/policy/check-policy.js';
import { contextOf, policyOf, valuesOf } from '../policy-of.js';

const DIABETES = { package: 'diabetes', pays: 'last-year', covers: 'all', floor: '2400', cap: '7000' };
const RULES = {
  negativeRule: 'floor-at-zero',
  packages: [DIABETES, { package: 'uraemia', pays: 'year', covers: 'fund', fee: '72000' }],
};
const pay = (heads: readonly Partial<ChronicHead>[], rules: object = {}) =>
  chronicPayment(
    heads.map((head, place) => ({ head: `T${place}`, package: 'diabetes', ...head })),
    valuesOf(CHRONIC_SECTION, { ...RULES, ...rules }),
    contextOf().rounding,
  );
const one = (head: Partial<ChronicHead>, rules: object = {}) => {
  const [paid] = pay([head], rules).byHead;
  return [paid!.headFee, paid!.fund].map(printYuan);
};

describe('chronicPayment', () => {
  test.each([
    ['a fen under the floor', '2399.99', '2400.00'],
    ['on it', '2400.00', '2400.00'],
    ['a fen over it', '2400.01', '2400.01'],
    ['a fen under the cap', '6999.99', '6999.99'],
    ['on it', '7000.00', '7000.00'],
    ['a fen over it', '7000.01', '7000.00'],
  ])('last year %s: %s', (_why, cost, expected) => {
    expect(one({ lastYearCost: parseYuan(cost) })).toEqual([expected, expected]);
  });

  test.each([
    ['less than the fee', '3999.99', 'floor-at-zero', '0.01'],
    ['as much', '4000.00', 'floor-at-zero', '0.00'],
    ['more', '4000.01', 'floor-at-zero', '0.00'],
    ['more, and the rule keeps it', '4000.01', 'keep', '-0.01'],
  ])('the patient paid %s', (_why, patient, negativeRule, fund) => {
    const head = { lastYearCost: parseYuan('4000.00'), patientPart: parseYuan(patient) };
    expect(one(head, { negativeRule })).toEqual(['4000.00', fund]);
  });

  test("a fee that is the fund's part has nothing taken off", () => {
    expect(one({ package: 'uraemia', patientPart: parseYuan('9000.00') })).toEqual(['72000.00', '72000.00']);
  });

  test('a new person has the fee of new persons, and a part of the year its months', () => {
    expect(one({ months: 7 }, { packages: [{ ...DIABETES, newPatient: '3000.50' }] })).toEqual(['1750.29', '1750.29']);
    expect(() => one({})).toThrow(/lastYearCost/);
  });

  test('all heads together are the sum of each', () => {
    const result = pay([
      { lastYearCost: parseYuan('5000.00'), patientPart: parseYuan('800.00') },
      { package: 'uraemia', months: 1 },
    ]);
    expect([result.headFees, result.fund, result.breakdown.total].map(printYuan)).toEqual(['11000.00', '10200.00', '10200.00']);
  });

  test.each([
    ['a package that the policy does not know', { package: 'gout' }, 'PRICING_NO_ROW'],
    ['thirteen months', { package: 'uraemia', months: 13 }, 'PRICING_NOT_A_COUNT'],
    ['a cost below zero', { lastYearCost: parseYuan('-1.00') }, 'PRICING_FACT_INVALID'],
  ])('%s is refused', (_why, head, code) => {
    expect(() => one(head)).toThrow(expect.objectContaining({ code }));
  });

  test('a floor above its cap is no policy', () => {
    const packages = [{ ...DIABETES, floor: '7000.01' }];
    const findings = checkJoinedPolicy(policyOf(CHRONIC_SECTION, { ...RULES, packages }), [CHRONIC_SECTION]);
    expect(findings.map(({ code }) => code)).toContain('values-disagree');
  });
});
