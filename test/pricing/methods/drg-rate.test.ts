import { describe, expect, test } from 'vitest';
import { DRG_RATE } from '../../../pricing/methods/drg-rate.js';
import { parseYuan, printYuan } from '../../../pricing/money.js';
import { caseOf, groupOf, publishedValue } from '../case-of.js';
import { contextOf, valuesOf } from '../policy-of.js';

const RULES = {
  baseRate: '12000',
  hospitalCoefficients: [{ coefficient: '1.1' }],
  zones: [
    { zone: 'low', when: '< 0.3', pays: { rule: 'actual-charges' } },
    { zone: 'high', level: '2', when: '> 2', pays: { rule: 'excess', above: '2' } },
    { zone: 'high', level: '3', when: '> 3', pays: { rule: 'standard' }, mayApplyForReview: 'true' },
  ],
};
/** 0.5 × 12000 × 1.1 = 6600.00 */
const GROUP = groupOf({ relativeWeight: publishedValue('0.5') });
const price = (charges: string, hospitalLevel: 2 | 3, group = GROUP) =>
  DRG_RATE.price(
    caseOf({ hospitalLevel, totalCharges: parseYuan(charges) }),
    group,
    valuesOf(DRG_RATE.section, RULES),
    contextOf(),
  );

describe('DRG_RATE.price', () => {
  test.each([
    ['a fen under three tenths of the standard', '1979.99', 2, 'low', ['1979.99'], []],
    ['on the line', '1980.00', 2, 'normal', ['6600.00'], []],
    ['twice the standard', '13200.00', 2, 'normal', ['6600.00'], []],
    ['a fen above it, level 2', '13200.01', 2, 'high', ['6600.00', '0.01'], []],
    ['the same at level 3', '13200.01', 3, 'normal', ['6600.00'], []],
    ['above three times, level 3', '19800.01', 3, 'high', ['6600.00'], ['may-apply-for-review']],
  ] as const)('%s: %s', (_why, charges, level, outcome, lines, notices) => {
    const result = price(charges, level);
    expect(result.outcome.id).toBe(outcome);
    expect(result.breakdown.lines.map(({ amount }) => printYuan(amount))).toEqual(lines);
    expect(result.notices.map(({ id }) => id)).toEqual(notices);
  });

  test('a primary-care group is paid alike in every hospital', () => {
    expect(printYuan(price('5000.00', 2, { ...GROUP, isPrimaryCare: true }).amount)).toBe('6000.00');
  });

  test('a group without a weight is refused by name', () => {
    expect(() => price('5000.00', 2, groupOf({ group: 'BR21' }))).toThrow(/BR21.*relativeWeight/);
  });
});
