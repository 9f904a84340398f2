import { describe, expect, test } from 'vitest';
import { DRG_POINTS } from '../../../pricing/methods/drg-points.js';
import { parseYuan } from '../../../pricing/money.js';
import { printExactly } from '../../../pricing/rounding.js';
import type { CaseFacts } from '../../../pricing/case-facts.js';
import { caseOf, groupOf, publishedValue } from '../case-of.js';
import { contextOf, valuesOf } from '../policy-of.js';

const RULES = {
  pointValue: '90',
  coefficientSource: 'table',
  hospitalCoefficients: [{ hospital: 'H1', coefficient: '1.2' }, { coefficient: '1' }],
  zones: [
    { zone: 'low', when: '< 0.4', pays: 'ratio', factors: [], cap: 'after-factors' },
    { zone: 'high', when: '> 3', pays: 'excess', above: '3', normal: 'hospital', factors: [] },
  ],
};
const GROUP = groupOf({
  groupPoints: publishedValue('150'),
  meanCharges: publishedValue('15000.00'),
  cases: publishedValue('6'),
});
const price = (charges: string, facts: Partial<CaseFacts> = {}, rules: object = {}, group = GROUP) => {
  const given = caseOf({ hospitalId: 'H1', totalCharges: parseYuan(charges), ...facts });
  return DRG_POINTS.price(given, group, valuesOf(DRG_POINTS.section, { ...RULES, ...rules }), contextOf());
};
const pointsOf = (...given: Parameters<typeof price>): string => printExactly(price(...given).casePoints!);

describe('DRG_POINTS.price', () => {
  test.each([
    // 150 × 5999.99 ÷ 15000
    ['a fen under the low edge', '5999.99', 'low', '59.9999'],
    // 150 × 1.2
    ['on it', '6000.00', 'normal', '180'],
    ['on the high edge', '45000.00', 'normal', '180'],
    // 180 + 150 × (45000.01 ÷ 15000 − 3)
    ['a fen above it', '45000.01', 'high', '180.0001'],
  ])('%s: %s is %s with %s points', (_why, charges, outcome, points) => {
    expect([price(charges).outcome.id, pointsOf(charges)]).toEqual([outcome, points]);
  });

  test.each([
    // 150 × 0.9 × 1.2 = 162, cut to 150
    ['after the coefficient', 'after-factors', '13500.00', '150'],
    // 150 × 0.9 = 135, × 1.2 = 162
    ['before it', 'before-factors', '13500.00', '162'],
    // 150 × 1.1 cut to 150, × 1.2
    ['before it, above the mean', 'before-factors', '16500.00', '180'],
  ])('the cap of an incomplete stay is taken %s (%s, %s)', (_why, cap, charges, points) => {
    const incompleteStay = { dispositions: ['2', '4'], factors: ['hospital'], cap };
    expect(pointsOf(charges, { disposition: 4 }, { incompleteStay })).toBe(points);
    expect(pointsOf(charges, { disposition: 1 }, { incompleteStay })).toBe('180');
  });

  test.each([
    ['five cases are few', '5', '0.5', 'unstable-group'],
    ['six are not', '6', '1', 'normal'],
    ['costs too far apart', '6', '1.01', 'unstable-group'],
  ])('%s', (_why, cases, variation, outcome) => {
    const rules = {
      unstableGroups: { cases: '<= 5', variation: '> 1' },
      unstableDiscount: '0.9',
      overallMean: '10000',
      scale: '100',
    };
    const group = { ...GROUP, cases: publishedValue(cases), variation: publishedValue(variation) };
    const result = price('15000.00', {}, rules, group);
    // 15000 ÷ 10000 × 100 × 0.9 = 135; 150 × 1.2 = 180
    expect([result.outcome.id, printExactly(result.casePoints!)]).toEqual([outcome, outcome === 'normal' ? '180' : '135']);
  });

  test.each([
    ['the day before the window ends', 14, true, false, '90'],
    ['its last day', 15, true, false, '90'],
    ['the day after', 16, true, false, '180'],
    ['another group', 3, false, false, '180'],
    ['exempt', 3, true, true, '180'],
  ])('readmission, %s', (_why, gapDays, isSameGroup, isExempt, points) => {
    const laterAdmission = { gapDays, isSameGroup, isExempt };
    expect(pointsOf('15000.00', { laterAdmission }, { readmission: { days: '<= 15', factor: '0.5' } })).toBe(points);
  });

  test('allowed charges, where an audit left less, are what counts', () => {
    expect(price('60000.00', { allowedCharges: parseYuan('45000.00') }).outcome.id).toBe('normal');
  });

  test('a group that is new in the hospital has the coefficient of the policy, or none at all', () => {
    const own = { coefficientSource: 'own-mean', hospitalCoefficients: 'none' };
    expect(pointsOf('15000.00', {}, { ...own, newGroupCoefficient: '1' })).toBe('150');
    expect(() => price('15000.00', {}, own)).toThrow(expect.objectContaining({ code: 'PRICING_NO_RULE' }));
  });
});
