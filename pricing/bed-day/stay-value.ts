import type { ExactDecimal } from '../../reference-data/index.js';
import { operand, type CalculationStep, type Rule } from '../breakdown.js';
import type { CaseFacts } from '../case-facts.js';
import { inPolicy } from '../payment-method.js';
import type { Citation } from '../policy/citation.js';
import { ONE, ratio, sumOf, times, ZERO, type Ratio } from '../ratio.js';
import { roundToFen } from '../rounding.js';
import type { RoundingRules } from '../rounding-section.js';
import type { DayRate } from './day-rates.js';
import type { DayValue, DayValues } from './day-values.js';
import { dayOperands, factorOperands, type PersonFactor } from './operands.js';
import { daysOf, segments, type PaidDays, type Segment } from './phases.js';
import { valueInPoints } from './stay-points.js';
import type { ValuedStay } from './valued-stay.js';
import { BED_DAY_TERMS as TERMS } from './terms.js';

const PHASE: Rule = {
  id: 'phase',
  label: { zh: '分段', en: 'Phase of the stay' },
  formula: { zh: '床日标准 × 人员系数 × 床日数', en: 'day rate × factor of the person × days' },
};
const DAYS: Rule = {
  id: 'bed-day-standard',
  label: { zh: '床日支付标准', en: 'Payment standard by days' },
  formula: { zh: '各段床日标准 × 床日数之和', en: 'sum over the phases of day rate × days' },
};
const PACKAGE: Rule = {
  id: 'bed-day-package',
  label: { zh: '住院包干', en: 'Package for the stay' },
  formula: { zh: '包干标准 × 人员系数', en: 'package × factor of the person' },
};

/** Values the days of a stay by the row that holds for it. */
export function stayValue(
  facts: CaseFacts,
  row: DayRate,
  paid: PaidDays,
  factor: PersonFactor,
  values: DayValues,
  rounding: RoundingRules,
): ValuedStay {
  const { citation } = values.rates;
  if (row.pays === 'package') return packageValue(row.package, paid, factor, citation, rounding);
  const laid = laidOut(facts, row, paid, values);
  return values.counts.value === 'points'
    ? valueInPoints(facts, laid, factor, values, rounding)
    : valueInYuan(laid, factor, citation, rounding);
}

/** The days of the stay in the phases of its row; a row without phases has one that never ends. */
function laidOut(facts: CaseFacts, row: Exclude<DayRate, { pays: 'package' }>, paid: PaidDays, values: DayValues) {
  const place = { parameter: values.rates.citation.parameter, of: facts.caseId };
  if (row.pays === 'phases') {
    const reading = inPolicy(values.phaseReading, 'bed-day.phaseReading', facts);
    return segments<DayValue>(row.phases, paid, reading.value, place);
  }
  const only: DayValue = row.pays === 'rate' ? { from: 1, rate: row.rate } : { from: 1, points: row.points };
  return segments([only], paid, 'marginal', place);
}

/** One sum for as many days as the stay takes; nothing where the year has no day left. */
function packageValue(
  sum: ExactDecimal,
  { before, days }: PaidDays,
  factor: PersonFactor,
  citation: Citation,
  { amount }: RoundingRules,
): ValuedStay {
  const isPaid = days > 0n;
  const exact = isPaid ? times(sum, factor.value) : ZERO;
  const operands = [operand(TERMS.package, sum, citation), ...factorOperands(factor)];
  const line = { rule: PACKAGE, operands, amount: roundToFen(exact, amount.value), citation };
  return { exact, line, steps: [], segments: isPaid ? [{ first: before + 1n, last: before + days, value: ONE }] : [] };
}

function valueInYuan(
  laid: readonly Segment<DayValue>[],
  factor: PersonFactor,
  citation: Citation,
  { amount }: RoundingRules,
): ValuedStay {
  const steps: CalculationStep[] = [];
  const parts: Ratio[] = [];
  const priced = laid.map((segment) => {
    // The check of the section has seen to it that days are money only where every row has a rate.
    const rate = 'rate' in segment.value ? segment.value.rate : segment.value.points;
    const value = times(rate, factor.value);
    const part = times(value, ratio(daysOf(segment)));
    const operands = [operand(TERMS.rate, rate, citation), ...factorOperands(factor), ...dayOperands(segment)];
    steps.push({ rule: PHASE, operands, result: operand(TERMS.standard, part), citation });
    parts.push(part);
    return { ...segment, value };
  });
  const exact = sumOf(parts);
  const operands = parts.map((part) => operand(TERMS.standard, part));
  return { exact, line: { rule: DAYS, operands, amount: roundToFen(exact, amount.value), citation }, steps, segments: priced };
}
