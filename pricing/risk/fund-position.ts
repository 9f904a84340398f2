import { yuanOf, type Fen } from '../money.js';
import { ratio, type Ratio } from '../ratio.js';
import { divide } from '../measurement/divide.js';
import { ALARMS, alarmBeyond, alarmWithin, type RiskAlarm } from './alarms.js';
import {
  amountEach,
  balanceShare,
  budgetUse,
  currentBalance,
  growth,
  monthsPayable,
  type BudgetUse,
  type Flow,
} from './balance.js';
import { flowOf, MONTHS_OF_A_YEAR, numberOfMonth, type FundMonth } from './fund-months.js';
import type { FundRiskValues } from './fund-risk-section.js';
import { zoneOf, type Zone } from './zones.js';

/** How a fund stands at the end of a month, over the twelve months up to it. */
export interface FundPosition {
  /** `YYYY-MM` */
  readonly month: string;
  readonly rolling: Flow;
  /** Of the twelve months. Unit: fen. */
  readonly balance: Fen;
  /** Balance over income. */
  readonly balanceRate: Ratio;
  /** Unit: fen. */
  readonly accumulated: Fen;
  readonly accumulatedRate: Ratio;
  /** Unit: months. */
  readonly monthsPayable: Ratio;
  readonly zone: Zone;
  /** Against the same month a year ago, where it is known. */
  readonly incomeGrowth: Ratio | undefined;
  readonly spendingGrowth: Ratio | undefined;
  /** Of the calendar year, where its budget and all its months are known. */
  readonly budgetUse: BudgetUse | undefined;
  /** Unit: yuan, over twelve months. */
  readonly incomePerHead: Ratio | undefined;
  /** Workers for each retiree. */
  readonly support: Ratio | undefined;
  readonly alarms: readonly RiskAlarm[];
}

/**
 * The position of a fund at the end of one of its months.
 *
 * @param at Place of the month; eleven months stand before it.
 * @throws PRICING_DIVISION_BY_ZERO for a fund without income or spending.
 */
export function fundPosition(months: readonly FundMonth[], at: number, values: FundRiskValues): FundPosition {
  const month = months[at]!;
  const rolling = flowOf(months.slice(at + 1 - MONTHS_OF_A_YEAR, at + 1));
  const balance = currentBalance(rolling);
  const payable = monthsPayable(month.accumulated, rolling.spending);
  const before = months[at - MONTHS_OF_A_YEAR];
  const measured = {
    month: month.month,
    rolling,
    balance,
    balanceRate: balanceShare(balance, rolling.income),
    accumulated: month.accumulated,
    accumulatedRate: balanceShare(month.accumulated, rolling.income),
    monthsPayable: payable,
    zone: zoneOf(payable, values.zones.value),
    incomeGrowth: before && growth(yuanOf(month.income), yuanOf(before.income), 'income'),
    spendingGrowth: before && growth(yuanOf(month.spending), yuanOf(before.spending), 'spending'),
    budgetUse: budgetUseTo(months, at),
    incomePerHead: month.insured === undefined ? undefined : amountEach(rolling.income, ratio(month.insured), 'insured'),
    support: supportOf(month),
  };
  return { ...measured, alarms: alarmsOf(measured, values) };
}

/** The positions of every month that has eleven before it. */
export function fundPositions(months: readonly FundMonth[], values: FundRiskValues): readonly FundPosition[] {
  return months.slice(MONTHS_OF_A_YEAR - 1).map((_, place) => fundPosition(months, place + MONTHS_OF_A_YEAR - 1, values));
}

function budgetUseTo(months: readonly FundMonth[], at: number): BudgetUse | undefined {
  const { month, budget } = months[at]!;
  const elapsed = numberOfMonth(month);
  if (budget === undefined || at + 1 < elapsed) return undefined;
  const { spending } = flowOf(months.slice(at + 1 - elapsed, at + 1));
  return budgetUse(spending, budget, elapsed);
}

function supportOf({ workers, retirees }: FundMonth): Ratio | undefined {
  return workers === undefined || retirees === undefined ? undefined : divide(ratio(workers), ratio(retirees), 'retirees');
}

function alarmsOf(position: Omit<FundPosition, 'alarms'>, values: FundRiskValues): readonly RiskAlarm[] {
  const { balanceRate, accumulatedRate, incomeGrowth, spendingGrowth, support, zone } = position;
  const { zones } = values;
  const inZone: RiskAlarm[] = zone.isAlarm
    ? [
        {
          id: `zone-${zone.id}`,
          ...zone.name,
          value: position.monthsPayable,
          threshold: zone.when?.printed ?? '',
          citation: zones.citation,
        },
      ]
    : [];
  return [
    ...inZone,
    ...alarmBeyond(ALARMS.currentLimit, balanceRate, values.currentLimit),
    ...alarmBeyond(ALARMS.accumulatedLimit, accumulatedRate, values.accumulatedLimit),
    ...alarmWithin(ALARMS.deficit, balanceRate, values.deficit),
    ...alarmWithin(ALARMS.incomeGrowth, incomeGrowth, values.incomeGrowthAlarm),
    ...alarmWithin(ALARMS.spendingGrowth, spendingGrowth, values.spendingGrowthAlarm),
    ...alarmWithin(ALARMS.budgetPace, position.budgetUse?.pace, values.budgetPaceAlarm),
    ...alarmWithin(ALARMS.support, support, values.supportAlarm),
  ];
}
