import { describe, expect, test } from 'vitest';
import { addFen, fen, parseYuan, type Fen } from '../../../pricing/money.js';
import { parseRatio } from '../../../pricing/ratio.js';
import {
  brokenInvariants,
  monthsAsSettled,
  settleMonth,
  settleYear,
  SETTLEMENT_INVARIANTS,
  type AnnualSettlement,
  type SettledFund,
  type YearInput,
} from '../../../pricing/settlement/index.js';
import { pointsBudget, POOL, rulesWith, totalsOf, YEAR } from '../vectors/settlement-of.js';

const RULES = rulesWith({
  pools: [{ ...POOL, base: 'fund-share', shares: 'true' }],
  shareMismatch: 'rescale',
  depositShare: '0.05',
  monthOrder: ['advance', 'deposit', 'deductions'],
  advanceShare: '0.9',
  yearOrder: ['deductions', 'sharing', 'reserve', 'rounding'],
  overspendBands: [{ fundShares: '0.5' }],
  reserveLine: 'reserve',
});
const totals = [
  totalsOf('A', '60', { charges: parseYuan('900.00'), others: parseYuan('100.00'), fundPayments: parseYuan('400.00') }),
  totalsOf('B', '40', { charges: parseYuan('400.00'), others: parseYuan('150.00'), fundPayments: parseYuan('250.00') }),
];
const budget = pointsBudget('700.00', '100.00');
const entry = { id: 'E1', kind: 'clawback', refersTo: '2025', amount: parseYuan('-10.00'), reason: '复核' } as const;
const month = settleMonth(
  { fund: 'resident', month: `${YEAR}-01`, totals, hospitals: [{ hospital: 'A', entries: [entry], owed: fen(0n) }], budget },
  RULES,
);
const months = monthsAsSettled(month);
const input: YearInput = {
  fund: 'resident',
  year: YEAR,
  totals,
  budget,
  hospitals: month.hospitals.map(({ hospital, credited, deposit }) => ({
    hospital,
    entries: hospital === 'A' ? [entry] : [],
    months: [{ month: `${YEAR}-01`, credited, deposit }],
    prepayment: fen(0n),
  })),
};
const year = settleYear(input, RULES);
const caseAmounts = new Map(year.hospitals.map(({ hospital, due }) => [hospital, due]));
const settled: SettledFund = { input, year, rules: RULES, months, caseAmounts };

const more = (amount: Fen): Fen => addFen(amount, fen(1n));
const withYear = (other: Partial<AnnualSettlement>): Partial<SettledFund> => ({ year: { ...year, ...other } });
const [firstPool] = year.pools;
const [firstHospital, ...otherHospitals] = year.hospitals;

/** One way of breaking each, and what it is found as. */
const TAMPERED: readonly (readonly [id: string, why: string, Partial<SettledFund>])[] = [
  [
    'cost',
    'a case whose kinds of charges do not add up',
    { input: { ...input, totals: [{ ...totals[0]!, costBroken: 1 }, totals[1]!] } },
  ],
  ['payers', 'a case that nobody bears', { input: { ...input, totals: [totals[0]!, { ...totals[1]!, payersBroken: 2 }] } }],
  ['pool', 'a fen of residue that was nowhere', withYear({ pools: [{ ...firstPool!, residue: more(firstPool!.residue) }] })],
  [
    'pool',
    'more released than the line has',
    withYear({ pools: [{ ...firstPool!, released: more(firstPool!.released), unspent: more(firstPool!.unspent) }] }),
  ],
  [
    'year',
    'a fen more of final payment',
    withYear({ hospitals: [{ ...firstHospital!, finalPayment: more(firstHospital!.finalPayment) }, ...otherHospitals] }),
  ],
  ['reserve', 'more drawn than there is', withYear({ reserve: { ...year.reserve, balance: fen(0n) } })],
  [
    'reserve',
    'a draw that is not what hospitals have',
    withYear({ reserve: { ...year.reserve, drawn: more(year.reserve.drawn) } }),
  ],
  ['funds', 'cases of another fund', { input: { ...input, totals: [{ ...totals[0]!, fund: 'employee' }, totals[1]!] } }],
  ['funds', 'a case that was settled nowhere', { input: { ...input, totals: [...totals, totalsOf('C', '1')] } }],
  ['budget', 'a line that does not add up', withYear({ budget: { ...budget, income: more(budget.income) } })],
  [
    'parts',
    'what is due and not among the hospitals',
    withYear({ due: more(year.due), movements: [...year.movements, { step: 'caps', amount: fen(1n) }] }),
  ],
  ['parts', 'a movement that nobody made', withYear({ movements: [...year.movements, { step: 'caps', amount: fen(1n) }] })],
  ['parts', 'cases with a fen too much', { caseAmounts: new Map([...caseAmounts, ['A', more(caseAmounts.get('A')!)]]) }],
  [
    'fund-shares',
    'shares that were not brought to the region',
    withYear({ pools: [{ ...firstPool!, shares: { ...firstPool!.shares!, factor: parseRatio('1') } }] }),
  ],
  ['entries', 'an entry twice', { input: { ...input, hospitals: input.hospitals.map((one) => ({ ...one, entries: [entry] })) } }],
  [
    'entries',
    'a month that was edited, and its parts with it',
    { months: months.map((one) => ({ ...one, credited: more(one.credited), fundPart: more(one.fundPart) })) },
  ],
  ['entries', 'a month that does not add up', { months: months.map((one) => ({ ...one, fundPart: more(one.fundPart) })) }],
  ['entries', 'a month that nobody settled', { months: months.slice(1) }],
  [
    'entries',
    'a month that the year does not count',
    { input: { ...input, hospitals: input.hospitals.map((one) => ({ ...one, months: [] })) } },
  ],
  [
    'entries',
    'a deposit that the year counts as paid',
    {
      input: {
        ...input,
        hospitals: input.hospitals.map((one) => ({
          ...one,
          months: one.months.map(({ month, credited, deposit }) => ({
            month,
            credited: addFen(credited, deposit),
            deposit: fen(0n),
          })),
        })),
      },
    },
  ],
  ['funds', 'a month of another fund', { months: months.map((one) => ({ ...one, fund: 'employee' })) }],
];

describe('brokenInvariants', () => {
  test('finds nothing in a settlement that holds', () => expect(brokenInvariants(settled)).toEqual([]));

  test('the example has something of everything', () => {
    expect(year.reserve.drawn > 0n && firstPool!.shares!.residue !== 0n && month.paid > 0n).toBe(true);
  });

  test.each(TAMPERED)('%s: %s', (id, _why, other) => {
    const found = brokenInvariants({ ...settled, ...other });
    expect(found.map(({ invariant }) => invariant)).toContain(id);
    for (const { expected, found: is, fund } of found) expect([expected === is, fund]).toEqual([false, 'resident']);
  });

  test('each of the ten identities has a way of being broken here', () => {
    expect(SETTLEMENT_INVARIANTS.map(({ id }) => id)).toEqual([...new Set(TAMPERED.map(([id]) => id))]);
    expect(SETTLEMENT_INVARIANTS).toHaveLength(10);
  });
});
