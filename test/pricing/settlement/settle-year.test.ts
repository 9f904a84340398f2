import { describe, expect, test } from 'vitest';
import { parseYuan, printYuan, sumFen, type Fen } from '../../../pricing/money.js';
import { parseRatio } from '../../../pricing/ratio.js';
import { settleYear, type CaseTotals, type HospitalYear, type SettlementEntry } from '../../../pricing/settlement/index.js';
import { pointsBudget, POOL, PRICED_POOL, pricedTotals, rulesWith, totalsOf, YEAR } from '../vectors/settlement-of.js';

const fails = (code: string) => expect.objectContaining({ code });
const known = (hospital: string, facts: Partial<HospitalYear> = {}): HospitalYear => ({
  hospital,
  entries: [],
  months: [],
  prepayment: 0n as Fen,
  ...facts,
});
const entry = (amount: string, kind: SettlementEntry['kind'] = 'audit-deduction'): SettlementEntry => ({
  id: `${kind} ${amount}`,
  kind,
  refersTo: '2025',
  amount: parseYuan(amount),
  reason: '复核',
});

const SHARING = {
  pools: [PRICED_POOL],
  yearOrder: ['assessment', 'deductions', 'sharing', 'reserve', 'caps', 'rounding'],
  reserveLine: 'reserve',
  surplusBands: [{ upTo: '0.1', hospitalKeeps: '1' }, { hospitalKeeps: '0.5' }],
  overspendBands: [{ upTo: '0.1', fundShares: '0.5' }],
};

function year(totals: readonly CaseTotals[], hospitals: readonly HospitalYear[], rules: object = {}, reserve = '1000000.00') {
  const input = { fund: 'resident', year: YEAR, totals, hospitals, budget: pointsBudget('100000.00', reserve) };
  return settleYear(input, rulesWith({ ...SHARING, ...rules }));
}
const dues = (...of: Parameters<typeof year>): string[] => year(...of).hospitals.map(({ due }) => printYuan(due));

describe('settleYear shares surplus and overspend', () => {
  const two = [pricedTotals('A', '1000.00', '800.00'), pricedTotals('B', '1000.00', '1200.00')];

  test('hospital by hospital', () => {
    // A: surplus 200, keeps 100 + 100 × 0.5; B: overspend 200, 100 × 0.5
    expect(dues(two, [])).toEqual(['950.00', '1050.00']);
  });

  test('over the region: one has the surplus that the other has overspent', () => {
    expect(dues(two, [], { sharingLevel: 'region' })).toEqual(['1000.00', '1000.00']);
  });

  test('over the region: what is not kept comes from those with a surplus, what is shared goes to those with an overspend', () => {
    // due 3,000, billed 2,400: surplus 600, keeps 300 + 300 × 0.5; A has 200 of the surpluses of 800, C 600
    const three = [...two, pricedTotals('C', '1000.00', '400.00')];
    // not kept 150: A 37.50, C 112.50
    expect(dues(three, [], { sharingLevel: 'region' })).toEqual(['962.50', '1000.00', '887.50']);
    const over = [...two, pricedTotals('C', '1000.00', '1300.00')];
    // due 3,000, billed 3,300: overspend 300, 300 × 0.5 shared: B 200 of 500, C 300
    expect(dues(over, [], { sharingLevel: 'region' })).toEqual(['1000.00', '1060.00', '1090.00']);
  });

  test('group by group: a hospital may have both', () => {
    const groups = [pricedTotals('A', '500.00', '400.00', { group: 'X' }), pricedTotals('A', '500.00', '600.00', { group: 'Y' })];
    // X: surplus 100 of 500, keeps 50 + 50 × 0.5; Y: overspend 100, 50 × 0.5
    const [settled] = year(groups, [], { sharingLevel: 'group' }).hospitals;
    expect(settled!.balance).toMatchObject({ surplus: 10000n, overspend: 10000n, kept: 7500n, shared: 2500n });
    expect(printYuan(settled!.due)).toBe('1000.00');
    expect(dues(groups, [])).toEqual(['1000.00']);
  });

  test('only overspend that was found reasonable, where the region says so', () => {
    const facts = [known('B', { reasonableOverspend: parseYuan('60.00') })];
    expect(dues(two, facts, { overspendShared: 'reasonable' })).toEqual(['950.00', '1030.00']);
    expect(dues(two, [], { overspendShared: 'reasonable' })).toEqual(['950.00', '1000.00']);
  });

  test('the audit comes off what was billed as it comes off what is due', () => {
    // due 900, billed 700: surplus 200, keeps 90 + 110 × 0.5
    expect(dues([two[0]!], [known('A', { entries: [entry('-100.00')] })])).toEqual(['845.00']);
    // A late case was billed and never audited away: due 1,100, billed 800.
    expect(dues([two[0]!], [known('A', { entries: [entry('100.00', 'late-case')] })])).toEqual(['1005.00']);
  });

  test('pools that do not share stay out on both sides', () => {
    const pools = [
      { id: 'beside', name: POOL.name, when: { budgets: ['beside-points'] }, value: { regime: 'fixed' } },
      PRICED_POOL,
    ];
    const beside = pricedTotals('A', '10.00', '9999.00', { pool: 'beside', budget: 'beside-points' });
    expect(dues([two[0]!, beside], [], { pools })).toEqual(['960.00']);
  });

  test('a hospital to which nothing is due keeps and shares nothing', () => {
    expect(dues([pricedTotals('A', '0.00', '500.00')], [])).toEqual(['0.00']);
  });
});

