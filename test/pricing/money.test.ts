import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addFen, fen, parseYuan, printYuan, sumFen, yuanOf, type Fen } from '../../pricing/money.js';
import { parseRatio, ratio, type Ratio } from '../../pricing/ratio.js';
import { printExactly } from '../../pricing/rounding.js';

describe('parseYuan', () => {
  test.each([
    ['two decimals', '14400.00', 1440000n],
    ['one decimal is tenths of a yuan', '0.5', 50n],
    ['none', '7', 700n],
    ['a result below zero', '-480.05', -48005n],
    ['the least there is', '0.01', 1n],
  ])('%s: %s', (_why, printed, expected) => expect(parseYuan(printed)).toBe(expected));

  test.each([
    ['a third decimal would have to be rounded', '0.005'],
    ['separators of thousands', '14,400.00'],
    ['an exponent', '1e3'],
    ['nothing', ''],
    ['a sign alone', '-'],
    ['a plus', '+1.00'],
    ['full-width digits', '１２'],
  ])('refuses %s', (_why, printed) => {
    expect(() => parseYuan(printed)).toThrow(expect.objectContaining({ code: 'PRICING_NOT_AN_AMOUNT' }));
  });

  test('reads back what was printed, of any amount', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), (units) => parseYuan(printYuan(fen(units))) === units),
    );
  });
});

describe('Fen', () => {
  test('is neither a ratio nor any whole number', () => {
    const amount = fen(100n);
    // @ts-expect-error A ratio is no money.
    const share: Fen = ratio(1, 2);
    // @ts-expect-error A count of days is no money until someone says so.
    const days: Fen = 3n;
    // @ts-expect-error Money is no ratio.
    const half: Ratio = amount;
    // @ts-expect-error What amounts add up to is money only by `addFen`.
    const sum: Fen = amount + amount;
    expect([typeof share, days, half, sum]).toEqual(['object', 3n, 100n, 200n]);
  });

  test('as a number of yuan it is exact', () => expect(printExactly(yuanOf(fen(1n)))).toBe('0.01'));

  test('sums do not depend on the order', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt()), (units) => {
        const amounts = units.map(fen);
        expect(sumFen(amounts.toReversed())).toBe(amounts.reduce(addFen, fen(0n)));
      }),
    );
  });
});

describe('parseRatio', () => {
  test('keeps every digit', () => expect(printExactly(parseRatio('2.36182972'))).toBe('2.36182972'));

  test.each(['', '.5', '5.', '1e3', '0x1', '1/2', ' 1', '1 000', 'NaN'])('refuses "%s"', (text) => {
    expect(() => parseRatio(text)).toThrow(expect.objectContaining({ code: 'PRICING_NOT_A_DECIMAL' }));
  });
});
