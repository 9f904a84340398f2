import { optional } from '../policy/parameter.js';
import { policySection, type ValuesOf } from '../policy/section.js';
import { bounds, decimal } from '../policy/values.js';

const PER_FUND = { isPerFund: true };

/** What a region decides about its budgets; their amounts are documents of their own, one a year. */
export const BUDGET = policySection({
  id: 'budget',
  title: { zh: '总额预算', en: 'Global budget' },
  parameters: {
    /** Target of cost growth: a line that follows by growth may not exceed it. */
    growthLimit: optional('1', { zh: '费用增长控制目标', en: 'Target of cost growth' }, decimal, PER_FUND),
    /** Share of the line above that the reserve may be. */
    reserveShare: optional('1', { zh: '风险储备金占比', en: 'Share of the reserve' }, bounds, PER_FUND),
  },
});

export type BudgetValues = ValuesOf<typeof BUDGET>;