describe('settleYear and the reserve', () => {
  const both = [pricedTotals('A', '1000.00', '1200.00'), pricedTotals('B', '500.00', '550.00')];

  test.each([
    // wanted: 50 for A, 25 for B
    ['just enough', '75.00', ['1050.00', '525.00'], '1.000000'],
    ['a fen short, which the largest remainder bears', '74.99', ['1049.99', '525.00'], '0.999867'],
    ['nothing', '0.00', ['1000.00', '500.00'], '0.000000'],
  ])('with %s', (_why, reserve, expected, factor) => {
    const settled = year(both, [], {}, reserve);
    expect(settled.hospitals.map(({ due }) => printYuan(due))).toEqual(expected);
    expect([settled.reserve.factor, printYuan(settled.reserve.left)]).toEqual([factor, '0.00']);
  });

  test('has the surplus that is not kept only for the next year', () => {
    const surplus = [...both, pricedTotals('C', '1000.00', '800.00')];
    const { reserve } = year(surplus, [], { surplusTo: 'reserve' }, '10.00');
    expect([reserve.drawn, reserve.added, reserve.left].map(printYuan)).toEqual(['10.00', '50.00', '50.00']);
  });
});

describe('settleYear takes the steps in the order of the region', () => {
  const totals = [pricedTotals('A', '1000.00', '1000.00')];
  const facts = [known('A', { score: parseRatio('70'), entries: [entry('-100.00')] })];
  const assessment = [
    { from: '80', factor: '1' },
    { from: '0', factor: '0.9' },
  ];

  test.each([
    // 1000 × 0.9 − 100 = 800
    [['assessment', 'deductions'], '800.00'],
    // (1000 − 100) × 0.9 = 810
    [['deductions', 'assessment'], '810.00'],
    [['deductions'], '900.00'],
  ])('%j', (yearOrder, due) => {
    expect(dues(totals, facts, { yearOrder, assessment })).toEqual([due]);
  });

  test.each([
    ['the lower of two caps', '0.95', '930.00', '930.00'],
    ['the share of what was billed', '0.92', '930.00', '920.00'],
    ['a cap just at what is due', '1', undefined, '1000.00'],
  ])('%s', (_why, cap, own, due) => {
    const hospital = known('A', own === undefined ? {} : { cap: parseYuan(own) });
    expect(dues(totals, [hospital], { yearOrder: ['caps'], cap })).toEqual([due]);
  });

  test('a debt is not made smaller by a poor score', () => {
    const owing = [totalsOf('A', '1', { others: parseYuan('500.00'), charges: parseYuan('500.00') }), totalsOf('B', '99')];
    const pools = [{ ...POOL, base: 'total-cost' }];
    const all = ['A', 'B'].map((hospital) => known(hospital, { score: parseRatio('10') }));
    // (100,000 + 500) ÷ 100 = 1,005: 1,005 − 500 for A
    expect(dues(owing, all, { pools, yearOrder: ['assessment'], assessment })).toEqual(['454.50', '89545.50']);
    const deep = [totalsOf('A', '0', { others: parseYuan('500.00'), charges: parseYuan('500.00') }), totalsOf('B', '99')];
    expect(dues(deep, all, { pools, yearOrder: ['assessment'], assessment })[0]).toBe('-500.00');
  });

  test('amounts are rounded where the order says, and at the end', () => {
    const odd = [pricedTotals('A', '1000.05', '1000.00')];
    const third = [{ from: '0', factor: '0.3333' }];
    const scored = [known('A', { score: parseRatio('1') })];
    // 1000.05 × 0.3333 = 333.316665
    expect(dues(odd, scored, { yearOrder: ['assessment'], assessment: third })).toEqual(['333.32']);
    expect(
      year(odd, scored, { yearOrder: ['assessment', 'rounding'], assessment: third }).hospitals[0]!.breakdown.lines.at(-1)!
        .amount,
    ).toBe(0n);
  });
});

