import { operand, type CalculationStep, type Rule } from '../breakdown.js';
import type { CaseFacts } from '../case-facts.js';
import { inPolicy } from '../payment-method.js';
import { payPoints } from '../points/pay-points.js';
import { ratio, sumOf, times, type Ratio } from '../ratio.js';
import { rounded } from '../rounding.js';
import type { RoundingRules } from '../rounding-section.js';
import { pointsOfDay } from './day-points.js';
import type { DayValue, DayValues } from './day-values.js';
import { dayOperands, factorOperands, type PersonFactor } from './operands.js';
import { daysOf, type Segment } from './phases.js';
import type { ValuedStay } from './valued-stay.js';
import { BED_DAY_TERMS as TERMS } from './terms.js';

const PUBLISHED: Rule = {
  id: 'day-points',
  label: { zh: '床日点数', en: 'Points of a day' },
  formula: { zh: '公布的床日点数 × 人员系数', en: 'published points a day × factor of the person' },
};
const FROM_RATE: Rule = {
  id: 'day-points',
  label: { zh: '床日点数', en: 'Points of a day' },
  formula: {
    zh: '床日标准 × 人员系数 ÷ 全部病例次均费用 × 点数基数',
    en: 'day rate × factor of the person ÷ mean charges of all cases × scale',
  },
};
const CASE_POINTS: Rule = {
  id: 'bed-day-points',
  label: { zh: '病例点数', en: 'Points of the case' },
  formula: { zh: '各床日点数之和', en: 'sum of the points of all days' },
};

/** Adds up the points of all days and turns them into money once. */
export function valueInPoints(
  facts: CaseFacts,
  laid: readonly Segment<DayValue>[],
  factor: PersonFactor,
  values: DayValues,
  rounding: RoundingRules,
): ValuedStay {
  const pointValue = inPolicy(values.pointValue, 'bed-day.pointValue', facts);
  const steps: CalculationStep[] = [];
  const counted = laid.map((segment) => {
    const { points, step } = pointsOf(facts, segment.value, factor, values);
    steps.push(step);
    return { ...segment, value: points };
  });
  const all = sumOf(counted.map((segment) => times(segment.value, ratio(daysOf(segment)))));
  const casePoints = rounded(all, rounding.points?.value);
  const operands = counted.flatMap((segment) => [operand(TERMS.dayPoints, segment.value), ...dayOperands(segment)]);
  steps.push({ rule: CASE_POINTS, operands, result: operand(TERMS.casePoints, casePoints), citation: values.counts.citation });
  const line = payPoints(casePoints, pointValue, rounding);
  return { exact: times(casePoints, pointValue.value), line, casePoints, steps, segments: counted };
}

function pointsOf(
  facts: CaseFacts,
  day: DayValue,
  factor: PersonFactor,
  values: DayValues,
): { readonly points: Ratio; readonly step: CalculationStep } {
  const { citation } = values.rates;
  if ('points' in day) {
    const points = times(day.points, factor.value);
    const operands = [operand(TERMS.dayPoints, day.points, citation), ...factorOperands(factor)];
    return { points, step: { rule: PUBLISHED, operands, result: operand(TERMS.dayPoints, points), citation } };
  }
  const mean = inPolicy(values.meanCaseCharges, 'bed-day.meanCaseCharges', facts);
  const scale = inPolicy(values.scale, 'bed-day.scale', facts);
  const against = { meanCharges: mean.value, scale: scale.value };
  const points = pointsOfDay(times(day.rate, factor.value), against, values.dayPointsRounding?.value);
  const operands = [
    operand(TERMS.rate, day.rate, citation),
    ...factorOperands(factor),
    operand(TERMS.meanCharges, mean.value, mean.citation),
    operand(TERMS.scale, scale.value, scale.citation),
  ];
  return { points, step: { rule: FROM_RATE, operands, result: operand(TERMS.dayPoints, points), citation } };
}
