import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compare, minus, parseRatio, ratio, reduced, times, type Ratio } from '../../pricing/ratio.js';
import {
  printExactly,
  printRounded,
  ROUNDING_RULES,
  rounded,
  roundToFen,
  roundToUnits,
  type RoundingRule,
} from '../../pricing/rounding.js';

const anyRatio = fc
  .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 9n }))
  .map(([n, d]) => ratio(n, d));
const anyRule = fc.constantFrom(...ROUNDING_RULES);
const decimals = fc.integer({ min: 0, max: 8 });
const size = ({ numerator, denominator }: Ratio): Ratio => ({ numerator: numerator < 0n ? -numerator : numerator, denominator });

describe('roundToUnits', () => {
  test.each<[string, string, Record<RoundingRule, string>]>([
    ['just under the half', '0.0049', { 'half-up': '0.00', 'half-even': '0.00', down: '0.00', up: '0.01' }],
    ['the half, digit before it even', '0.005', { 'half-up': '0.01', 'half-even': '0.00', down: '0.00', up: '0.01' }],
    ['the half, digit before it odd', '0.015', { 'half-up': '0.02', 'half-even': '0.02', down: '0.01', up: '0.02' }],
    ['just over the half', '0.0051', { 'half-up': '0.01', 'half-even': '0.01', down: '0.00', up: '0.01' }],
    ['nothing to round', '12.30', { 'half-up': '12.30', 'half-even': '12.30', down: '12.30', up: '12.30' }],
    ['below zero as above it', '-0.005', { 'half-up': '-0.01', 'half-even': '0.00', down: '0.00', up: '-0.01' }],
    // 1.005 is 1.00499999999999989… as a float
    ['where floats fail', '1.005', { 'half-up': '1.01', 'half-even': '1.00', down: '1.00', up: '1.01' }],
  ])('%s: %s', (_why, printed, expected) => {
    const answers = ROUNDING_RULES.map((rule) => [rule, printRounded(parseRatio(printed), { rule, decimals: 2 })]);
    expect(Object.fromEntries(answers)).toEqual(expected);
  });

  test('a number and its opposite round alike, whatever the rule', () => {
    fc.assert(
      fc.property(anyRatio, anyRule, decimals, (value, rule, places) => {
        const opposite = { numerator: -value.numerator, denominator: value.denominator };
        expect(roundToUnits(opposite, { rule, decimals: places })).toBe(-roundToUnits(value, { rule, decimals: places }));
      }),
    );
  });

  test('what was rounded rounds to itself, and lies less than one unit away, half a unit for the halves', () => {
    fc.assert(
      fc.property(anyRatio, anyRule, decimals, (value, rule, places) => {
        const rounding = { rule, decimals: places };
        const once = rounded(value, rounding);
        expect(rounded(once, rounding)).toEqual(once);
        const unit = ratio(1, 10n ** BigInt(places));
        const away = size(minus(once, value));
        expect(compare(away, unit)).toBe(-1);
        if (rule.startsWith('half')) expect(compare(times(away, ratio(2)), unit)).toBeLessThanOrEqual(0);
      }),
    );
  });

  test('a region may round amounts to the whole yuan', () => {
    expect(roundToFen(parseRatio('12906.50'), { rule: 'half-up', decimals: 0 })).toBe(1290700n);
  });
});

describe('printExactly', () => {
  test.each([
    ['a whole number', ratio(1140), 0, '1140'],
    ['a decimal that ends', ratio(19, 20), 0, '0.95'],
    ['one that does not', ratio(5300, 6000), 0, '53/60'],
    ['below zero', ratio(-1, 3), 0, '-1/3'],
    ['nothing', ratio(0, 7), 0, '0'],
    ['an amount has two decimals', ratio(4500), 2, '4500.00'],
    ['and more where it needs them', ratio(1, 1000), 2, '0.001'],
  ])('%s', (_why, value, least, expected) => expect(printExactly(value, least)).toBe(expected));

  test('reads back as the same number', () => {
    fc.assert(
      fc.property(anyRatio, (value) => {
        const [above = '', below = '1'] = printExactly(value).split('/');
        expect(reduced(times(parseRatio(above), ratio(1, BigInt(below))))).toEqual(reduced(value));
      }),
    );
  });
});