describe('settleYear says where amounts come from', () => {
  test('each later entry by itself, with what it refers to, and the parameter behind every other step', () => {
    const totals = [pricedTotals('A', '1000.00', '800.00')];
    const { lines } = year(totals, [known('A', { entries: [entry('-100.00'), entry('20.00', 'appeal')] })]).hospitals[0]!
      .breakdown;
    const booked = lines.find(({ rule }) => rule.id === 'deductions')!;
    expect(booked.operands.map(({ term, value }) => [term.zh, value])).toEqual([
      ['audit-deduction -100.00 → 2025 · 复核', { numerator: -10000n, denominator: 100n }],
      ['appeal 20.00 → 2025 · 复核', { numerator: 2000n, denominator: 100n }],
    ]);
    const cited = lines.map(({ rule, citation }) => [rule.id, citation?.parameter]);
    expect(cited).toEqual([
      ['as-priced', 'settlement.pools'],
      ['deductions', undefined],
      ['surplus-not-kept', 'settlement.surplusBands'],
      ['overspend-shared', 'settlement.overspendBands'],
      ['rounding', 'rounding.amount'],
    ]);
  });
});

describe('settleYear closes the account of a hospital', () => {
  const totals = [pricedTotals('A', '1000.00', '1000.00')];
  const months = [
    { month: '2026-01', credited: parseYuan('700.00'), deposit: parseYuan('30.00') },
    { month: '2026-02', credited: parseYuan('-20.00'), deposit: parseYuan('0.00') },
  ];
  const closed = (facts: Partial<HospitalYear>, rules: object = {}) =>
    year(totals, [known('A', { months, ...facts })], { yearOrder: ['rounding'], ...rules }).hospitals[0]!;

  test('due = months + deposit + final payment + prepayment', () => {
    const { due, finalPayment, deposit, prepayment, months: paid } = closed({ prepayment: parseYuan('400.00') });
    // 1000 − 680 − 30 − 400
    expect(printYuan(finalPayment)).toBe('-110.00');
    expect(sumFen([paid, deposit.withheld, finalPayment, prepayment])).toBe(due);
  });

  test.each([
    ['90', '30.00', '0.00', '1000.00'],
    ['89.99', '27.00', '3.00', '997.00'],
    ['59.99', '0.00', '30.00', '970.00'],
  ])('a score of %s gives %s of the deposit back', (score, _back, lost, cash) => {
    const depositRelease = [
      { from: '90', factor: '1' },
      { from: '60', factor: 'score/100' },
      { from: '0', factor: '0' },
    ];
    const settled = closed({ score: parseRatio(score) }, { depositRelease });
    expect([settled.deposit.lost, settled.cash].map(printYuan)).toEqual([lost, cash]);
    // The loss never changes what is due.
    expect(printYuan(settled.due)).toBe('1000.00');
  });

  test('a score that an amount hangs on must be stated', () => {
    expect(() => closed({}, { depositRelease: [{ from: '0', factor: '1' }] })).toThrow(fails('PRICING_FACT_MISSING'));
    expect(() => closed({}, { yearOrder: ['assessment'], assessment: [{ from: '0', factor: '1' }] })).toThrow(
      fails('PRICING_FACT_MISSING'),
    );
  });
});

describe('settleYear refuses', () => {
  const month = { month: '2026-01', credited: 0n as Fen, deposit: 0n as Fen };
  test.each([
    ['cases of another year', [totalsOf('A', '1', { month: '2025-12' })], [], 'PRICING_SETTLEMENT_MIXED'],
    ['a hospital that is named twice', [], [known('A'), known('A')], 'PRICING_SETTLEMENT_MIXED'],
    ['a month of another year', [], [known('A', { months: [{ ...month, month: '2027-01' }] })], 'PRICING_SETTLEMENT_MIXED'],
    ['a month that counts twice', [], [known('A', { months: [month, month] })], 'PRICING_SETTLEMENT_MIXED'],
    [
      'an entry that two hospitals book',
      [],
      [known('A', { entries: [entry('1')] }), known('B', { entries: [entry('1')] })],
      'PRICING_SETTLEMENT_ENTRY',
    ],
    ['a prepayment below zero', [], [known('A', { prepayment: -1n as Fen })], 'PRICING_BELOW_ZERO'],
  ])('%s', (_why, totals, hospitals, code) => {
    expect(() => year(totals, hospitals)).toThrow(fails(code));
  });

  test('entries that no step of the year would book', () => {
    const facts = known('A', { entries: [entry('-1.00')] });
    expect(() => year([], [facts], { yearOrder: ['rounding'] })).toThrow(fails('PRICING_SETTLEMENT_ENTRY'));
    expect(year([], [known('A')], { yearOrder: ['rounding'] }).due).toBe(0n);
  });

  test('a budget without a line that the policy names', () => {
    const input = { fund: 'resident', year: YEAR, totals: [], hospitals: [], budget: pointsBudget('1.00') };
    expect(() => settleYear(input, rulesWith({ reserveLine: 'reserve' }))).toThrow(fails('PRICING_BUDGET_LINE_MISSING'));
  });
});
