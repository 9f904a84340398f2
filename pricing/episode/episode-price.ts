import { amountOperand, operand, paymentBreakdown, type BreakdownLine, type CalculationStep, type Rule } from '../breakdown.js';
import type { CaseFacts } from '../case-facts.js';
import type { GroupValues } from '../group-values.js';
import { fen, lesserFen, subtractFen, type Fen } from '../money.js';
import type { Outcome } from '../outcome.js';
import type { MethodResult } from '../payment-method.js';
import type { Citation } from '../policy/citation.js';
import { HALF_UP_TO_FEN, roundToFen } from '../rounding.js';
import type { RoundingRules } from '../rounding-section.js';
import { baseOf, baseOperand } from './counted-base.js';
import type { EpisodeValues, PriceRow } from './episode-section.js';
import { FIXED_PRICE, OVER_LIMIT, WITHIN_LIMIT } from './outcomes.js';
import { rowOfCase } from './row-of-case.js';
import { shareOut } from './shared-parts.js';
import { TERMS } from './terms.js';

const AT_CHARGES: Outcome = { id: 'at-charges', zh: '按费用分担', en: 'Shared as it cost' };

const RULES = {
  fixed: {
    id: 'fixed-price',
    label: { zh: '固定价格', en: 'Fixed price' },
    formula: { zh: '价格', en: 'price' },
  },
  limit: {
    id: 'limit',
    label: { zh: '限额支付', en: 'Paid within the limit' },
    formula: { zh: '费用与价格取低', en: 'the lower of charges and price' },
  },
  charges: {
    id: 'charges',
    label: { zh: '按费用', en: 'As it cost' },
    formula: { zh: '计入的费用', en: 'charges that count' },
  },
  shared: {
    id: 'shared-amount',
    label: { zh: '分担基数', en: 'Amount that is shared' },
    formula: { zh: '费用与价格取低', en: 'the lower of charges and price' },
  },
  patient: {
    id: 'less-patient-part',
    label: { zh: '减去个人负担', en: "Less the patient's part" },
    formula: { zh: '− 个人负担', en: "− the patient's part" },
  },
} as const satisfies Record<string, Rule>;

/**
 * Pays an episode by its price, or as it cost where there is no price. The patient shares the lower of price and charges, so that a fixed
 * price never costs the patient more than the care did; what the price has left is the hospital's.
 *
 * @throws PRICING_NO_ROW when no row of prices, shares or deductibles fits the case.
 */
export function episodeResult(
  method: string,
  facts: CaseFacts,
  group: GroupValues | undefined,
  values: EpisodeValues,
  { amount: { value: rounding } }: RoundingRules,
): MethodResult {
  const { prices, shares } = values;
  const base = baseOf(facts, values.base.value);
  const row = prices && rowOfCase(prices, facts, group);
  const shared = row === undefined ? base : lesserFen(base, priceOf(row));
  const standard = standardLine(row, base, shared, values);
  const common = { method, outcome: outcomeOf(row, base), notices: [] };
  if (shares === undefined)
    return { ...common, covers: 'stay', amount: standard.amount, breakdown: paymentBreakdown(standard.amount, [standard]) };
  const parts = shareOut(shared, facts, { ...values, shares }, rounding);
  const patient: BreakdownLine = {
    rule: RULES.patient,
    operands: [amountOperand(TERMS.patient, parts.patient)],
    amount: fen(-parts.patient),
    citation: shares.citation,
  };
  const amount = subtractFen(standard.amount, parts.patient);
  const steps = [sharedStep(row, base, shared, values), ...parts.steps];
  return { ...common, covers: 'fund', amount, breakdown: paymentBreakdown(amount, [standard, patient], steps) };
}

/** Prices have two decimals at most, so nothing is rounded here. */
const priceOf = ({ price }: PriceRow): Fen => roundToFen(price, HALF_UP_TO_FEN);

function outcomeOf(row: PriceRow | undefined, base: Fen): Outcome {
  if (row === undefined) return AT_CHARGES;
  if (row.pays === 'fixed') return FIXED_PRICE;
  return base > priceOf(row) ? OVER_LIMIT : WITHIN_LIMIT;
}

function standardLine(row: PriceRow | undefined, base: Fen, shared: Fen, values: EpisodeValues): BreakdownLine {
  const citation: Citation = values.prices?.citation ?? values.base.citation;
  const cost = baseOperand(base, values.base.value);
  if (row === undefined) return { rule: RULES.charges, operands: [cost], amount: base, citation };
  const price = operand(TERMS.price, row.price, citation);
  if (row.pays === 'fixed') return { rule: RULES.fixed, operands: [price], amount: priceOf(row), citation };
  return { rule: RULES.limit, operands: [cost, price], amount: shared, citation };
}

function sharedStep(row: PriceRow | undefined, base: Fen, shared: Fen, { base: counts, prices }: EpisodeValues): CalculationStep {
  const operands = [
    baseOperand(base, counts.value),
    ...(row === undefined ? [] : [operand(TERMS.price, row.price, prices?.citation)]),
  ];
  return { rule: RULES.shared, operands, result: amountOperand(TERMS.shared, shared), citation: counts.citation };
}
