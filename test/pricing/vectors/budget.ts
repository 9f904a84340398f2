import { lineAmount, lineVersions, type FundBudget } from '../../../pricing/budget/index.js';
import { printYuan, sumFen } from '../../../pricing/money.js';
import { printExactly } from '../../../pricing/rounding.js';
import { settleYear, type AnnualSettlement } from '../../../pricing/settlement/index.js';
import { BUDGET } from '../../../pricing/budget/index.js';
import { fundBudget } from '../../../pricing/budget/index.js';
import { valuesOf } from '../policy-of.js';
import { budgetOf, documentOf, line, pointsBudget, POOL, rulesWith, totalsOf, YEAR } from './settlement-of.js';
import type { Adapter, Inputs } from './vector.js';

export const budget: Adapter = (inputs) => {
  if ('deductions' in inputs) return byItems(inputs);
  if ('lastYearInpatient' in inputs) return byShare(inputs);
  if ('growth' in inputs) return byGrowth(inputs);
  if ('adjustments' in inputs) return versions(inputs);
  if ('basePoints' in inputs) return elastic(inputs);
  return 'employee' in inputs ? twoFunds(inputs) : { pointValue: floating(inputs['pointsBudget']!, inputs['totalPoints']!) };
};

function byItems(inputs: Inputs) {
  const deductions = Object.entries(inputs['deductions'] as unknown as Inputs);
  const found = budgetOf(inputs['income']!, [
    ...deductions.map(([id, amount]) => line(id, { by: 'amount', amount })),
    line(
      'inpatient',
      { by: 'rest' },
      { lines: [line('reserve', { by: 'share', share: inputs['reserveShare'] }), line('points', { by: 'rest' })] },
    ),
  ]);
  const amount = (id: string) => printYuan(lineAmount(found, id));
  return { inpatient: amount('inpatient'), reserve: amount('reserve'), pointsBudget: amount('points') };
}

const dipBudget = (found: FundBudget) => ({ dipBudget: printYuan(lineAmount(found, 'dip')) });

function byShare({ inpatientBudget, lastYearDip: lastYear, lastYearInpatient: lastYearWhole }: Inputs) {
  const dip = line('dip', { by: 'last-year-share', lastYear, lastYearWhole });
  return dipBudget(budgetOf(inpatientBudget!, [dip, line('other', { by: 'rest' })]));
}

function byGrowth({ lastYearDip: lastYear, growth }: Inputs) {
  const dip = line('dip', { by: 'growth', lastYear, growth });
  // As much growth as the region's target allows.
  const values = valuesOf(BUDGET, { growthLimit: growth });
  return dipBudget(fundBudget(documentOf('1000000000', [dip, line('other', { by: 'rest' })]), 'resident', { values }));
}

function versions(inputs: Inputs) {
  const adjustments = inputs['adjustments'] as unknown as { readonly amount: string }[];
  const changes = adjustments.map(({ amount }) => ['income', 'points'].map((id) => ({ line: id, amount })));
  const all = lineVersions(documentOf(inputs['base']!, [line('points', { by: 'rest' })], changes), 'resident', 'points');
  return { current: printYuan(all.at(-1)!.amount), versions: String(all.length) };
}

function yearOf(money: string, points: string, value: object, fund = 'resident'): AnnualSettlement {
  const rules = rulesWith({ pools: [{ ...POOL, value }] });
  const totals = [totalsOf('A', points, { fund })];
  return settleYear({ fund, year: YEAR, totals, hospitals: [], budget: pointsBudget(money, undefined, fund) }, rules);
}

const floating = (money: string, points: string, fund?: string): string =>
  printExactly(yearOf(money, points, { regime: 'floating' }, fund).pools[0]!.value!.floating!);

function elastic({ budget: money, basePoints, fixedValue, totalPoints, floatCap: cap }: Inputs) {
  const value = { regime: 'elastic-volume', baseOf: 'region', basePoints, fixedValue, ...(cap === undefined ? {} : { cap }) };
  const [pool] = yearOf(money!, totalPoints!, value).pools;
  const operand = (id: string) => pool!.hospitals[0]!.lines[0]!.operands.find(({ term }) => term.en === id)!.value;
  const [points, fixed] = [operand('points at the fixed value'), operand('fixed point value')].map((one) =>
    printExactly(one as never),
  );
  return {
    baseSum: printYuan(sumFen([BigInt(points!) * BigInt(fixed!) * 100n] as never)),
    floatingValue: printExactly(pool!.value!.floating!),
    paid: printYuan(pool!.gross),
  };
}

/** One value for each fund; money of two funds is refused in one settlement. */
function twoFunds(inputs: Inputs) {
  const { employee, resident } = inputs as unknown as Record<string, { budget: string; points: string }>;
  let mixedValueForbidden = 'no';
  try {
    const totals = [totalsOf('A', employee!.points, { fund: 'employee' }), totalsOf('A', resident!.points)];
    settleYear({ fund: 'resident', year: YEAR, totals, hospitals: [], budget: pointsBudget(resident!.budget) }, rulesWith());
  } catch (error) {
    if ((error as { code?: string }).code === 'PRICING_SETTLEMENT_MIXED') mixedValueForbidden = 'yes';
  }
  return {
    employeeValue: floating(employee!.budget, employee!.points, 'employee'),
    residentValue: floating(resident!.budget, resident!.points),
    mixedValueForbidden,
  };
}
