import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fen } from '../../../pricing/money.js';
import { printExactly, printRounded, HALF_UP_TO_FEN } from '../../../pricing/rounding.js';
import { assessFund, currentBalance, fundMonths, monthAfter } from '../../../pricing/risk/index.js';
import { monthsOf, riskValues } from './risk-values.js';

const assessed = (months = monthsOf(24), rules = {}) => assessFund('resident', months, riskValues(rules), HALF_UP_TO_FEN);
const alarmsOf = (months = monthsOf(24), rules = {}) =>
  assessed(months, rules)
    .positions.at(-1)!
    .alarms.map(({ id }) => id);

describe('fundMonths', () => {
  test('balances of the other months follow from the one that is stated', () => {
    const months = fundMonths('resident', monthsOf(12));
    // 500 before January, 10 more each month
    expect(months.map(({ accumulated }) => accumulated).slice(0, 3)).toEqual([51_000n, 52_000n, 53_000n]);
  });

  test('the stated balance may stand in the last month as well', () => {
    const stated = monthsOf(12, (month, place) => ({ ...month, accumulated: place === 11 ? fen(62_000n) : undefined }));
    expect(fundMonths('resident', stated)[0]!.accumulated).toBe(51_000n);
  });

  test.each([
    ['a month that is left out', monthsOf(14).toSpliced(3, 1), 'PRICING_FUND_MONTH_MISSING'],
    ['a month that stands twice', [monthsOf(1)[0]!, ...monthsOf(12)], 'PRICING_FUND_MONTH_MISSING'],
    ['eleven months', monthsOf(11), 'PRICING_FUND_MONTHS_TOO_FEW'],
    ['no balance at all', monthsOf(12, (month) => ({ ...month, accumulated: undefined })), 'PRICING_FUND_BALANCE_MISSING'],
    [
      'a balance that income and spending do not give, by one fen',
      monthsOf(12, (month, place) => (place === 5 ? { ...month, accumulated: fen(56_001n) } : month)),
      'PRICING_FUND_BALANCE_DIFFERS',
    ],
  ])('%s is refused', (_why, months, code) => {
    expect(() => fundMonths('resident', months)).toThrow(expect.objectContaining({ code }));
  });

  test('every balance is the one before it and the month, whatever the months hold', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 13n }).map(fen);
    fc.assert(
      fc.property(fc.array(fc.tuple(amount, amount), { minLength: 12, maxLength: 40 }), (flows) => {
        const stated = monthsOf(flows.length, (month, place) => ({
          ...month,
          income: flows[place]![0],
          spending: flows[place]![1],
        }));
        const months = fundMonths('resident', stated);
        months.slice(1).forEach((month, place) => {
          expect(month.accumulated - months[place]!.accumulated).toBe(currentBalance(month));
        });
      }),
    );
  });
});

