import { describe, expect, test } from 'vitest';
import { NO_MONEY, parseYuan } from '../../../pricing/money.js';
import { printExactly } from '../../../pricing/rounding.js';
import { CLEARING, deadlineOf, settleYear, yearLimits } from '../../../pricing/settlement/index.js';
import { valuesOf } from '../policy-of.js';
import { pointsBudget, rulesWith, totalsOf, YEAR } from '../vectors/settlement-of.js';

const clearing = (rows: readonly object[], more: object = {}) => valuesOf(CLEARING, { deadlines: rows, ...more });
const ROW = { year: String(YEAR), day: '04-30', pilotDay: '03-31', leftForClearing: '<= 0.05' };

/** A year of 1,000.00 of which the months paid so much. */
function limitsOf(paid: string, rules: Readonly<Record<string, unknown>> = {}, rows: readonly object[] = [ROW]) {
  const months = paid === '0' ? [] : [{ month: `${YEAR}-01`, credited: parseYuan(paid), deposit: NO_MONEY }];
  const totals = [totalsOf('A', '1', { charges: parseYuan('1200.00'), others: parseYuan('100.00') })];
  const own = { hospital: 'A', entries: [], months, prepayment: NO_MONEY };
  const settling = rulesWith(rules);
  const year = settleYear({ fund: 'resident', year: YEAR, totals, hospitals: [own], budget: pointsBudget('1000.00') }, settling);
  return yearLimits(year, settling.settlement, clearing(rows)).map(
    ({ id, measured, limit, isWithin }) => `${id} ${printExactly(measured)} ${limit.printed} ${String(isWithin)}`,
  );
}

describe('yearLimits', () => {
  test.each([
    ['on the limit', '950.00', ['left-for-clearing 0.05 <= 0.05 true']],
    ['a fen over it', '949.99', ['left-for-clearing 0.05001 <= 0.05 false']],
    ['more paid than due', '1100.00', ['left-for-clearing -0.1 <= 0.05 true']],
    ['no month was paid', '0', []],
  ])('left for clearing, %s', (_why, paid, found) => expect(limitsOf(paid)).toEqual(found));

  test('a row without limit, and a year before the first row, ask nothing', () => {
    expect(limitsOf('500.00', {}, [{ year: String(YEAR), day: '04-30' }])).toEqual([]);
    expect(limitsOf('500.00', {}, [{ ...ROW, year: String(YEAR + 1) }])).toEqual([]);
  });

  test('the gap to what hospitals advanced: 100.00 of 1,100.00', () => {
    expect(limitsOf('0', { fairness: '< 0.09' })).toEqual([expect.stringMatching(/^fairness .* < 0\.09 false$/)]);
    expect(limitsOf('0', { fairness: '< 0.091' })).toEqual([expect.stringMatching(/ true$/)]);
  });
});

describe('deadlineOf', () => {
  test.each([
    ['its own day', {}, YEAR, '2027-04-30'],
    ['the day of a pilot', { isPilot: 'true' }, YEAR, '2027-03-31'],
    ['the row before it goes on', {}, YEAR + 2, '2029-04-30'],
    ['before the first row there is none', {}, YEAR - 1, undefined],
  ] as const)('%s', (_why, more, year, day) => expect(deadlineOf(year, clearing([ROW], more))).toBe(day));
});
