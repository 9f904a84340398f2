import { printYuan } from '../../../pricing/money.js';
import { settleMonth, settleYear } from '../../../pricing/settlement/index.js';
import { SETTLEMENT } from '../../../pricing/settlement/settlement-section.js';
import { numberOf, type Adapter, type Inputs } from './vector.js';
import { pointsBudget, PRICED_POOL, pricedTotals, rulesWith, YEAR } from './settlement-of.js';

export const deposit: Adapter = (inputs) => {
  if ('maximum' in inputs) return { valid: isAllowed(inputs) ? 'yes' : 'no' };
  return 'monthDue' in inputs ? ofMonth(inputs) : ofYear(inputs);
};

function isAllowed({ depositShare, maximum: depositMaximum }: Inputs): boolean {
  const { settlement } = rulesWith({ depositMaximum });
  const value = rulesWith({ depositShare, depositMaximum: '1' }).settlement.depositShare;
  return SETTLEMENT.check!({ ...settlement, depositShare: value }).every(({ parameter }) => parameter !== 'depositShare');
}

function ofMonth({ monthDue, depositShare }: Inputs) {
  const rules = rulesWith({ pools: [PRICED_POOL], depositShare, monthOrder: ['deposit'] });
  const totals = [pricedTotals('A', monthDue!, monthDue!)];
  const month = { fund: 'resident', month: `${YEAR}-01`, totals, hospitals: [], budget: pointsBudget(monthDue!) };
  const [paid] = settleMonth(month, rules).hospitals;
  return { withheld: printYuan(paid!.deposit), paid: printYuan(paid!.paid) };
}

function ofYear(inputs: Inputs) {
  const { yearDue, depositShare, scoreTable: depositRelease } = inputs;
  const rules = rulesWith({ pools: [PRICED_POOL], depositShare, depositRelease, depositFrom: 'year' });
  const hospital = { hospital: 'A', score: numberOf(inputs, 'score'), entries: [], months: [], prepayment: 0n as never };
  const totals = [pricedTotals('A', yearDue!, yearDue!)];
  const year = { fund: 'resident', year: YEAR, totals, hospitals: [hospital], budget: pointsBudget(yearDue!) };
  const { withheld, returned } = settleYear(year, rules).hospitals[0]!.deposit;
  return { withheld: printYuan(withheld), returned: printYuan(returned) };
}
