import type { ExactDecimal } from '../../reference-data/index.js';
import { operand, type BreakdownLine, type Rule } from '../breakdown.js';
import type { Sourced } from '../policy/citation.js';
import { times, type Ratio } from '../ratio.js';
import { roundToFen } from '../rounding.js';
import type { RoundingRules } from '../rounding-section.js';
import { TERMS } from './terms.js';

const RULE: Rule = {
  id: 'points-times-value',
  label: { zh: '支付标准', en: 'Payment standard' },
  formula: { zh: '病例分值 × 点值', en: 'case points × point value' },
};

/** What points are worth: the one place where points become money and are rounded. */
export function payPoints(points: Ratio, pointValue: Sourced<ExactDecimal>, { amount }: RoundingRules): BreakdownLine {
  return {
    rule: RULE,
    operands: [operand(TERMS.casePoints, points), operand(TERMS.pointValue, pointValue.value, pointValue.citation)],
    amount: roundToFen(times(points, pointValue.value), amount.value),
    citation: pointValue.citation,
  };
}
