import type { ExactDecimal } from '../../reference-data/index.js';
import { operand, paymentBreakdown, type CalculationStep, type Rule, type Steps } from '../breakdown.js';
import type { Fen } from '../money.js';
import type { Outcome } from '../outcome.js';
import type { MethodResult } from '../payment-method.js';
import type { Citation, Sourced } from '../policy/citation.js';
import { compare, type Ratio } from '../ratio.js';
import { rounded } from '../rounding.js';
import type { RoundingRules } from '../rounding-section.js';
import { payCharges } from './pay-charges.js';
import { payPoints } from './pay-points.js';
import { TERMS } from './terms.js';

/** What a points method found before points become money. */
export interface FoundPoints {
  readonly outcome: Outcome;
  readonly points: Ratio;
  readonly steps: Steps;
  readonly notices?: readonly Outcome[];
}

const ROUNDS: Rule = {
  id: 'rounded-points',
  label: { zh: '分值取整', en: 'Points rounded' },
  formula: { zh: '按政策规定的位数取整', en: 'rounded to the decimals of the policy' },
};

/** Turns points into the payment standard of the stay, rounding the points first where the region does. */
export function pointsResult(
  method: string,
  { outcome, points: exact, steps, notices = [] }: FoundPoints,
  pointValue: Sourced<ExactDecimal>,
  rounding: RoundingRules,
): MethodResult {
  const casePoints = rounded(exact, rounding.points?.value);
  const line = payPoints(casePoints, pointValue, rounding);
  const all = () =>
    compare(casePoints, exact) === 0 ? steps() : [...steps(), roundingStep(exact, casePoints, rounding.points!.citation)];
  return {
    method,
    outcome,
    covers: 'stay',
    amount: line.amount,
    casePoints,
    breakdown: paymentBreakdown(line.amount, [line], all),
    notices,
  };
}

/** A stay whose charges are paid beside the points. */
export function chargesResult(method: string, outcome: Outcome, charges: Fen, citation: Citation): MethodResult {
  const line = payCharges(charges, citation);
  return { method, outcome, covers: 'stay', amount: line.amount, breakdown: paymentBreakdown(line.amount, [line]), notices: [] };
}

function roundingStep(exact: Ratio, points: Ratio, citation: Citation): CalculationStep {
  return { rule: ROUNDS, operands: [operand(TERMS.casePoints, exact)], result: operand(TERMS.casePoints, points), citation };
}
