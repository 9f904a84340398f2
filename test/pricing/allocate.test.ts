import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocate, LARGEST_REMAINDER, type Allocation } from '../../pricing/allocate.js';
import { fen, parseYuan, printYuan, sumFen } from '../../pricing/money.js';
import { parseRatio, ratio } from '../../pricing/ratio.js';
import { ROUNDING_RULES } from '../../pricing/rounding.js';

const RULES: readonly Allocation[] = [
  LARGEST_REMAINDER,
  ...ROUNDING_RULES.map((rule) => ({ method: 'last-takes-rest', rule }) as const),
];
const shares = (total: string, weights: readonly string[], rule?: Allocation): string[] =>
  allocate(parseYuan(total), weights.map(parseRatio), rule).map(printYuan);

describe('allocate', () => {
  test.each([
    ['one fen among three equals goes to the first', '0.01', ['1', '1', '1'], ['0.01', '0.00', '0.00']],
    ['two fen among three equals go to the first two', '0.02', ['1', '1', '1'], ['0.01', '0.01', '0.00']],
    // 10.00 × 0.6, 0.3, 0.1
    ['shares that come out even', '10.00', ['0.6', '0.3', '0.1'], ['6.00', '3.00', '1.00']],
    // 1.00 ÷ 8 × 1, 1, 6 = 0.125, 0.125, 0.75: the left-over fen goes to the first of the two halves
    ['a tie of fractions', '1.00', ['1', '1', '6'], ['0.13', '0.12', '0.75']],
    ['a weight of zero gets nothing', '0.05', ['0', '1', '0'], ['0.00', '0.05', '0.00']],
    ['a total of nothing', '0.00', ['3', '4'], ['0.00', '0.00']],
    ['a total below zero, as its opposite', '-0.02', ['1', '1', '1'], ['-0.01', '-0.01', '0.00']],
  ])('largest remainder: %s', (_why, total, weights, expected) => expect(shares(total, weights)).toEqual(expected));

  test('the last takes the rest, and never less than nothing', () => {
    // 0.02 ÷ 4 = 0.005 each, rounded up 0.01: the first two have taken all there was.
    expect(shares('0.02', ['1', '1', '1', '1'], { method: 'last-takes-rest', rule: 'half-up' })).toEqual([
      '0.01',
      '0.01',
      '0.00',
      '0.00',
    ]);
  });

  test('the last weight above zero takes the rest, not a zero behind it', () => {
    expect(shares('1.00', ['1', '2', '0'], { method: 'last-takes-rest', rule: 'half-up' })).toEqual(['0.33', '0.67', '0.00']);
  });

  test.each([
    ['no weights', []],
    ['weights of zero', ['0', '0']],
    ['a weight below zero', ['2', '-1']],
  ])('refuses %s', (_why, weights) => {
    expect(() => shares('1.00', weights)).toThrow(expect.objectContaining({ code: 'PRICING_NOTHING_TO_SHARE_BY' }));
  });

  test('shares add up to the total, none has another sign, a weight of zero has none, under every rule', () => {
    const weights = fc.array(fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 6n }), fc.bigInt({ min: 1n, max: 1000n })), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 10n), max: 10n ** 10n }),
        weights,
        fc.constantFrom(...RULES),
        (total, pairs, rule) => {
          const all = pairs.map(([n, d]) => ratio(n, d));
          fc.pre(all.some(({ numerator }) => numerator > 0n));
          const found = allocate(fen(total), all, rule);
          expect(sumFen(found)).toBe(total);
          for (const [place, share] of found.entries()) {
            expect(share * total >= 0n).toBe(true);
            if (all[place]!.numerator === 0n) expect(share).toBe(0n);
          }
        },
      ),
    );
  });

  test('largest remainder: no share is a whole fen away from its exact part', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 10n }),
        fc.array(fc.bigInt({ min: 1n, max: 10n ** 6n }), { minLength: 1 }),
        (total, weights) => {
          const whole = weights.reduce((sum, weight) => sum + weight);
          for (const [place, share] of allocate(
            fen(total),
            weights.map((weight) => ratio(weight)),
          ).entries()) {
            const away = share * whole - total * weights[place]!;
            expect((away < 0n ? -away : away) < whole).toBe(true);
          }
        },
      ),
    );
  });
});
