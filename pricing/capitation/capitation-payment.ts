import { amountOperand, operand, paymentBreakdown, type BreakdownLine, type PaymentBreakdown } from '../breakdown.js';
import { notNegative } from '../case-facts.js';
import { PricingError } from '../errors.js';
import { fen, lesserFen, NO_MONEY, subtractFen, sumFen, yuanOf, type Fen } from '../money.js';
import { times } from '../ratio.js';
import { roundToFen } from '../rounding.js';
import type { RoundingRules } from '../rounding-section.js';
import type { CapitationValues } from './capitation-section.js';
import { CAPITATION_RULES as RULES, CAPITATION_TERMS as TERMS } from './capitation-terms.js';
import { headBudget, type HeadBudget } from './head-budget.js';
import type { SignedHeads } from './signed-heads.js';

/** Fund payments for a visit of signed people to another institution, or for several of a kind. */
export interface CareElsewhere {
  readonly amount: Fen;
  /** Whether the institution sent them there; needed where the region asks. */
  readonly isReferred?: boolean | undefined;
}

/** A year, or another period of the head rate, of one institution and one fund. */
export interface CapitatedYear {
  /** Named in errors. */
  readonly institution: string;
  readonly signed: readonly SignedHeads[];
  readonly careElsewhere?: readonly CareElsewhere[] | undefined;
  /** Fund payments for care in the institution itself; absent before the year is over. */
  readonly ownCare?: Fen | undefined;
}

/** What an institution is paid for its signed people. */
export interface CapitationPayment extends Omit<HeadBudget, 'lines' | 'steps'> {
  /** Care elsewhere that came off. */
  readonly elsewhere: Fen;
  /** What is left of the budget after all care, below zero an overspend; absent before the year is over. */
  readonly surplus?: Fen;
  /** Unit: fen; the total of the breakdown. Below zero where more care was bought elsewhere than there is budget. */
  readonly payment: Fen;
  readonly breakdown: PaymentBreakdown;
}

/**
 * Pays the heads of an institution: the budget of its cells, less care elsewhere; at the end of the year the institution keeps its surplus and
 * bears its overspend, but for what the region shares.
 *
 * @throws PRICING_NO_ROW when people are in no cell; PRICING_FACT_MISSING, PRICING_NOT_A_COUNT, PRICING_FACT_INVALID
 */
export function capitationPayment(year: CapitatedYear, values: CapitationValues, rounding: RoundingRules): CapitationPayment {
  const { lines, steps, ...budget } = headBudget(year.institution, year.signed, values, rounding);
  const elsewhere = careThatComesOff(year, values);
  const off: BreakdownLine = {
    rule: RULES.elsewhere,
    operands: [amountOperand(TERMS.elsewhere, elsewhere)],
    amount: fen(-elsewhere),
    citation: values.careElsewhere.citation,
  };
  const before = [...lines, ...(elsewhere === NO_MONEY ? [] : [off])];
  const amounts = { ...budget, elsewhere };
  if (year.ownCare === undefined) {
    const payment = subtractFen(budget.budget, elsewhere);
    return { ...amounts, payment, breakdown: paymentBreakdown(payment, before, steps) };
  }
  const own = notNegative(year.ownCare, { of: year.institution, field: 'ownCare' });
  const surplus = subtractFen(subtractFen(budget.budget, elsewhere), own);
  const all = [...before, ...clearing(surplus, budget.budget, values, rounding)];
  const payment = sumFen(all.map(({ amount }) => amount));
  const operands = [
    amountOperand(TERMS.budget, budget.budget),
    amountOperand(TERMS.elsewhere, elsewhere),
    amountOperand(TERMS.own, own),
  ];
  const step = { rule: RULES.surplus, operands, result: amountOperand(TERMS.surplus, surplus) };
  return { ...amounts, surplus, payment, breakdown: paymentBreakdown(payment, all, [...steps, step]) };
}

function careThatComesOff({ institution, careElsewhere = [] }: CapitatedYear, { careElsewhere: rule }: CapitationValues): Fen {
  if (rule.value === 'none') return NO_MONEY;
  const counted = careElsewhere.filter(({ isReferred }) => {
    if (rule.value === 'all') return true;
    if (isReferred === undefined) throw new PricingError('PRICING_FACT_MISSING', { case: institution, field: 'isReferred' });
    return isReferred === (rule.value === 'referred');
  });
  return sumFen(counted.map(({ amount }) => notNegative(amount, { of: institution, field: 'careElsewhere' })));
}

/** What the region takes of a surplus, or adds to an overspend. */
function clearing(surplus: Fen, budget: Fen, values: CapitationValues, { amount: { value } }: RoundingRules): BreakdownLine[] {
  const { surplusKept, surplusCap, overspendShared } = values;
  const balance = amountOperand(TERMS.surplus, surplus);
  if (surplus < 0n) {
    if (overspendShared === undefined) return [];
    const { citation } = overspendShared;
    const operands = [balance, operand(TERMS.shared, overspendShared.value, citation)];
    const amount = roundToFen(times(yuanOf(fen(-surplus)), overspendShared.value), value);
    return [{ rule: RULES.shared, operands, amount, citation }];
  }
  const own = surplusKept === undefined ? surplus : roundToFen(times(yuanOf(surplus), surplusKept.value), value);
  const kept = surplusCap === undefined ? own : lesserFen(own, roundToFen(times(yuanOf(budget), surplusCap.value), value));
  const citation = (surplusKept ?? surplusCap)?.citation;
  if (citation === undefined || kept === surplus) return [];
  const operands = [
    balance,
    ...(surplusKept === undefined ? [] : [operand(TERMS.kept, surplusKept.value, surplusKept.citation)]),
    ...(surplusCap === undefined ? [] : [operand(TERMS.keptMost, surplusCap.value, surplusCap.citation)]),
  ];
  return [{ rule: RULES.returned, operands, amount: subtractFen(kept, surplus), citation }];
}
