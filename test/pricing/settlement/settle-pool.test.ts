import { describe, expect, test } from 'vitest';
import { parseYuan, printYuan, type Fen } from '../../../pricing/money.js';
import { parseRatio } from '../../../pricing/ratio.js';
import { printExactly } from '../../../pricing/rounding.js';
import { settleYear, type CaseTotals, type HospitalYear } from '../../../pricing/settlement/index.js';
import { pointsBudget, POOL, pricedTotals, rulesWith, totalsOf, YEAR } from '../vectors/settlement-of.js';

const name = { zh: '池', en: 'Pool' };

function settle(
  pools: readonly object[],
  totals: readonly CaseTotals[],
  money: string,
  rules: object = {},
  bases: Readonly<Record<string, string>> = {},
) {
  const hospitals = Object.entries(bases).map(([hospital, points]): HospitalYear => ({
    hospital,
    entries: [],
    months: [],
    prepayment: 0n as Fen,
    basePoints: parseRatio(points),
  }));
  const input = { fund: 'resident', year: YEAR, totals, hospitals, budget: pointsBudget(money, '1000.00') };
  const { pools: settled, reserve } = settleYear(input, rulesWith({ pools, reserveLine: 'reserve', ...rules }));
  const points = settled.find(({ id }) => id === 'points')!;
  return {
    points,
    reserve,
    all: settled,
    gross: points.hospitals.map((one) => printYuan(one.gross)),
    value: points.value === undefined ? '' : printExactly(points.value.floating!),
    rest: [points.unspent, points.residue].map(printYuan),
  };
}
const paidBy = (charges: string, others: string) => ({ charges: parseYuan(charges), others: parseYuan(others) });

describe('settlePool by what the pool stands for', () => {
  const totals = [totalsOf('A', '60', paidBy('600.00', '150.00')), totalsOf('B', '40', paidBy('500.00', '250.00'))];

  test("the fund's money alone: 700 ÷ 100 points", () => {
    expect(settle([POOL], totals, '700.00')).toMatchObject({ value: '7', gross: ['420.00', '280.00'], rest: ['0.00', '0.00'] });
  });

  test('total cost: (700 + 400) ÷ 100 points, and what others paid comes off each hospital', () => {
    // 60 × 11 − 150; 40 × 11 − 250
    expect(settle([{ ...POOL, base: 'total-cost' }], totals, '700.00')).toMatchObject({
      value: '11',
      gross: ['510.00', '190.00'],
      rest: ['0.00', '0.00'],
    });
  });

  test('fund shares of cases that others bore wholly: nothing is paid, and all the money is left', () => {
    const borne = [totalsOf('A', '60', paidBy('600.00', '600.00')), totalsOf('B', '40', paidBy('500.00', '500.00'))];
    for (const shareMismatch of ['report', 'rescale'])
      expect(settle([{ ...POOL, base: 'fund-share' }], borne, '700.00', { shareMismatch })).toMatchObject({
        gross: ['0.00', '0.00'],
        rest: ['700.00', '0.00'],
      });
  });

  test('fund shares that do not average: 1,100 × 0.75 × 0.6 and × 0.5 × 0.4 miss 700 by 5, all times one factor or not', () => {
    const pool = { ...POOL, base: 'fund-share' };
    // The region's share is what it billed of its charges: 700 of 1,100; 700 ÷ (7/11) = 1,100 for 100 points.
    const reported = settle([pool], totals, '700.00');
    // 660 × 0.75 = 495; 440 × 0.5 = 220; 15 more than there is
    expect(reported).toMatchObject({ value: '11', gross: ['495.00', '220.00'], rest: ['-15.00', '0.00'] });
    expect(printYuan(reported.points.shares!.residue)).toBe('-15.00');
    const rescaled = settle([pool], totals, '700.00', { shareMismatch: 'rescale', residueTo: 'hospitals' });
    // factor 700 ÷ 715 = 0.979021 at six decimals: 484.615 + 215.385, and what rounding left by points
    expect(printExactly(rescaled.points.shares!.factor)).toBe('0.979021');
    expect(rescaled).toMatchObject({ gross: ['484.62', '215.38'], rest: ['0.00', '0.00'] });
  });

  test('a hospital whose patients paid more than its points are worth owes the difference', () => {
    const owing = [totalsOf('A', '90', paidBy('600.00', '0.00')), totalsOf('B', '10', paidBy('500.00', '400.00'))];
    // (600 + 400) ÷ 100 = 10: 900 and 100 − 400
    expect(settle([{ ...POOL, base: 'total-cost' }], owing, '600.00').gross).toEqual(['900.00', '-300.00']);
  });
});

