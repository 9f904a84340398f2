import { describe, expect, test } from 'vitest';
import { parseYuan } from '../../../pricing/money.js';
import { parseRatio, type Ratio } from '../../../pricing/ratio.js';
import { paidToBilled, pointsPosition, type ClearedPool } from '../../../pricing/risk/index.js';
import { printExactly, printRounded } from '../../../pricing/rounding.js';
import { riskValues } from './risk-values.js';

const LIMITS = {
  releasedToPaidLimit: '>= 0.95, <= 1.05',
  valueToYearBeforeLimit: '>= 0.90, <= 1.10',
  valueToOpeningLimit: '>= 0.90, <= 1.10',
  paidToBilledLimit: '>= 0.90',
};
const POOL: ClearedPool = {
  year: 2026,
  pool: 'points',
  released: parseYuan('1050.00'),
  paid: parseYuan('1000.00'),
  value: parseRatio('11'),
  opening: parseRatio('10'),
  before: parseRatio('10'),
};
const positionOf = (more: Partial<ClearedPool> = {}, limits: object = LIMITS) =>
  pointsPosition({ ...POOL, ...more }, riskValues({ ...limits }));
const printed = (value: Ratio): string => printRounded(value, { rule: 'half-up', decimals: 4 });
const alarmsOf = (more: Partial<ClearedPool>, limits?: object) => positionOf(more, limits).alarms.map(({ id }) => id);

describe('pointsPosition', () => {
  test('released over paid, final over opening value, and final over that of the year before', () => {
    const { releasedToPaid, toOpening, toYearBefore, alarms } = positionOf();
    // 1050 / 1000; 11 / 10; on the bounds all of them pass
    expect([releasedToPaid!, toOpening!, toYearBefore!].map(printed)).toEqual(['1.0500', '1.1000', '1.1000']);
    expect(alarms).toEqual([]);
  });

  test.each<[string, Partial<ClearedPool>, string[]]>([
    ['a fen too much released', { released: parseYuan('1050.01') }, ['released-to-paid']],
    [
      'a value below the opening one by more than a tenth',
      { value: parseRatio('8.9999'), before: undefined },
      ['value-to-opening'],
    ],
    [
      'a value above the year before by more than a tenth',
      { value: parseRatio('11.0001'), opening: undefined },
      ['value-to-year-before'],
    ],
    ['a pool that paid nothing', { paid: parseYuan('0') }, []],
  ])('%s', (_why, more, alarms) => {
    expect(alarmsOf(more)).toEqual(alarms);
  });

  test('a region without limits has no alarm, and what is not known is not measured', () => {
    expect(alarmsOf({ value: parseRatio('99') }, {})).toEqual([]);
    expect(positionOf({ opening: undefined, before: undefined, paid: parseYuan('0') })).toMatchObject({
      releasedToPaid: undefined,
      toOpening: undefined,
      toYearBefore: undefined,
    });
  });

  test('an alarm says its number, its threshold and its parameter', () => {
    const [alarm] = positionOf({ released: parseYuan('900.00') }).alarms;
    expect(alarm).toMatchObject({ threshold: '>= 0.95, <= 1.05', citation: { parameter: 'fund-risk.releasedToPaidLimit' } });
    expect(printExactly(alarm!.value)).toBe('0.9');
  });
});

describe('paidToBilled', () => {
  test.each([
    ['on the bound', '900.00', '0.9', []],
    ['a fen below', '899.99', '0.89999', ['paid-to-billed']],
  ])('%s', (_why, paid, share, alarms) => {
    const found = paidToBilled(parseYuan(paid), parseYuan('1000.00'), riskValues(LIMITS));
    expect([printExactly(found.share!), found.alarms.map(({ id }) => id)]).toEqual([share, alarms]);
  });

  test('of nothing billed there is no share', () => {
    expect(paidToBilled(parseYuan('0'), parseYuan('0'), riskValues(LIMITS))).toEqual({ share: undefined, alarms: [] });
  });
});
