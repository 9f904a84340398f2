import { isWithin, type BilingualText, type Bounds } from '../../reference-data/index.js';
import { operand, type CalculationStep, type Rule } from '../breakdown.js';
import type { Citation } from '../policy/citation.js';
import type { Ratio } from '../ratio.js';
import type { AnnualSettlement } from './annual-settlement.js';
import { deadlineIn, rowOfYear, type ClearingValues } from './clearing-section.js';
import type { SettlementValues } from './settlement-section.js';

/** Something of a cleared year that the policy wants within a limit. Nothing that is paid hangs on it: what lies beyond is for people to explain. */
export interface MeasuredLimit {
  readonly id: 'left-for-clearing' | 'fairness';
  readonly name: BilingualText;
  /** Exact share. */
  readonly measured: Ratio;
  readonly limit: Bounds;
  readonly isWithin: boolean;
  readonly citation: Citation;
}

const RULES = {
  'left-for-clearing': {
    id: 'left-for-clearing',
    label: { zh: '留待清算的比例', en: 'Share left for clearing' },
    formula: { zh: '（年度应付 − 月度已付）÷ 年度应付', en: '(due for the year − months) ÷ due for the year' },
  },
  fairness: {
    id: 'fairness',
    label: { zh: '付费偏差', en: 'Gap to what hospitals advanced' },
    formula: { zh: '|年度应付 − 垫付| ÷ 垫付', en: '|due − advanced| ÷ advanced' },
  },
} as const satisfies Record<MeasuredLimit['id'], Rule>;

/** What a fund's cleared year is held against, as far as the region sets limits; what was left for clearing only where months were paid. */
export function yearLimits(
  { year, hospitals, leftForClearing, fairness }: AnnualSettlement,
  settlement: SettlementValues,
  clearing: ClearingValues | undefined,
): readonly MeasuredLimit[] {
  const limits: MeasuredLimit[] = [];
  const add = (id: MeasuredLimit['id'], measured: Ratio, limit: Bounds, citation: Citation): void => {
    limits.push({ id, name: RULES[id].label, measured, limit, isWithin: isWithin(measured, limit), citation });
  };
  const left = clearing && rowOfYear(year, clearing)?.leftForClearing;
  const wasPaid = hospitals.some(({ months }) => months !== 0n);
  if (clearing !== undefined && left !== undefined && leftForClearing !== undefined && wasPaid)
    add('left-for-clearing', leftForClearing, left, clearing.deadlines.citation);
  if (fairness !== undefined && settlement.fairness !== undefined)
    add('fairness', fairness.gap, settlement.fairness.value, settlement.fairness.citation);
  return limits;
}

/** A limit as a step of the settlement. */
export function stepOfLimit({ id, measured, limit, citation }: MeasuredLimit): CalculationStep {
  const rule = RULES[id];
  const asked = operand({ zh: '限值', en: 'limit', unit: '1' }, limit.printed, citation);
  return { rule, operands: [asked], result: operand({ ...rule.label, unit: '1' }, measured), citation };
}

/** By when a year is cleared, `YYYY-MM-DD`; absent where the region says nothing of it. */
export const deadlineOf = (year: number, clearing: ClearingValues | undefined): string | undefined => {
  const row = clearing && rowOfYear(year, clearing);
  return row && deadlineIn(year, row, clearing);
};
