import { subtractFen, yuanOf, type Fen } from '../money.js';
import type { Ratio } from '../ratio.js';
import { currentBalance, growth, type Flow } from './balance.js';
import { flowOf, MONTHS_OF_A_YEAR, numberOfMonth, type FundMonth } from './fund-months.js';
import { fundPosition, type FundPosition } from './fund-position.js';
import type { FundRiskValues } from './fund-risk-section.js';

/** Analysis of the months since the last one (半年度运行分析). */
export interface PeriodAnalysis {
  /** `YYYY-MM`; both months belong to it. */
  readonly from: string;
  readonly to: string;
  readonly flow: Flow;
  /** Unit: fen. */
  readonly balance: Fen;
  /** Against the same months a year ago, where all of them are known. */
  readonly incomeGrowth: Ratio | undefined;
  readonly spendingGrowth: Ratio | undefined;
  /** What the balance gained over the same months a year ago. Unit: fen. */
  readonly balanceGain: Fen | undefined;
  /** At the end of the period, over twelve months. */
  readonly position: FundPosition;
}

/** One analysis for each period that the policy ends with one, as far as the months reach; the earliest first. */
export function analyses(months: readonly FundMonth[], values: FundRiskValues): readonly PeriodAnalysis[] {
  const ends = values.analysisMonths.value;
  return months.flatMap(({ month }, at) => {
    if (at + 1 < MONTHS_OF_A_YEAR || !ends.includes(numberOfMonth(month))) return [];
    const length = lengthOfPeriod(numberOfMonth(month), ends);
    return [analysisOf(months, at, length, values)];
  });
}

function analysisOf(months: readonly FundMonth[], at: number, length: number, values: FundRiskValues): PeriodAnalysis {
  const period = months.slice(at + 1 - length, at + 1);
  const flow = flowOf(period);
  const first = at + 1 - length - MONTHS_OF_A_YEAR;
  const before = first < 0 ? undefined : flowOf(months.slice(first, first + length));
  const balance = currentBalance(flow);
  return {
    from: period[0]!.month,
    to: months[at]!.month,
    flow,
    balance,
    incomeGrowth: before && growth(yuanOf(flow.income), yuanOf(before.income), 'income'),
    spendingGrowth: before && growth(yuanOf(flow.spending), yuanOf(before.spending), 'spending'),
    balanceGain: before && subtractFen(balance, currentBalance(before)),
    position: fundPosition(months, at, values),
  };
}

/** Months since the end of the period before: with ends in June and December each has six. */
function lengthOfPeriod(end: number, ends: readonly number[]): number {
  const before = ends.filter((month) => month < end);
  return before.length > 0 ? end - Math.max(...before) : end + MONTHS_OF_A_YEAR - Math.max(...ends);
}
