import { describe, expect, test } from 'vitest';
import { parseYuan, printYuan } from '../../../pricing/money.js';
import { settleMonth, type HospitalMonth, type SettlementEntry } from '../../../pricing/settlement/index.js';
import { parseRatio } from '../../../pricing/ratio.js';
import { pointsBudget, POOL, PRICED_POOL, pricedTotals, rulesWith, totalsOf } from '../vectors/settlement-of.js';

const fails = (code: string) => expect.objectContaining({ code });
const entry = (amount: string, id = 'E1'): SettlementEntry => ({
  id,
  kind: 'audit-deduction',
  refersTo: 'K1',
  amount: parseYuan(amount),
  reason: '审核',
});
const facts = (owed: string, entries: readonly SettlementEntry[] = []): HospitalMonth => ({
  hospital: 'A',
  entries,
  owed: parseYuan(owed),
});

function month(rules: object, hospital: HospitalMonth, fundPart = '1000.00') {
  const totals = [pricedTotals('A', fundPart, fundPart)];
  const input = { fund: 'resident', month: '2026-01', totals, hospitals: [hospital], budget: pointsBudget('12000.00') };
  return settleMonth(input, rulesWith({ pools: [PRICED_POOL], advanceShare: '0.9', depositShare: '0.05', ...rules }))
    .hospitals[0]!;
}
const ALL = ['advance', 'deposit', 'deductions', 'set-off'];

describe('settleMonth takes the steps in the order of the region', () => {
  test.each([
    // 1000 × 0.9 = 900; 900 × 0.05 = 45; − 100; − 50
    ['advance first', ALL, '45.00', '705.00'],
    // 1000 − 100 = 900; × 0.9 = 810; × 0.05 = 40.50; − 50
    ['deductions first', ['deductions', 'advance', 'deposit', 'set-off'], '40.50', '719.50'],
    // 1000 × 0.05 = 50; 950 × 0.9 = 855; − 100; − 50
    ['deposit first', ['deposit', 'advance', 'deductions', 'set-off'], '50.00', '705.00'],
    ['no deposit', ['advance', 'deductions', 'set-off'], '0.00', '750.00'],
  ])('%s', (_why, monthOrder, deposit, paid) => {
    const settled = month({ monthOrder }, facts('50.00', [entry('-100.00')]));
    expect([printYuan(settled.deposit), printYuan(settled.paid)]).toEqual([deposit, paid]);
  });

  test.each([
    ['less than the month', '50.00', '850.00', '50.00', '0.00'],
    ['just the month', '900.00', '0.00', '900.00', '0.00'],
    ['a fen more than the month', '900.01', '0.00', '900.00', '0.01'],
  ])('a debt of %s is set off as far as the month goes', (_why, owed, paid, setOff, left) => {
    const settled = month({ monthOrder: ['advance', 'set-off'] }, facts(owed));
    expect([settled.paid, settled.setOff, settled.owed].map(printYuan)).toEqual([paid, setOff, left]);
    // What counts against the year is the month before old debts.
    expect(printYuan(settled.credited)).toBe('900.00');
  });

  test('a month below zero is not paid, and is owed by the next', () => {
    const settled = month({ monthOrder: ALL }, facts('10.00', [entry('-2000.00')]));
    // 1000 × 0.9 = 900; − 45; − 2000 = −1145; owed 10 + 1145
    expect([settled.paid, settled.credited, settled.owed].map(printYuan)).toEqual(['0.00', '-1145.00', '1155.00']);
  });

  test('a month whose order takes no entries leaves them to the year', () => {
    const settled = month({ monthOrder: ['advance', 'deposit'] }, facts('0', [entry('-100.00')]));
    // 1000 × 0.9 = 900; − 45
    expect([settled.entries, settled.credited].map(printYuan)).toEqual(['0.00', '855.00']);
  });

  test('a month without cases still books entries and debts', () => {
    const input = {
      fund: 'resident',
      month: '2026-01',
      totals: [],
      hospitals: [facts('1.00', [entry('5.00')])],
      budget: pointsBudget('1.00'),
    };
    const [settled] = settleMonth(input, rulesWith({ monthOrder: ['deductions', 'set-off'] })).hospitals;
    expect(printYuan(settled!.paid)).toBe('4.00');
  });
});

describe('settleMonth values points', () => {
  const points = (monthValue: string, name = '2026-01') =>
    settleMonth(
      {
        fund: 'resident',
        month: name,
        totals: ['B', 'A'].map((hospital, place) =>
          totalsOf(hospital, String(100 * (place + 1)), { month: name, fundPayments: parseYuan('700.00') }),
        ),
        hospitals: [],
        budget: pointsBudget('1000.00'),
      },
      rulesWith({ pools: [POOL], monthValue }),
    );

  test('as the cases were priced', () => {
    expect(points('as-priced').hospitals.map(({ fundPart }) => printYuan(fundPart))).toEqual(['700.00', '700.00']);
  });

  test('or by a twelfth of the year; the last month takes what rounding left', () => {
    // 1000.00 ÷ 12 = 83.33; A has 200 of 300 points: 55.55333, B 27.77667
    expect(points('twelfth').hospitals.map(({ hospital, fundPart }) => [hospital, printYuan(fundPart)])).toEqual([
      ['A', '55.55'],
      ['B', '27.78'],
    ]);
    // 1000.00 − 11 × 83.33 = 83.37
    expect(printYuan(points('twelfth', '2026-12').pools[0]!.released)).toBe('83.37');
  });
});

describe('settleMonth refuses', () => {
  const input = { fund: 'resident', month: '2026-01', totals: [totalsOf('A', '1')], hospitals: [], budget: pointsBudget('1.00') };
  test.each([
    ['totals of another month', { totals: [totalsOf('A', '1', { month: '2026-02' })] }, 'PRICING_SETTLEMENT_MIXED'],
    ['totals of another fund', { totals: [totalsOf('A', '1', { fund: 'employee' })] }, 'PRICING_SETTLEMENT_MIXED'],
    [
      'totals of a pool that the policy does not have',
      { totals: [totalsOf('A', '1', { pool: 'x' })] },
      'PRICING_SETTLEMENT_MIXED',
    ],
    ['the budget of another fund', { budget: pointsBudget('1.00', undefined, 'employee') }, 'PRICING_SETTLEMENT_MIXED'],
    ['a hospital that is named twice', { hospitals: [facts('0'), facts('0')] }, 'PRICING_SETTLEMENT_MIXED'],
    ['an entry that is booked twice', { hospitals: [facts('0', [entry('1.00'), entry('2.00')])] }, 'PRICING_SETTLEMENT_ENTRY'],
    ['a correction of nothing', { hospitals: [facts('0', [{ ...entry('1.00'), refersTo: '' }])] }, 'PRICING_SETTLEMENT_ENTRY'],
    ['a debt below zero', { hospitals: [facts('-0.01')] }, 'PRICING_BELOW_ZERO'],
  ])('%s', (_why, other, code) => {
    expect(() => settleMonth({ ...input, ...other }, rulesWith())).toThrow(fails(code));
  });

  test('base volumes that the region gives hospitals and nobody stated', () => {
    const rules = rulesWith({ pools: [{ ...POOL, value: { regime: 'elastic-volume', fixedValue: '1', baseOf: 'hospital' } }] });
    expect(() => settleMonth(input, rules)).toThrow(fails('PRICING_FACT_MISSING'));
    expect(() => settleMonth({ ...input, basePoints: new Map([['A', parseRatio('1')]]) }, rules)).not.toThrow();
  });
});
