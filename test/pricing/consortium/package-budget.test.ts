import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { consortiumPackage, type PackageFacts } from '../../../pricing/consortium/index.js';
import { parseYuan, printYuan, sumFen } from '../../../pricing/money.js';
import { parseRatio, ratio } from '../../../pricing/ratio.js';
import { contextOf } from '../policy-of.js';
import { CHECK_UPS, consortiumValues, MAJOR_ILLNESS, RISK_FUND, TENTH_OF_INCOME, TENTH_OF_REST } from './consortium-values.js';

const budget = (rules: Readonly<Record<string, unknown>>, facts: Partial<PackageFacts> = {}) =>
  consortiumPackage({ consortium: '县医共体', heads: ratio(1000), ...facts }, consortiumValues(rules), contextOf().rounding);
const lines = (rules: Readonly<Record<string, unknown>>, facts: Partial<PackageFacts> = {}) =>
  budget(rules, facts).breakdown.lines.map(({ rule, amount }) => [rule.id, printYuan(amount)]);

describe('consortiumPackage', () => {
  test('each deduction is a line, and the lines add up to the package', () => {
    // 1,000,000.00 − 70,500.00 = 929,500.00; − 92,950.00 = 836,550.00; − 1,000.01; × 0.9 = 751,994.991
    expect(lines({ deductions: [MAJOR_ILLNESS, TENTH_OF_REST, CHECK_UPS], packageShare: '0.9' })).toEqual([
      ['income', '1000000.00'],
      ['major-illness', '-70500.00'],
      ['reserve', '-92950.00'],
      ['check-ups', '-1000.01'],
      ['not-packaged', '-83555.00'],
    ]);
  });

  test.each([
    ['a share of the rest takes less behind another deduction', [MAJOR_ILLNESS, TENTH_OF_REST], '836550.00'],
    ['and more before it', [TENTH_OF_REST, MAJOR_ILLNESS], '829500.00'],
    ['a share of the income takes the same anywhere', [MAJOR_ILLNESS, TENTH_OF_INCOME], '829500.00'],
    ['nothing comes off', [], '1000000.00'],
  ])('the order of the deductions is the policy’s: %s', (_why, deductions, expected) => {
    expect(printYuan(budget({ deductions }).package)).toBe(expected);
  });

  test.each([
    // 3 % of 1,000,000.00 a year, up to 100,000.00
    ['far from its ceiling', '0.00', '30000.00'],
    ['one year from it', '70000.00', '30000.00'],
    ['a fen nearer', '70000.01', '29999.99'],
    ['a fen from it', '99999.99', '0.01'],
    ['on it', '100000.00', '0.00'],
    ['above it: nothing comes back', '100000.01', '0.00'],
  ])('the risk fund %s', (_why, riskFundBalance, taken) => {
    const { package: left } = budget({ deductions: [RISK_FUND] }, { riskFundBalance: parseYuan(riskFundBalance) });
    expect(printYuan(left)).toBe(printYuan(sumFen([parseYuan('1000000.00'), parseYuan(`-${taken}`)])));
  });

  test('a mean of months may have parts of a head', () => {
    // 1000.125 × 1000.00
    expect(printYuan(budget({}, { heads: parseRatio('1000.125') }).income)).toBe('1000125.00');
  });

  test.each([
    ['all of the income', '1000.00', '0.00'],
    ['a fen for each head more', '1000.01', undefined],
  ])('deductions that take %s', (_why, amount, left) => {
    const rules = { deductions: [{ ...MAJOR_ILLNESS, amount }] };
    if (left === undefined) expect(() => budget(rules)).toThrow(expect.objectContaining({ code: 'PRICING_BELOW_ZERO' }));
    else expect(printYuan(budget(rules).package)).toBe(left);
  });

  test.each([
    ['heads below zero', {}, { heads: ratio(-1) }, 'PRICING_BELOW_ZERO'],
    ['a risk fund of unknown size', { deductions: [RISK_FUND] }, {}, 'PRICING_FACT_MISSING'],
  ] as const)('%s', (_why, rules, facts, code) => {
    expect(() => budget(rules, facts)).toThrow(expect.objectContaining({ code }));
  });

  test('employees and residents have packages of their own', () => {
    const { headIncome } = consortiumValues({}, 'employee');
    expect(headIncome.citation.parameter).toBe('consortium.headIncome');
  });

  test('months add up to the package, and all but the last are alike', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 7n }), (heads) => {
        const found = budget({ deductions: [MAJOR_ILLNESS], packageShare: '0.951' }, { heads: ratio(heads, 7n) });
        expect(found.months).toHaveLength(12);
        expect(sumFen(found.months)).toBe(found.package);
        expect(found.breakdown.total).toBe(found.package);
        expect(found.months.slice(1, 11).every((month) => month <= found.months[0]!)).toBe(true);
      }),
    );
  });
});
