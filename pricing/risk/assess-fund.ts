import type { Rounding } from '../rounding.js';
import { isDeficit } from './balance.js';
import { forecasts, type Forecast } from './forecast.js';
import { flowOf, fundMonths, MONTHS_OF_A_YEAR, type FundMonth, type StatedMonth } from './fund-months.js';
import { fundPositions, type FundPosition } from './fund-position.js';
import type { FundRiskValues } from './fund-risk-section.js';
import { analyses, type PeriodAnalysis } from './half-year.js';
import { prepaymentAmount, prepaymentGate, type Deficit, type PrepaymentDecision } from './prepayment-gate.js';
import type { Fen } from '../money.js';

/** Everything that the accounts of one fund say about its risk. */
export interface FundAssessment {
  readonly fund: string;
  readonly months: readonly FundMonth[];
  /** One for each month that has eleven before it. */
  readonly positions: readonly FundPosition[];
  readonly analyses: readonly PeriodAnalysis[];
  readonly forecasts: readonly Forecast[];
  readonly prepayment: PrepaymentDecision & {
    /** What the whole region would prepay; absent where the fund may not. Unit: fen. */
    readonly amount: Fen | undefined;
  };
}

/** Assesses one fund. Employees and residents are assessed apart, each by its own thresholds. @throws as `fundMonths` */
export function assessFund(
  fund: string,
  stated: readonly StatedMonth[],
  values: FundRiskValues,
  rounding: Rounding,
): FundAssessment {
  const months = fundMonths(fund, stated);
  const positions = fundPositions(months, values);
  const foreseen = forecasts(months, values, rounding);
  const deficits: Deficit[] = [];
  if (lastYearEndedWithDeficit(months)) deficits.push('last-year');
  if (foreseen[0]!.isDeficit) deficits.push('rolling-forecast');
  const rule = values.prepayment.value;
  const decision = prepaymentGate({ monthsPayable: positions.at(-1)!.monthsPayable, deficits }, rule);
  const amount = decision.isAllowed ? prepaymentAmount(paidByYear(months), rule, rounding) : undefined;
  return {
    fund,
    months,
    positions,
    analyses: analyses(months, values),
    forecasts: foreseen,
    prepayment: { ...decision, amount },
  };
}

/** The last calendar year of which all months are known; where none is, the last twelve months stand for it. */
function lastYearEndedWithDeficit(months: readonly FundMonth[]): boolean {
  const end = months.findLastIndex(({ month }, place) => month.endsWith('-12') && place + 1 >= MONTHS_OF_A_YEAR);
  const last = end === -1 ? months.length - 1 : end;
  return isDeficit(flowOf(months.slice(last + 1 - MONTHS_OF_A_YEAR, last + 1)));
}

/** What was paid in twelve months, the oldest first, counted back from the last month. */
function paidByYear(months: readonly FundMonth[]): Fen[] {
  const paid: Fen[] = [];
  for (let end = months.length; end >= MONTHS_OF_A_YEAR; end -= MONTHS_OF_A_YEAR)
    paid.unshift(flowOf(months.slice(end - MONTHS_OF_A_YEAR, end)).spending);
  return paid;
}