describe('assessFund', () => {
  test('takes twelve months, never a single one', () => {
    const { positions } = assessed();
    expect(positions.map(({ month }) => month)).toEqual([
      '2025-12',
      ...Array.from({ length: 12 }, (_, at) => `2026-${String(at + 1).padStart(2, '0')}`),
    ]);
    const [first] = positions;
    // 1200 − 1080 = 120; 120 / 1200 = 10 %; 620 / (1080 / 12) = 6.89 months
    expect([
      first!.balance,
      printExactly(first!.balanceRate),
      printRounded(first!.monthsPayable, HALF_UP_TO_FEN),
      first!.zone.id,
    ]).toEqual([12_000n, '0.1', '6.89', 'normal']);
    expect(first!.spendingGrowth).toBeUndefined();
  });

  test('growth is against the same month of the year before, not the month before', () => {
    const grown = monthsOf(24, (month, place) => (place >= 12 ? { ...month, spending: fen(9_450n) } : month));
    const [december25, january26] = assessed(grown).positions;
    expect(december25!.spendingGrowth).toBeUndefined();
    expect(printExactly(january26!.spendingGrowth!)).toBe('0.05');
    expect(printExactly(january26!.incomeGrowth!)).toBe('0');
  });

  test.each([
    ['on the limit', '<= 0.1', []],
    ['just over the limit', '<= 0.099999', ['current-balance-rate']],
    ['on a limit that the operator leaves outside', '< 0.1', ['current-balance-rate']],
  ])('a balance rate of 10 %% %s', (_why, currentLimit, alarms) => {
    expect(alarmsOf(monthsOf(24), { currentLimit })).toEqual(alarms);
  });

  test('a deficit of one fen in twelve months is one; none is none', () => {
    const even = monthsOf(12, (month) => ({ ...month, spending: month.income }));
    expect(alarmsOf(even)).toEqual([]);
    const oneFen = even.map((month, place) => (place === 4 ? { ...month, spending: fen(10_001n) } : month));
    expect(alarmsOf(oneFen)).toEqual(['deficit']);
  });

  test('a budget that goes faster than its year', () => {
    const withBudget = (budget: bigint) => monthsOf(24, (month) => ({ ...month, budget: fen(budget) }));
    // Twelve months of 90 are 1080: of 1080 exactly on pace at every month, of 1000 8 % ahead.
    expect(alarmsOf(withBudget(108_000n), { budgetPaceAlarm: '> 1' })).toEqual([]);
    expect(alarmsOf(withBudget(100_000n), { budgetPaceAlarm: '> 1.05' })).toEqual(['budget-pace']);
    const { used, elapsed } = assessed(withBudget(100_000n)).positions[6]!.budgetUse!;
    // June 2026: 540 of 1000 after half a year
    expect([printExactly(used), printExactly(elapsed)]).toEqual(['0.54', '0.5']);
  });

  test('workers for each retiree', () => {
    const heads = monthsOf(12, (month) => ({ ...month, workers: 250, retirees: 100 }));
    expect(alarmsOf(heads, { supportAlarm: '< 2.5' })).toEqual([]);
    expect(alarmsOf(heads, { supportAlarm: '< 2.51' })).toEqual(['support']);
  });

  test('the half-years end where the policy says, and are held against the same half-year before', () => {
    const { analyses } = assessed(monthsOf(24, (month, place) => (place >= 18 ? { ...month, spending: fen(9_900n) } : month)));
    expect(analyses.map(({ from, to }) => [from, to])).toEqual([
      ['2025-07', '2025-12'],
      ['2026-01', '2026-06'],
      ['2026-07', '2026-12'],
    ]);
    const second = analyses[2]!;
    // 6 × 100 − 6 × 99 = 6, against 60: a loss of 54
    expect([second.balance, second.balanceGain, printExactly(second.spendingGrowth!)]).toEqual([600n, -5_400n, '0.1']);
    expect(analyses[0]!.balanceGain).toBeUndefined();
  });

  test('a forecast grows each month by a year and keeps the seasons', () => {
    const seasonal = monthsOf(12, (month, place) => ({ ...month, income: fen(place === 9 ? 120_000n : 0n) }));
    const [forecast] = assessed(seasonal).forecasts;
    // October: 1200 × 1.1; every month's spending 90 × 1.05 = 94.50
    expect(forecast!.months.map(({ income }) => income).filter((income) => income > 0n)).toEqual([132_000n]);
    expect(forecast!.months.map(({ spending }) => spending)).toEqual(Array.from({ length: 12 }, () => 9_450n));
    expect(forecast!.months[0]!.month).toBe('2026-01');
  });

  test('the second year of a forecast grows on the first', () => {
    const [forecast] = assessed(monthsOf(12), { forecastMonths: '24' }).forecasts;
    // 90 × 1.05 = 94.50; × 1.05 = 99.225, half up to 99.23
    expect([forecast!.months[11]!.spending, forecast!.months[12]!.spending]).toEqual([9_450n, 9_923n]);
  });

  test('cost, volume and points each multiply spending; cases and points dilute a point', () => {
    const scenarios = [
      { id: 'a', name: { zh: '甲', en: 'A' }, costGrowth: '0.1', volumeGrowth: '0.2', pointInflation: '0.25' },
      { id: 'b', name: { zh: '乙', en: 'B' }, costGrowth: '0', volumeGrowth: '-0.5', pointInflation: '0' },
    ];
    const [a, b] = assessed(monthsOf(12), { scenarios }).forecasts;
    // 90 × 1.1 × 1.2 × 1.25 = 148.50; 1.1 / (1.2 × 1.25) = 11/15
    expect([a!.months[0]!.spending, printExactly(a!.pointValueFactor)]).toEqual([14_850n, '11/15']);
    expect([b!.months[0]!.spending, printExactly(b!.pointValueFactor)]).toEqual([4_500n, '2.2']);
    expect([a!.isDeficit, b!.isDeficit]).toEqual([true, false]);
    // 620 + 12 × (110 − 148.5) = 158: not used up in the first year
    expect(a!.usedUpIn).toBeUndefined();
  });

  test('a balance that is used up says when', () => {
    const scenarios = [{ id: 'a', name: { zh: '甲', en: 'A' }, costGrowth: '1', volumeGrowth: '0', pointInflation: '0' }];
    const [a] = assessed(monthsOf(12), { scenarios }).forecasts;
    // 620 − n × (180 − 110): below zero at n = 9
    expect(a!.usedUpIn).toBe('2026-09');
  });

  test('prepayment: the gate takes the last month, last year and the expected scenario together', () => {
    const open = assessed().prepayment;
    // mean of two years of 1080, over twelve: 90
    expect([open.isAllowed, open.amount]).toEqual([true, 9_000n]);
    const closed = assessed(monthsOf(12, (month) => ({ ...month, spending: fen(10_001n) }))).prepayment;
    expect([closed.isAllowed, closed.amount]).toEqual([false, undefined]);
    expect(closed.refusals.map(({ id }) => id)).toEqual(['too-few-months', 'last-year']);
    const scenarios = [{ id: 'a', name: { zh: '甲', en: 'A' }, costGrowth: '1', volumeGrowth: '0', pointInflation: '0' }];
    expect(assessed(monthsOf(12), { scenarios }).prepayment.refusals.map(({ id }) => id)).toEqual(['rolling-forecast']);
  });

  test('a deficit of last year counts although this year does well', () => {
    const better = monthsOf(18, (month, place) => ({ ...month, spending: fen(place < 12 ? 10_500n : 5_000n) }));
    // 455 at the end of 2025, 755 in June: 755 / (930 / 12) is more than nine months
    expect(assessed(better).prepayment.refusals.map(({ id }) => id)).toEqual(['last-year']);
  });

  test('a fund without income cannot be measured', () => {
    expect(() => assessed(monthsOf(12, (month) => ({ ...month, income: fen(0n) })))).toThrow(
      expect.objectContaining({ code: 'PRICING_DIVISION_BY_ZERO' }),
    );
  });
});

describe('monthAfter', () => {
  test('December is followed by January', () => expect(monthAfter('2025-12')).toBe('2026-01'));
});
