import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DIP } from '../../../pricing/methods/dip.js';
import { fen, parseYuan, printYuan, sumFen } from '../../../pricing/money.js';
import { printExactly } from '../../../pricing/rounding.js';
import { caseOf, groupOf, publishedValue } from '../case-of.js';
import { contextOf, valuesOf } from '../policy-of.js';

const LOW = { zone: 'low', when: '<= 0.5', pays: 'ratio', factors: ['auxiliary'] };
const RULES = {
  pointValue: '8.1234',
  hospitalCoefficients: [
    { level: '3', coefficient: '1.05' },
    { level: '2', coefficient: '0.9', addition: '0.02' },
  ],
  primaryCareCoefficient: '0.97',
  reference: { of: 'group-mean' },
  zones: [
    LOW,
    { zone: 'extreme', when: '> 5', pays: 'normal' },
    {
      zone: 'high',
      when: '> 2',
      pays: 'excess',
      above: '2',
      normal: 'hospital',
      factors: ['auxiliary'],
      mayApplyForReview: 'true',
    },
  ],
};
const GROUP = groupOf({ groupPoints: publishedValue('200'), meanCharges: publishedValue('1000.00') });
const at = (charges: string) => caseOf({ hospitalLevel: 3, totalCharges: parseYuan(charges) });
const price = (charges: string, group = GROUP, rules: object = {}, rounding = {}) =>
  DIP.price(at(charges), group, valuesOf(DIP.section, { ...RULES, ...rules }), contextOf(rounding));

