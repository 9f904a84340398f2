import { describe, expect, test } from 'vitest';
import type { ChargeLine } from '../../../pricing/benefits/charge-line.js';
import { splitLine, sumOfLines } from '../../../pricing/benefits/split-line.js';
import { costParts } from '../../../pricing/benefits/parts-of-bill.js';
import { parseYuan, printYuan } from '../../../pricing/money.js';
import { parseRatio } from '../../../pricing/ratio.js';
import { HALF_UP_TO_FEN } from '../../../pricing/rounding.js';
import { BILL } from './example-bill.js';

const item = (price: string, count: string, ceiling: string | undefined, share: string): ChargeLine => ({
  price: parseRatio(price),
  count: parseRatio(count),
  ceiling: ceiling === undefined ? undefined : parseRatio(ceiling),
  firstPayShare: parseRatio(share),
});
const split = (line: ChargeLine): string[] => Object.values(splitLine('T1', line, HALF_UP_TO_FEN)).map(printYuan);

describe('splitLine', () => {
  test.each([
    ['under the limit', item('99.99', '2', '100', '0.10'), ['199.98', '0.00', '0.00', '20.00', '179.98']],
    ['on the limit', item('100', '2', '100', '0.10'), ['200.00', '0.00', '0.00', '20.00', '180.00']],
    ['a fen above it', item('100.01', '2', '100', '0.10'), ['200.02', '0.00', '0.02', '20.00', '180.00']],
    ['without a limit', item('100.01', '2', undefined, '0'), ['200.02', '0.00', '0.00', '0.00', '200.02']],
    // 0.0333 × 10 = 0.333 → 0.33; 0.0033 × 10 = 0.033 → 0.03; 0.30 × 0.5 = 0.15
    ['prices finer than a fen', item('0.0333', '10', '0.03', '0.5'), ['0.33', '0.00', '0.03', '0.15', '0.15']],
    ['half a piece', item('9.99', '0.5', undefined, '0'), ['5.00', '0.00', '0.00', '0.00', '5.00']],
    ['a limit of nothing', item('5', '1', '0', '0.10'), ['5.00', '0.00', '5.00', '0.00', '0.00']],
    ['all of it first self-pay', item('5', '1', undefined, '1'), ['5.00', '0.00', '0.00', '5.00', '0.00']],
  ])('%s: total, full self-pay, over-limit, first self-pay, in scope', (_why, line, expected) => {
    expect(split(line)).toEqual(expected);
  });

  test('an item outside the catalogue is self-paid, whatever its limit says', () => {
    expect(split({ ...item('120', '1', '100', '0.10'), isSelfPaid: true })).toEqual(['120.00', '120.00', '0.00', '0.00', '0.00']);
  });

  test.each([
    ['a price below zero', item('-1', '1', undefined, '0'), 'PRICING_FACT_INVALID'],
    ['a count below zero', item('1', '-1', undefined, '0'), 'PRICING_FACT_INVALID'],
    ['a limit below zero', item('1', '1', '-1', '0'), 'PRICING_FACT_INVALID'],
    ['a share above 1', item('1', '1', undefined, '1.01'), 'PRICING_NOT_A_SHARE'],
    ['a share below 0', item('1', '1', undefined, '-0.01'), 'PRICING_NOT_A_SHARE'],
  ])('%s is refused', (_why, line, code) => {
    expect(() => splitLine('T1', line, HALF_UP_TO_FEN)).toThrow(expect.objectContaining({ code }));
  });
});

describe('costParts', () => {
  const LINES = [item('100', '3', '80', '0.25'), { ...item('7.50', '2', undefined, '0'), isSelfPaid: true }];
  const parts = (facts: object): string[] => Object.values(costParts({ ...BILL, ...facts }, HALF_UP_TO_FEN)).map(printYuan);
  const nothing = { totalCharges: undefined, selfPaid: undefined, overLimit: undefined, firstSelfPaid: undefined };

  test('what is not stated in scope is what the other kinds leave of the total', () => {
    expect(parts({})).toEqual(['100000.00', '5000.00', '3000.00', '2000.00', '90000.00']);
  });

  test('lines give the head that a bill leaves out', () => {
    // 3 × 20 over; 240 × 0.25; 180
    const expected = ['315.00', '15.00', '60.00', '60.00', '180.00'];
    expect(parts({ ...nothing, lines: LINES })).toEqual(expected);
    expect(Object.values(sumOfLines('T1', LINES, HALF_UP_TO_FEN)).map(printYuan)).toEqual(expected);
  });

  test.each([
    ['kinds a fen short of the total', { inScope: parseYuan('89999.99') }, 'PRICING_BILL_DOES_NOT_ADD_UP'],
    ['kinds a fen above it', { inScope: parseYuan('90000.01') }, 'PRICING_BILL_DOES_NOT_ADD_UP'],
    ['more outside than there is', { selfPaid: parseYuan('95000.01') }, 'PRICING_BILL_DOES_NOT_ADD_UP'],
    ['a kind below zero', { overLimit: parseYuan('-0.01') }, 'PRICING_FACT_INVALID'],
    ['a kind that nobody states', { firstSelfPaid: undefined }, 'PRICING_FACT_MISSING'],
    ['a head that its lines do not give', { ...nothing, overLimit: parseYuan('60.01'), lines: LINES }, 'PRICING_LINES_DISAGREE'],
  ])('%s is refused', (_why, facts, code) => {
    expect(() => parts(facts)).toThrow(expect.objectContaining({ code }));
  });
});
