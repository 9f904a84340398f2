import { addFen, yuanOf, type Fen } from '../money.js';
import { ONE, plus, times, type Ratio } from '../ratio.js';
import { roundToFen, type Rounding } from '../rounding.js';
import { currentBalance, isDeficit, monthsPayable, type Flow } from './balance.js';
import { flowOf, monthAfter, MONTHS_OF_A_YEAR, type FundMonth } from './fund-months.js';
import type { FundRiskValues } from './fund-risk-section.js';
import { pointValueFactor, spendingFactor, type Scenario } from './scenario.js';
import { zoneOf, type Zone } from './zones.js';

/** A month that is foreseen. Unit: fen. */
export interface ForecastMonth extends Flow {
  readonly month: string;
  readonly accumulated: Fen;
  /** Of the twelve months up to it, past ones among them. */
  readonly monthsPayable: Ratio;
  readonly zone: Zone;
}

/** What a scenario makes of a fund. */
export interface Forecast {
  readonly scenario: Scenario;
  readonly months: readonly ForecastMonth[];
  /** The first twelve months that are foreseen, or as many as there are. */
  readonly rolling: Flow;
  readonly isDeficit: boolean;
  /** What a point would be worth after a year, against today, if spending grew no more than the income. */
  readonly pointValueFactor: Ratio;
  /** First month whose balance is below zero. */
  readonly usedUpIn: string | undefined;
}

/** Foresees a fund under every scenario of the policy. */
export function forecasts(months: readonly FundMonth[], values: FundRiskValues, rounding: Rounding): readonly Forecast[] {
  return values.scenarios.value.map((scenario) => forecast(months, scenario, values, rounding));
}

/**
 * Foresees a fund month by month: each month is the same month of the year before, grown by a year, so that the seasons of income and care
 * stay where they are.
 */
export function forecast(
  past: readonly FundMonth[],
  scenario: Scenario,
  { forecastMonths, incomeGrowth, zones }: FundRiskValues,
  rounding: Rounding,
): Forecast {
  const factors = { income: plus(ONE, incomeGrowth.value), spending: spendingFactor(scenario) };
  const all: (Flow & { readonly month: string; readonly accumulated: Fen })[] = [...past];
  const foreseen = Array.from({ length: forecastMonths.value }, (): ForecastMonth => {
    const flow = grownFlow(all.at(-MONTHS_OF_A_YEAR)!, factors, rounding);
    const last = all.at(-1)!;
    const accumulated = addFen(last.accumulated, currentBalance(flow));
    all.push({ ...flow, month: monthAfter(last.month), accumulated });
    const payable = monthsPayable(accumulated, flowOf(all.slice(-MONTHS_OF_A_YEAR)).spending);
    return { ...all.at(-1)!, monthsPayable: payable, zone: zoneOf(payable, zones.value) };
  });
  const rolling = flowOf(foreseen.slice(0, MONTHS_OF_A_YEAR));
  return {
    scenario,
    months: foreseen,
    rolling,
    isDeficit: isDeficit(rolling),
    pointValueFactor: pointValueFactor(scenario, incomeGrowth.value),
    usedUpIn: foreseen.find(({ accumulated }) => accumulated < 0n)?.month,
  };
}

function grownFlow(
  { income, spending }: Flow,
  factors: { readonly income: Ratio; readonly spending: Ratio },
  rounding: Rounding,
): Flow {
  return {
    income: roundToFen(times(yuanOf(income), factors.income), rounding),
    spending: roundToFen(times(yuanOf(spending), factors.spending), rounding),
  };
}