describe('DIP.price', () => {
  test.each([
    // 200 × 0.50 = 100
    ['on the low edge, which is inside here', '500.00', 'low', '100'],
    // 200 × 1.05 = 210
    ['a fen above it', '500.01', 'normal', '210'],
    ['on the high edge, which is outside here', '2000.00', 'normal', '210'],
    // 200 × (2.00001 − 2 + 1.05) = 210.002
    ['a fen above it', '2000.01', 'high', '210.002'],
    // 200 × (5 − 2 + 1.05) = 810
    ['on the extreme edge', '5000.00', 'high', '810'],
    ['a fen above it: paid as a normal case', '5000.01', 'extreme', '210'],
  ])('%s: %s against a mean of 1000.00 is %s with %s points', (_why, charges, outcome, points) => {
    const result = price(charges);
    expect([result.outcome.id, printExactly(result.casePoints!)]).toEqual([outcome, points]);
  });

  test('only the high zone lets the hospital apply for review', () => {
    const notices = ['400.00', '3000.00', '6000.00'].map((charges) => price(charges).notices.map(({ id }) => id));
    expect(notices).toEqual([[], ['may-apply-for-review'], []]);
  });

  test('basic coefficient and addition count together', () => {
    const result = DIP.price(
      caseOf({ hospitalLevel: 2, totalCharges: fen(100000n) }),
      GROUP,
      valuesOf(DIP.section, RULES),
      contextOf(),
    );
    // 200 × (0.9 + 0.02) = 184
    expect(printExactly(result.casePoints!)).toBe('184');
  });

  test('a primary-care group has the factor of the region, and no hospital coefficient', () => {
    // 200 × 0.97 = 194; without a factor 200
    const group = { ...GROUP, isPrimaryCare: true };
    expect(printExactly(price('1000.00', group).casePoints!)).toBe('194');
    expect(printExactly(price('1000.00', group, { primaryCareCoefficient: 'none' }).casePoints!)).toBe('200');
  });

  test('the amount is rounded once, after points and point value were multiplied exactly', () => {
    // 210 × 8.1234 = 1705.914
    expect(printYuan(price('1000.00').amount)).toBe('1705.91');
    // points to whole ones first: 210.002 → 210
    expect(printYuan(price('2000.01', GROUP, {}, { points: 'half-up 0' }).amount)).toBe('1705.91');
  });

  test.each([
    // 1000 points × 10 = 10,000.00; 0.92 × 0.5 × 10,000 = 4,600.00
    ['a fen under half of the standard of the same level is paid as it cost', '4599.99', 'low', '4599.99'],
    ['half of it is a normal case', '4600.00', 'normal', '9200.00'],
  ])('the national draft: %s', (_why, charges, outcome, amount) => {
    const rules = {
      pointValue: '10',
      hospitalCoefficients: [{ coefficient: '0.92' }],
      reference: { of: 'payment-standard', factors: ['hospital'] },
      zones: [{ zone: 'low', when: '< 0.5', pays: 'ratio', factors: ['hospital'] }],
    };
    const result = price(charges, groupOf({ groupPoints: publishedValue('1000') }), rules);
    expect([result.outcome.id, printYuan(result.amount)]).toEqual([outcome, amount]);
  });

  test('the simulated mean takes the subtype, and primary-care groups their own factors', () => {
    const rules = {
      reference: { of: 'simulated-mean', factors: ['auxiliary'] },
      meanCostFactors: { ordinary: '5', primaryCare: '4' },
    };
    const group = groupOf({ groupPoints: publishedValue('200'), auxiliaryCoefficient: publishedValue('1.2') });
    const reference = (isPrimaryCare: boolean) =>
      price('1000.00', { ...group, isPrimaryCare }, rules).breakdown.steps.find(({ rule }) => rule.id === 'multiple-of-reference')
        ?.operands[1]?.printed;
    // 200 × 1.2 × 5; 200 × 1.2 × 4 × 0.97
    expect([reference(false), reference(true)]).toEqual(['1200.00', '931.20']);
  });

  test('a group without a mean above zero knows normal cases only', () => {
    expect(price('1.00', { ...GROUP, meanCharges: publishedValue('0') }).outcome.id).toBe('normal');
  });

  test.each([
    ['no charges', caseOf({ hospitalLevel: 3 }), GROUP, {}, 'PRICING_FACT_MISSING'],
    ['charges below zero', at('-1.00'), GROUP, {}, 'PRICING_FACT_INVALID'],
    ['no level of its hospital', caseOf({ totalCharges: fen(1n) }), GROUP, {}, 'PRICING_FACT_MISSING'],
    [
      'a hospital without a coefficient',
      caseOf({ hospitalLevel: 1, totalCharges: fen(1n) }),
      GROUP,
      {},
      'PRICING_NO_COEFFICIENT',
    ],
    ['a group without points', at('1.00'), groupOf(), {}, 'PRICING_GROUP_WITHOUT_VALUE'],
    [
      'a group of 0 points that the policy has no rule for',
      at('1.00'),
      groupOf({ groupPoints: publishedValue('0') }),
      {},
      'PRICING_NO_RULE',
    ],
    ['no group and no rule for that', at('1.00'), groupOf({ status: 'ungrouped' }), {}, 'PRICING_NO_RULE'],
    ['no grouping at all', at('1.00'), undefined, {}, 'PRICING_GROUP_MISSING'],
  ] as const)('a case with %s is refused', (_why, facts, group, rules, code) => {
    const values = valuesOf(DIP.section, { ...RULES, ...rules });
    expect(() => DIP.price(facts, group, values, contextOf())).toThrow(expect.objectContaining({ code }));
  });

  test('lines add up and the same case gives the same result, whatever its charges and points', () => {
    const values = valuesOf(DIP.section, {
      ...RULES,
      zeroPoints: 'actual-charges',
      additions: [{ flag: 'newDrug', points: '12.5' }],
    });
    const numbers = fc.tuple(fc.nat(10 ** 8), fc.nat(10 ** 6), fc.nat(10 ** 7), fc.boolean());
    fc.assert(
      fc.property(numbers, ([charges, points, mean, isNew]) => {
        const facts = caseOf({
          hospitalLevel: 3,
          totalCharges: fen(BigInt(charges)),
          specialListFlags: isNew ? ['newDrug'] : [],
        });
        const group = groupOf({ groupPoints: publishedValue(String(points / 100)), meanCharges: publishedValue(String(mean)) });
        const result = DIP.price(facts, group, values, contextOf());
        expect(sumFen(result.breakdown.lines.map(({ amount }) => amount))).toBe(result.amount);
        expect(DIP.price(facts, group, values, contextOf())).toEqual(result);
      }),
    );
  });
});