describe('settlePool by its regime', () => {
  const totals = [totalsOf('A', '60'), totalsOf('B', '40')];
  const elastic = (more: object) => [{ ...POOL, value: { regime: 'elastic-volume', fixedValue: '6', ...more } }];

  test.each([
    ['a cap that holds', '5.00', '5', ['300.00', '200.00'], ['200.00', '0.00']],
    ['a cap just at the value', '7.00', '7', ['420.00', '280.00'], ['0.00', '0.00']],
  ])('floating with %s', (_why, cap, value, gross, rest) => {
    expect(settle([{ ...POOL, value: { regime: 'floating', cap } }], totals, '700.00')).toMatchObject({ value, gross, rest });
  });

  test('a base volume of the region is spread over all points: 80 × 6 + 20 × 11', () => {
    const settled = settle(elastic({ baseOf: 'region', basePoints: '80' }), totals, '700.00');
    expect(settled).toMatchObject({ value: '11', gross: ['420.00', '280.00'], rest: ['0.00', '0.00'] });
  });

  test('a base volume as a share of the pool: 0.6 × 700 ÷ 6 = 70 points', () => {
    // (700 − 420) ÷ 30 = 9.3333 at four decimals; 60 × 0.7 × 6 + 60 × 0.3 × 9.3333
    const settled = settle(elastic({ baseOf: 'region', baseShare: '0.6' }), totals, '700.00', { pointValue: 'half-up 4' });
    expect(settled).toMatchObject({ value: '9.3333', gross: ['420.00', '280.00'], rest: ['0.00', '0.00'] });
  });

  test('base volumes of hospitals: whoever grew has points at the floating value', () => {
    // A 60 of 60 at 6; B 20 at 6 and 20 at (700 − 480) ÷ 20
    const settled = settle(elastic({ baseOf: 'hospital' }), totals, '700.00', {}, { A: '70', B: '20' });
    expect(settled).toMatchObject({ value: '11', gross: ['360.00', '340.00'] });
  });

  test('fixed parts that are worth more than the money leave a floating value of nothing, and the rest is said to be too much', () => {
    const settled = settle(elastic({ baseOf: 'region', basePoints: '80' }), totals, '400.00');
    expect(settled).toMatchObject({ value: '0', gross: ['288.00', '192.00'], rest: ['-80.00', '0.00'] });
  });

  test('severe cases, or drugs and consumables, bring their own points to the fixed value', () => {
    const pools = [{ ...POOL, value: { regime: 'elastic-material', fixedValue: '10' } }];
    const mixed = [totalsOf('A', '60', { fixedQuantity: parseRatio('30') }), totalsOf('B', '40')];
    // (700 − 300) ÷ 70 = 5.714285…; 300 + 30 × 5.714285 = 471.43
    expect(settle(pools, mixed, '700.00').gross).toEqual(['471.43', '228.57']);
  });
});

describe('settlePool and the order of paying', () => {
  const totals = [totalsOf('A', '60'), totalsOf('B', '40')];
  const beside = pricedTotals('C', '100.00', '120.00', { pool: 'beside', budget: 'beside-points' });

  test('what comes off a pool is paid first', () => {
    const pools = [
      { id: 'beside', name, when: { budgets: ['beside-points'] }, comesOff: 'points', value: { regime: 'fixed' } },
      POOL,
    ];
    const settled = settle(pools, [...totals, beside], '700.00');
    expect(settled).toMatchObject({ value: '6', gross: ['360.00', '240.00'] });
    expect(settled.all.map(({ released, passedOn }) => [released, passedOn].map(printYuan))).toEqual([
      ['100.00', '0.00'],
      ['600.00', '100.00'],
    ]);
  });

  test('what has no line is outside the budget and takes nothing from it', () => {
    const pools = [{ id: 'beside', name, when: { budgets: ['beside-points'] }, value: { regime: 'fixed' } }, POOL];
    expect(settle(pools, [...totals, beside], '700.00').value).toBe('7');
  });

  test('cases without points in a pool of points are paid as they were priced, before the points', () => {
    const settled = settle([POOL], [...totals, pricedTotals('A', '100.00', '120.00')], '700.00');
    expect(settled).toMatchObject({ value: '6', gross: ['460.00', '240.00'] });
  });
});

describe('settlePool and what rounding leaves', () => {
  // 100.00 ÷ 3 = 33.33 at two decimals; one fen is left
  const totals = ['A', 'B', 'C'].map((hospital) => totalsOf(hospital, '1'));

  test.each([
    ['fund', ['33.33', '33.33', '33.33'], ['0.00', '0.01'], '0.00'],
    ['reserve', ['33.33', '33.33', '33.33'], ['0.00', '0.01'], '0.01'],
    ['hospitals', ['33.34', '33.33', '33.33'], ['0.00', '0.00'], '0.00'],
  ])('the residue belongs to the %s', (residueTo, gross, rest, added) => {
    const settled = settle([POOL], totals, '100.00', { residueTo, pointValue: 'half-up 2' });
    expect(settled).toMatchObject({ gross, rest });
    expect(printYuan(settled.reserve.added)).toBe(added);
  });

  test('a value that was rounded up pays more than there is: the reserve gives it back', () => {
    // 200.00 ÷ 3 = 66.67
    const settled = settle([POOL], totals, '200.00', { residueTo: 'reserve', pointValue: 'half-up 2' });
    expect(settled.rest).toEqual(['0.00', '-0.01']);
    expect([settled.reserve.added, settled.reserve.left].map(printYuan)).toEqual(['-0.01', '999.99']);
  });
});

describe('settleYear with a pool without cases', () => {
  test('releases its line and pays nobody', () => {
    const settled = settle([{ ...POOL, value: { regime: 'fixed' } }], [], '700.00', {}).points;
    expect([settled.gross, settled.unspent].map(printYuan)).toEqual(['0.00', '700.00']);
  });
});
