import { z } from 'zod';
import { optional, required } from '../policy/parameter.js';
import { policySection, type ValuesOf } from '../policy/section.js';
import { bounds, decimal, whole } from '../policy/values.js';
import { prepaymentRule } from './prepayment-gate.js';
import { scenarioTable } from './scenario.js';
import { zoneTable } from './zones.js';

const PER_FUND = { isPerFund: true };

/** What a region holds its funds against (基金运行风险). Employees and residents never share a threshold. */
export const FUND_RISK = policySection({
  id: 'fund-risk',
  title: { zh: '基金运行风险', en: 'Fund risk' },
  parameters: {
    /** Zones of the months that the accumulated balance pays for, first hit wins. */
    zones: required('table', { zh: '可支付月数分区', en: 'Zones of months payable' }, zoneTable, PER_FUND),
    prepayment: required('table', { zh: '预付金条件', en: 'When the fund may prepay' }, prepaymentRule, PER_FUND),
    /** Balance rate of twelve months that is a deficit: `< 0`. */
    deficit: required('1', { zh: '当期赤字', en: 'Deficit' }, bounds),
    /** Share of the income that a year may leave: `<= 0.15`. */
    currentLimit: optional('1', { zh: '当期结余率上限', en: 'Limit of the current balance rate' }, bounds, PER_FUND),
    accumulatedLimit: optional('1', { zh: '累计结余率上限', en: 'Limit of the accumulated balance rate' }, bounds, PER_FUND),
    /** Growth of a month's income against the same month a year ago that is an alarm: `< 0.05`. */
    incomeGrowthAlarm: optional('1', { zh: '收入同比增速预警', en: 'Growth of income that is an alarm' }, bounds, PER_FUND),
    spendingGrowthAlarm: optional('1', { zh: '支出同比增速预警', en: 'Growth of spending that is an alarm' }, bounds, PER_FUND),
    /** Used share of the budget over the elapsed share of the year: `> 1.05`. */
    budgetPaceAlarm: optional('1', { zh: '预算执行进度预警', en: 'Pace of the budget that is an alarm' }, bounds, PER_FUND),
    /** Workers for each retiree: `< 2.4` where the mean of the province is 2.4. */
    supportAlarm: optional('1', { zh: '抚养比预警', en: 'Workers for each retiree that are an alarm' }, bounds, PER_FUND),
    /** Money of a pool by points over what it paid: `>= 0.95, <= 1.05`. */
    releasedToPaidLimit: optional('1', { zh: '基金额度与清算额之比', en: 'Money of a pool over what it paid' }, bounds, PER_FUND),
    /** Final value of a point over that of the year before. */
    valueToYearBeforeLimit: optional('1', { zh: '点值与上年之比', en: 'Point value over the year before' }, bounds, PER_FUND),
    /** Final over opening value of a point. */
    valueToOpeningLimit: optional('1', { zh: '结算点值与年初点值之比', en: 'Final over opening point value' }, bounds, PER_FUND),
    /** What the fund paid of what was billed by item (医保结算支付比). */
    paidToBilledLimit: optional('1', { zh: '医保结算支付比', en: 'Paid of what was billed' }, bounds, PER_FUND),
    /** The months after which the half-year is analysed: 6 and 12. */
    analysisMonths: required(
      'month',
      { zh: '运行分析月份', en: 'Months that end with an analysis' },
      z.array(whole.refine((month) => month >= 1 && month <= 12, '1 … 12')).min(1),
    ),
    /** How far ahead a forecast looks. */
    forecastMonths: required(
      'month',
      { zh: '预测月数', en: 'Months of the forecast' },
      whole.refine((months) => months >= 1 && months <= 60, '1 … 60'),
    ),
    /** What may come: growth of cost for a case, of cases and of points, each for a year. */
    scenarios: required('table', { zh: '预测情景', en: 'Scenarios of the forecast' }, scenarioTable, PER_FUND),
    /** Growth of the income in a year, whatever happens to spending. */
    incomeGrowth: required('1', { zh: '收入年增长率', en: 'Yearly growth of income' }, decimal, PER_FUND),
  },
});

export type FundRiskValues = ValuesOf<typeof FUND_RISK>;
