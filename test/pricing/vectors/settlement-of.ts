// What the worked examples of budgets and settlements have in common: rules that an example is silent about stay out of its way.
import { fundBudget, parseBudget, type FundBudget } from '../../../pricing/budget/index.js';
import type { CaseTotals, SettlementRules, SettlementValues } from '../../../pricing/settlement/index.js';
import { SETTLEMENT } from '../../../pricing/settlement/settlement-section.js';
import { addFen, NO_MONEY, parseYuan, printYuan } from '../../../pricing/money.js';
import { parseRatio, ZERO } from '../../../pricing/ratio.js';
import { contextOf, valuesOf } from '../policy-of.js';

const NAME = { zh: '名称', en: 'Name' };
export const YEAR = 2026;

/** One pool for everything, whose money is the line `points` of the budget. */
export const POOL = { id: 'points', name: NAME, line: 'points', value: { regime: 'floating' } };

const QUIET = {
  pools: [POOL],
  points: 'half-up 8',
  residueTo: 'fund',
  unspentTo: 'fund',
  shareMismatch: 'report',
  monthValue: 'as-priced',
  advanceShare: '1',
  monthOrder: ['deductions'],
  depositMaximum: '1',
  depositFrom: 'months',
  yearOrder: ['rounding'],
  sharingLevel: 'hospital',
  overspendShared: 'all',
  surplusTo: 'fund',
  factor: 'half-up 6',
};

/** Values of the section with the rules that an example states. */
export const settlementValues = (rules: Readonly<Record<string, unknown>> = {}, fund = 'resident'): SettlementValues =>
  valuesOf(SETTLEMENT, { ...QUIET, ...rules }, fund);

export function rulesWith(rules: Readonly<Record<string, unknown>> = {}, rounding: Record<string, string> = {}): SettlementRules {
  const settlement = settlementValues(rules);
  return { settlement, rounding: contextOf(rounding).rounding, evidence: 'official', isDemonstration: false };
}

/** A line of a budget as a document writes it. */
export const line = (id: string, derivation: object, more: object = {}) => ({ id, name: NAME, derivation, ...more });

/** A budget of one fund, read by the real reader. @param changes Of later versions. */
export function budgetOf(
  income: string,
  lines: readonly object[],
  changes: readonly (readonly { readonly line: string; readonly amount: string }[])[] = [],
  fund = 'resident',
): FundBudget {
  return fundBudget(documentOf(income, lines, changes, fund), fund);
}

export function documentOf(
  income: string,
  lines: readonly object[],
  changes: readonly (readonly { readonly line: string; readonly amount: string }[])[] = [],
  fund = 'resident',
) {
  const version = (seq: number, own: readonly object[]) => ({
    seq: String(seq),
    date: `${YEAR}-01-01`,
    reason: '调整',
    document: 'test',
    approver: '某某',
    changes: own,
  });
  const versions = [version(1, []), ...changes.map((own, place) => version(place + 2, own))];
  return parseBudget(
    {
      kind: 'budget',
      region: 'test',
      name: NAME,
      year: String(YEAR),
      sources: { test: { document: '测试文件', number: '测试〔2026〕3号', evidence: 'official' } },
      funds: { [fund]: { income, source: 'test', lines, versions } },
    },
    'budget.yaml',
  );
}

/** A budget whose whole income is the line `points`, with as much beside it for the reserve. */
export const pointsBudget = (points: string, reserve?: string, fund = 'resident'): FundBudget => {
  const whole = reserve === undefined ? points : printYuan(addFen(parseYuan(points), parseYuan(reserve)));
  const lines = [line('points', reserve === undefined ? { by: 'rest' } : { by: 'amount', amount: points })];
  return budgetOf(whole, reserve === undefined ? lines : [...lines, line('reserve', { by: 'rest' })], [], fund);
};

/** Cases of a hospital that came to so many points. */
export const totalsOf = (hospital: string, points: string, more: Partial<CaseTotals> = {}): CaseTotals => ({
  hospital,
  fund: 'resident',
  month: `${YEAR}-01`,
  method: 'dip',
  budget: 'in-budget',
  place: 'local',
  pool: 'points',
  isValued: true,
  cases: 1,
  charges: NO_MONEY,
  quantity: parseRatio(points),
  fixedQuantity: ZERO,
  standards: NO_MONEY,
  others: NO_MONEY,
  fundPayments: NO_MONEY,
  costBroken: 0,
  payersBroken: 0,
  ...more,
});

/** Cases that are paid as they were priced. */
export const pricedTotals = (hospital: string, paid: string, billed: string, more: Partial<CaseTotals> = {}): CaseTotals =>
  totalsOf(hospital, '0', { isValued: false, charges: parseYuan(billed), fundPayments: parseYuan(paid), ...more });

/** A pool that pays cases as they were priced and shares what comes out. */
export const PRICED_POOL = { ...POOL, value: { regime: 'fixed' }, shares: 'true' };
