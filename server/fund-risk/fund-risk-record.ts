import {
  printExactly,
  printRounded,
  printYuan,
  type BudgetUse,
  type Forecast,
  type FundAssessment,
  type FundPosition,
  type PeriodAnalysis,
  type Ratio,
  type RiskAlarm,
} from '../../pricing/index.js';
import type { AssessedYear } from './cleared-years.js';

/** Shares are printed with four decimals and months with two; what decides was exact. */
const SHARE = { rule: 'half-up', decimals: 4 } as const;
const MONTHS = { rule: 'half-up', decimals: 2 } as const;

const share = (value: Ratio | undefined): string | undefined => value && printRounded(value, SHARE);

/** An assessment as it is printed as JSON: amounts in yuan, shares as fractions. */
export function fundRiskRecord(
  { fund, positions, analyses, forecasts, prepayment }: FundAssessment,
  years: readonly AssessedYear[],
): object {
  return {
    fund,
    positions: positions.map(positionRecord),
    analyses: analyses.map(analysisRecord),
    forecasts: forecasts.map(forecastRecord),
    ...(years.length === 0 ? {} : { cleared: years.map(yearRecord) }),
    prepayment: {
      allowed: prepayment.isAllowed,
      refusals: prepayment.refusals.map(({ id }) => id),
      ...(prepayment.amount === undefined ? {} : { amount: printYuan(prepayment.amount) }),
    },
  };
}

function yearRecord({ year, pools, paid, billed, ratio }: AssessedYear): object {
  return {
    year,
    paid: printYuan(paid),
    billed: printYuan(billed),
    paidToBilled: share(ratio.share),
    alarms: ratio.alarms.map(alarmRecord),
    pools: pools.map((one) => ({
      pool: one.pool,
      released: printYuan(one.released),
      paid: printYuan(one.paid),
      releasedToPaid: share(one.releasedToPaid),
      opening: share(one.opening),
      value: share(one.value),
      toOpening: share(one.toOpening),
      toYearBefore: share(one.toYearBefore),
      alarms: one.alarms.map(alarmRecord),
    })),
  };
}

function alarmRecord({ id, value, threshold, citation }: RiskAlarm): object {
  return {
    id,
    value: printExactly(value),
    threshold,
    parameter: citation.parameter,
    document: citation.source.document,
    number: citation.source.number,
  };
}

function positionRecord(position: FundPosition): object {
  return {
    month: position.month,
    income: printYuan(position.rolling.income),
    spending: printYuan(position.rolling.spending),
    balance: printYuan(position.balance),
    balanceRate: share(position.balanceRate),
    accumulated: printYuan(position.accumulated),
    accumulatedRate: share(position.accumulatedRate),
    monthsPayable: printRounded(position.monthsPayable, MONTHS),
    zone: position.zone.id,
    incomeGrowth: share(position.incomeGrowth),
    spendingGrowth: share(position.spendingGrowth),
    budgetUse: useRecord(position.budgetUse),
    incomePerHead: position.incomePerHead && printRounded(position.incomePerHead, MONTHS),
    workersPerRetiree: position.support && printRounded(position.support, MONTHS),
    alarms: position.alarms.map(alarmRecord),
  };
}

const useRecord = (use: BudgetUse | undefined): object | undefined =>
  use && { used: share(use.used), elapsed: share(use.elapsed), pace: share(use.pace) };

function analysisRecord({ from, to, flow, balance, balanceGain, ...rest }: PeriodAnalysis): object {
  return {
    from,
    to,
    income: printYuan(flow.income),
    spending: printYuan(flow.spending),
    balance: printYuan(balance),
    incomeGrowth: share(rest.incomeGrowth),
    spendingGrowth: share(rest.spendingGrowth),
    ...(balanceGain === undefined ? {} : { balanceGain: printYuan(balanceGain) }),
    monthsPayable: printRounded(rest.position.monthsPayable, MONTHS),
    zone: rest.position.zone.id,
  };
}

function forecastRecord({ scenario, months, rolling, isDeficit, pointValueFactor, usedUpIn }: Forecast): object {
  return {
    scenario: scenario.id,
    income: printYuan(rolling.income),
    spending: printYuan(rolling.spending),
    deficit: isDeficit,
    pointValueFactor: share(pointValueFactor),
    ...(usedUpIn === undefined ? {} : { usedUpIn }),
    months: months.map(({ month, income, spending, accumulated, monthsPayable, zone }) => ({
      month,
      income: printYuan(income),
      spending: printYuan(spending),
      accumulated: printYuan(accumulated),
      monthsPayable: printRounded(monthsPayable, MONTHS),
      zone: zone.id,
    })),
  };
}
