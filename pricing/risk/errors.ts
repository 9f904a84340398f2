import type { ErrorEntry } from '../../reference-data/index.js';

/** Faults of the monthly accounts of a fund. */
export const FUND_RISK_ERRORS = {
  PRICING_FUND_MONTH_MISSING: {
    origin: 'input',
    what: {
      zh: '基金 {fund} 在 {month} 前后的月份不连续、重复或次序颠倒。',
      en: 'The months of fund {fund} do not follow one another at {month}.',
    },
    fix: {
      zh: '每个基金每月一行，从早到晚，中间不能缺月。',
      en: 'Give one row for each fund and month, the earliest first, without a month left out.',
    },
  },
  PRICING_FUND_BALANCE_MISSING: {
    origin: 'input',
    what: { zh: '基金 {fund} 没有任何一个月的累计结余。', en: 'No month of fund {fund} states its accumulated balance.' },
    fix: {
      zh: '至少填一个月末的累计结余，其余月份由收支推算。',
      en: 'State it for the end of one month at least; the others follow from income and spending.',
    },
  },
  PRICING_FUND_BALANCE_DIFFERS: {
    origin: 'input',
    what: {
      zh: '基金 {fund} {month} 的累计结余为 {stated}，由收支推算应为 {computed}。',
      en: 'Fund {fund} states an accumulated balance of {stated} for {month}; income and spending give {computed}.',
    },
    fix: { zh: '请核对该月及之前各月的收入和支出。', en: 'Check the income and spending of this month and those before it.' },
  },
  PRICING_FUND_MONTHS_TOO_FEW: {
    origin: 'input',
    what: { zh: '基金 {fund} 只有 {months} 个月的数据。', en: 'There are {months} months of fund {fund}.' },
    fix: {
      zh: '滚动分析至少需要连续12个月：居民保费集中在第四季度到账。',
      en: 'Give twelve months in a row at least: the premiums of residents come in the fourth quarter.',
    },
  },
} as const satisfies Record<string, ErrorEntry>;
