import { isWithin, type Bounds } from '../../reference-data/index.js';
import type { Outcome } from '../outcome.js';
import type { Citation, Sourced } from '../policy/citation.js';
import type { Ratio } from '../ratio.js';

/** Something that people should look at, the number that raised it, and the threshold it is held against. */
export interface RiskAlarm extends Outcome {
  readonly value: Ratio;
  readonly threshold: string;
  readonly citation: Citation;
}

/** What an alarm is called. */
export const ALARMS = {
  currentLimit: { id: 'current-balance-rate', zh: '当期结余率超过上限', en: 'The current balance rate is over its limit' },
  accumulatedLimit: { id: 'accumulated-rate', zh: '累计结余率超过上限', en: 'The accumulated balance rate is over its limit' },
  incomeGrowth: { id: 'income-growth', zh: '收入同比增速预警', en: 'Income grows too slowly' },
  spendingGrowth: { id: 'spending-growth', zh: '支出同比增速预警', en: 'Spending grows too fast' },
  budgetPace: { id: 'budget-pace', zh: '预算执行进度预警', en: 'The budget is used up before its year' },
  support: { id: 'support', zh: '抚养比预警', en: 'There are too few workers for each retiree' },
  deficit: { id: 'deficit', zh: '近12个月当期赤字', en: 'The last twelve months ended with a deficit' },
} as const satisfies Readonly<Record<string, Outcome>>;

/** An alarm where a number lies within the bounds that say so. */
export function alarmWithin(name: Outcome, value: Ratio | undefined, rule: Sourced<Bounds> | undefined): readonly RiskAlarm[] {
  return value !== undefined && rule !== undefined && isWithin(value, rule.value) ? [raised(name, value, rule)] : [];
}

/** An alarm where a number breaks a limit that it should keep. */
export function alarmBeyond(name: Outcome, value: Ratio, limit: Sourced<Bounds> | undefined): readonly RiskAlarm[] {
  return limit !== undefined && !isWithin(value, limit.value) ? [raised(name, value, limit)] : [];
}

const raised = (name: Outcome, value: Ratio, { value: threshold, citation }: Sourced<Bounds>): RiskAlarm => ({
  ...name,
  value,
  threshold: threshold.printed,
  citation,
});
