import { z } from 'zod';
import { isWithin } from '../../reference-data/index.js';
import { amountOperand, operand, paymentBreakdown, type BreakdownLine, type Rule, type Term } from '../breakdown.js';
import { countedCharges, needed, type CaseFacts } from '../case-facts.js';
import { published } from '../group-values.js';
import { greaterFen, NO_MONEY, sumFen, yuanOf, type Fen } from '../money.js';
import { MAY_APPLY_FOR_REVIEW, NORMAL, type Outcome } from '../outcome.js';
import { neededGroup, paymentMethod, type MethodResult } from '../payment-method.js';
import { NO_COEFFICIENT } from '../points/case-points.js';
import { ZONES } from '../points/deviation.js';
import { coefficientTable, hospitalCoefficient } from '../points/hospital-coefficient.js';
import { payCharges } from '../points/pay-charges.js';
import { TERMS } from '../points/terms.js';
import type { Citation } from '../policy/citation.js';
import { optional, required } from '../policy/parameter.js';
import { policySection } from '../policy/section.js';
import { bounds, decimal, flag, positive } from '../policy/values.js';
import { isZero, minus, over, productOf, times, type Ratio } from '../ratio.js';
import { roundToFen } from '../rounding.js';
import type { RoundingRules } from '../rounding-section.js';

/**
 * Cases whose charges are far from their payment standard. Rows are asked in order; a row may be for hospitals of one level, since regions
 * draw the line of extreme cost differently for them.
 */
const zone = z.strictObject({
  zone: z.enum(['low', 'high']),
  level: z.enum(['1', '2', '3']).transform(Number).optional(),
  /** On the charges as a multiple of the payment standard. */
  when: bounds,
  /** `excess`: the standard, and the charges above so many times the standard. */
  pays: z.discriminatedUnion('rule', [
    z.strictObject({ rule: z.literal('standard') }),
    z.strictObject({ rule: z.literal('actual-charges') }),
    z.strictObject({ rule: z.literal('excess'), above: decimal }),
  ]),
  mayApplyForReview: flag.optional(),
});
type Zone = z.output<typeof zone>;

/** What a region decides about paying weight by rate (按费率付费). */
const SECTION = policySection({
  id: 'drg-rate',
  title: { zh: 'DRG 付费（费率法）', en: 'Payment by DRG, weight by rate' },
  parameters: {
    baseRate: required('yuan-per-weight', { zh: '费率', en: 'Base rate' }, positive, { isPerFund: true }),
    hospitalCoefficients: required('table', { zh: '调整系数', en: 'Hospital coefficients' }, coefficientTable),
    zones: optional('table', { zh: '极高、极低费用病例', en: 'Cases of extreme cost' }, z.array(zone).min(1)),
  },
});

const WEIGHT: Term = { zh: '权重', en: 'relative weight', unit: '1' };
const RATE: Term = { zh: '费率', en: 'base rate', unit: 'yuan-per-weight' };
const STANDARD: Term = { zh: '支付标准', en: 'payment standard', unit: 'yuan' };

const PAYS_WEIGHT: Rule = {
  id: 'weight-times-rate',
  label: { zh: '支付标准', en: 'Payment standard' },
  formula: { zh: '权重 × 费率 × 调整系数', en: 'relative weight × base rate × hospital coefficient' },
};
const PAYS_EXCESS: Rule = {
  id: 'excess-over-standard',
  label: { zh: '高倍率追加', en: 'Charges above the multiple' },
  formula: { zh: '费用 − 倍率界值 × 支付标准', en: 'charges − multiple × payment standard' },
};

/** DRG by rate: relative weight × base rate × hospital coefficient; primary-care groups (基层病组) have the coefficient 1. */
export const DRG_RATE = paymentMethod({
  section: SECTION,
  title: SECTION.title,
  price(facts, group, values, { rounding }): MethodResult {
    const known = neededGroup(facts, group, SECTION.id);
    const weight = published(known, 'relativeWeight');
    const { baseRate } = values;
    const coefficient = known.isPrimaryCare ? NO_COEFFICIENT : hospitalCoefficient(values.hospitalCoefficients, facts, known);
    const exact = productOf([weight.value, baseRate.value, coefficient.value]);
    const standard: BreakdownLine = {
      rule: PAYS_WEIGHT,
      operands: [
        operand(WEIGHT, weight.value, weight.citation),
        operand(RATE, baseRate.value, baseRate.citation),
        operand(TERMS.hospital, coefficient.value, coefficient.citation),
      ],
      amount: roundToFen(exact, rounding.amount.value),
      citation: baseRate.citation,
    };
    if (values.zones === undefined || isZero(exact)) return resultOf(NORMAL, [standard]);
    const charges = countedCharges(facts);
    const zone = zoneOf(facts, values.zones.value, over(yuanOf(charges), exact));
    if (zone === undefined) return resultOf(NORMAL, [standard]);
    const lines = linesOf(zone, values.zones.citation, standard, charges, rounding);
    return resultOf({ id: zone.zone, ...ZONES[zone.zone] }, lines, zone.mayApplyForReview === true ? [MAY_APPLY_FOR_REVIEW] : []);
  },
});

function zoneOf(facts: CaseFacts, zones: readonly Zone[], multiple: Ratio): Zone | undefined {
  return zones.find(
    ({ level, when }) => isWithin(multiple, when) && (level === undefined || level === needed(facts, 'hospitalLevel')),
  );
}

function linesOf(
  { pays }: Zone,
  citation: Citation,
  standard: BreakdownLine,
  charges: Fen,
  { amount }: RoundingRules,
): BreakdownLine[] {
  if (pays.rule === 'standard') return [standard];
  if (pays.rule === 'actual-charges') return [payCharges(charges, citation)];
  const exceeded = times(pays.above, yuanOf(standard.amount));
  const excess: BreakdownLine = {
    rule: PAYS_EXCESS,
    operands: [
      amountOperand(TERMS.allowedCharges, charges),
      operand(TERMS.above, pays.above, citation),
      amountOperand(STANDARD, standard.amount),
    ],
    amount: greaterFen(NO_MONEY, roundToFen(minus(yuanOf(charges), exceeded), amount.value)),
    citation,
  };
  return [standard, excess];
}

function resultOf(outcome: Outcome, lines: readonly BreakdownLine[], notices: readonly Outcome[] = []): MethodResult {
  const amount = sumFen(lines.map((line) => line.amount));
  return { method: SECTION.id, outcome, covers: 'stay', amount, breakdown: paymentBreakdown(amount, lines), notices };
}
