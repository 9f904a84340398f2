import { addFen, NO_MONEY, printYuan, sumFen } from '../money.js';
import { isZero, over } from '../ratio.js';
import { printExactly, rounded } from '../rounding.js';
import type { YearInput } from './annual-settlement.js';
import { monthDifferences } from './month-as-settled.js';
import {
  eachHospital,
  equal,
  none,
  same,
  type Broken,
  type InvariantFinding,
  type SettledFund,
  type SettlementInvariant,
} from './settlement-invariant.js';

/** The identities of a settlement, in the order of the handbook. */
export const SETTLEMENT_INVARIANTS: readonly SettlementInvariant[] = [
  {
    id: 'cost',
    states: {
      zh: '每个病例的全自费、超限价、先行自付、符合政策范围之和等于总费用',
      en: 'full self-pay, over-limit, first self-pay and in-scope charges of each case make its charges',
    },
    broken: ({ input }) => input.totals.flatMap(({ hospital, costBroken }) => none(hospital, costBroken)),
  },
  {
    id: 'payers',
    states: {
      zh: '每个病例的基金、个人及其他、医院负担之和等于总费用',
      en: 'fund, others and hospital bear the charges of each case',
    },
    broken: ({ input }) => input.totals.flatMap(({ hospital, payersBroken }) => none(hospital, payersBroken)),
  },
  {
    id: 'pool',
    states: {
      zh: '资金池拨付额 = 各机构之和 + 未用额 + 尾差；拨付额 + 先行支付 = 预算科目',
      en: 'what a pool releases is paid, not paid out or residue; with what it passed on it is its line of the budget',
    },
    broken: ({ year }) =>
      year.pools.flatMap(({ id, row, released, passedOn, gross, unspent, residue, hospitals }) => [
        ...equal(id, gross, sumFen(hospitals.map((one) => one.gross))),
        ...equal(id, released, sumFen([gross, unspent, residue])),
        ...(row.line === undefined
          ? []
          : equal(id, year.budget.lines.find((line) => line.id === row.line)?.amount ?? NO_MONEY, addFen(released, passedOn))),
      ]),
  },
  {
    id: 'year',
    states: {
      zh: '年度应付 = 月度已付 + 预留质量保证金 + 清算支付 + 预付金',
      en: 'what is due is months, deposit withheld, final payment and prepayment',
    },
    broken: eachHospital(({ hospital, due, deposit, finalPayment, prepayment }, { input }) => {
      const paid = input.hospitals.find((one) => one.hospital === hospital)?.months ?? [];
      const months = sumFen(paid.map(({ credited }) => credited));
      return equal(hospital, due, sumFen([months, deposit.withheld, finalPayment, prepayment]));
    }),
  },
  {
    id: 'reserve',
    states: { zh: '超支分担不超过风险储备金', en: 'sharing never draws more than the reserve' },
    broken: ({ year: { hospitals, reserve } }) => [
      ...equal('reserve', reserve.drawn, sumFen(hospitals.map(({ balance }) => balance?.shared ?? NO_MONEY))),
      ...(reserve.drawn > reserve.balance || reserve.left < 0n
        ? [{ of: 'reserve', expected: `<= ${printYuan(reserve.balance)}`, found: printYuan(reserve.drawn) }]
        : []),
    ],
  },
  {
    id: 'funds',
    states: { zh: '职工、居民基金分别平衡，互不混用', en: 'each fund closes by itself, with cases and money of its own' },
    broken: ({ input, year, months = [] }) => [
      ...[year.budget, input, ...months, ...input.totals].flatMap(({ fund }) => same(fund, year.fund, fund)),
      ...same('cases', String(sumOfCases(input.totals)), String(sumOfCases(year.hospitals))),
      ...equal(
        'fundPayments',
        sumFen(input.totals.map(({ fundPayments }) => fundPayments)),
        sumFen(year.hospitals.map(({ fundPayments }) => fundPayments)),
      ),
    ],
  },
  {
    id: 'budget',
    states: { zh: '预算等于各科目之和', en: 'a budget is the sum of its lines' },
    broken: ({ year: { budget } }) => {
      const parts = (of: string | undefined) => sumFen(budget.lines.filter((line) => line.of === of).map(({ amount }) => amount));
      const divided = budget.lines.filter(({ isDivided }) => isDivided);
      return [
        ...equal('income', budget.income, parts(undefined)),
        ...divided.flatMap(({ id, amount }) => equal(id, amount, parts(id))),
      ];
    },
  },
  {
    id: 'parts',
    states: { zh: '各部分之和等于总额', en: 'in every split the parts make the whole' },
    broken: (settled) => [
      ...equal('due', settled.year.due, sumFen(settled.year.hospitals.map(({ due }) => due))),
      ...equal('due', settled.year.due, sumFen([settled.year.released, ...settled.year.movements.map(({ amount }) => amount)])),
      ...settled.year.hospitals.flatMap((one) => [
        ...equal(one.hospital, one.due, sumFen(one.breakdown.lines.map(({ amount }) => amount))),
        ...equal(one.hospital, one.finalPayment, sumFen(one.closing.lines.map(({ amount }) => amount))),
        ...equal(one.hospital, one.deposit.withheld, addFen(one.deposit.returned, one.deposit.lost)),
        ...(settled.caseAmounts === undefined || one.cases === 0
          ? []
          : equal(one.hospital, one.due, settled.caseAmounts.get(one.hospital) ?? NO_MONEY)),
      ]),
    ],
  },
  {
    id: 'fund-shares',
    states: {
      zh: '机构医保支付比例按点数加权等于统筹区比例，否则折算并报告',
      en: "hospitals' fund shares average to the region's, or are rescaled and reported",
    },
    broken: ({ year, rules: { settlement } }) =>
      year.pools.flatMap(({ id, shares }) => {
        // Where nothing is rescaled, the residue of the shares is part of the pool's report.
        if (shares === undefined || settlement.shareMismatch.value === 'report' || isZero(shares.averageShare)) return [];
        const factor = rounded(over(shares.regionShare, shares.averageShare), settlement.factor.value);
        return same(id, printExactly(factor), printExactly(shares.factor));
      }),
  },
  {
    id: 'entries',
    states: {
      zh: '对以前期间的更正是新的记账，从不改写',
      en: 'corrections are entries of their own; nothing that was settled is edited',
    },
    broken: ({ input, months }) => [
      ...entriesOnce(input),
      ...(months === undefined ? [] : monthDifferences(input, months)).flatMap(({ of, expected, found }) =>
        equal(of, expected, found),
      ),
    ],
  },
];

const sumOfCases = (rows: readonly { readonly cases: number }[]): number => rows.reduce((sum, { cases }) => sum + cases, 0);

function entriesOnce({ hospitals }: YearInput): Broken {
  const ids = hospitals.flatMap(({ entries }) => entries);
  return ids.flatMap(({ id, refersTo }, place) => [
    ...(ids.findIndex((one) => one.id === id) === place ? [] : [{ of: id, expected: '×1', found: '×2' }]),
    ...(refersTo === '' || refersTo === id ? [{ of: id, expected: 'refersTo', found: refersTo }] : []),
  ]);
}

/** Runs every check over a fund's year. @returns Nothing where all of them hold. */
export function brokenInvariants(settled: SettledFund): readonly InvariantFinding[] {
  const { fund } = settled.year;
  return SETTLEMENT_INVARIANTS.flatMap(({ id, broken }) =>
    broken(settled).map((finding) => ({ invariant: id, fund, ...finding })),
  );
}
