// A package of a consortium for tests.
import { CONSORTIUM, type ConsortiumValues } from '../../../pricing/consortium/index.js';
import { valuesOf } from '../policy-of.js';

const name = (zh: string, en: string) => ({ zh, en });

export const PARTIES = [
  { to: 'lead', name: name('牵头医院', 'Lead hospital'), weight: '5' },
  { to: 'township', name: name('乡镇卫生院', 'Township'), weight: '3' },
  { to: 'village', name: name('村卫生室', 'Village'), weight: '2' },
];
export const MAJOR_ILLNESS = { id: 'major-illness', name: name('大病保险', 'Major illness'), by: 'head', amount: '70.50' };
export const RISK_FUND = {
  id: 'risk-fund',
  name: name('风险基金', 'Risk fund'),
  by: 'risk-fund',
  yearShare: '0.03',
  ceiling: '0.1',
};
export const TENTH_OF_REST = { id: 'reserve', name: name('调剂金', 'Adjustment fund'), by: 'rest', share: '0.1' };
export const TENTH_OF_INCOME = { ...TENTH_OF_REST, by: 'income' };
export const CHECK_UPS = { id: 'check-ups', name: name('体检', 'Check-ups'), by: 'sum', amount: '1000.01' };

/** The values of a policy: nothing comes off, all is package, unless the test says so. */
export function consortiumValues(rules: Readonly<Record<string, unknown>> = {}, fund = 'resident'): ConsortiumValues {
  return valuesOf(
    CONSORTIUM,
    {
      headIncome: '1000.00',
      deductions: [],
      packageShare: '1',
      surplusSplit: PARTIES,
      allocation: 'largest-remainder',
      ...rules,
    },
    fund,
  );
}
