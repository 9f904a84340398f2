import type { ExactDecimal } from '../../reference-data/index.js';
import { amountOperand, operand, type BreakdownLine, type CalculationStep, type Operand, type Rule } from '../breakdown.js';
import { countedCharges, neededAmount, type CaseFacts } from '../case-facts.js';
import { subtractFen, yuanOf, type Fen } from '../money.js';
import type { Citation, Sourced } from '../policy/citation.js';
import { compare, times, type Ratio } from '../ratio.js';
import { roundToFen, type Rounding } from '../rounding.js';
import type { PaidDays } from './phases.js';
import { fundShare, type FundShareRule } from './fund-share.js';
import type { ValuedStay } from './valued-stay.js';
import { BED_DAY_TERMS as TERMS } from './terms.js';

/** What is left of the worth of the days after each rule, and how it came about. */
export interface PaidPart {
  /** Unit: yuan, not rounded. */
  readonly exact: Ratio;
  /** Unit: fen; the sum of the lines. */
  readonly amount: Fen;
  readonly lines: readonly BreakdownLine[];
  readonly steps: readonly CalculationStep[];
}

const SAVES: Rule = {
  id: 'actual-below-rate',
  label: { zh: '低于标准部分', en: 'Cost less than the days are worth' },
  formula: { zh: '实际费用 − 床日支付标准', en: 'actual charges − payment standard by days' },
};
const COUNTED: Rule = {
  id: 'counted',
  label: { zh: '计入费用', en: 'Amount that counts' },
  formula: { zh: '床日支付标准，按规定不超过实际费用', en: 'the payment standard by days, or the actual charges if less' },
};
const FUND_PART: Rule = {
  id: 'fund-part',
  label: { zh: '基金应付', en: "The fund's part" },
  formula: { zh: '计入费用 × 基金支付比例', en: 'amount that counts × fund share' },
};
const PATIENT_PART: Rule = {
  id: 'patient-part',
  label: { zh: '个人负担部分', en: "The patient's part" },
  formula: { zh: '基金应付 − 计入费用', en: "the fund's part − amount that counts" },
};
const CAP: Rule = {
  id: 'advance-cap',
  label: { zh: '按垫付额封顶', en: 'Cap by the advance' },
  formula: { zh: '封顶比例 × 医院垫付统筹基金', en: "multiple × the pool's part advanced by the hospital" },
};

/** The worth of the days before any rule has lowered it. */
export const worth = ({ exact, line, steps }: ValuedStay): PaidPart => ({ exact, amount: line.amount, lines: [line], steps });

/** Paid as it cost, where that is less. @param covers Whether the rate is compared with the whole cost, or with the fund's part of it. */
export function asItCost(part: PaidPart, facts: CaseFacts, covers: 'stay' | 'fund', citation: Citation): PaidPart {
  const isFund = covers === 'fund';
  const cost = isFund ? neededAmount(facts, 'fundAdvanced') : countedCharges(facts);
  const exact = yuanOf(cost);
  if (compare(exact, part.exact) >= 0) return part;
  return lowered({ ...part, exact }, cost, SAVES, [amountOperand(isFund ? TERMS.comparedFund : TERMS.compared, cost)], citation);
}

/** Names the amount that counts: what fund and patient then share. */
export function counted(part: PaidPart, citation: Citation): PaidPart {
  const step = { rule: COUNTED, operands: [], result: amountOperand(TERMS.counted, part.amount), citation };
  return { ...part, steps: [...part.steps, step] };
}

/** The fund's share of the amount that counts; the rest is the patient's. */
export function fundPart(
  part: PaidPart,
  rule: Sourced<FundShareRule>,
  facts: CaseFacts,
  days: PaidDays,
  { segments }: ValuedStay,
  rounding: Rounding,
): PaidPart {
  const { share, operands } = fundShare(rule, facts, days, segments);
  const exact = times(part.exact, share);
  const fund = roundToFen(exact, rounding);
  const [whole, result] = [amountOperand(TERMS.counted, part.amount), amountOperand(TERMS.fundPart, fund)];
  const step = { rule: FUND_PART, operands: [whole, ...operands], result, citation: rule.citation };
  return lowered({ ...part, exact, steps: [...part.steps, step] }, fund, PATIENT_PART, [whole, result], rule.citation);
}

/** No more than a multiple of what the hospital advanced for the pool. */
export function capped(
  part: PaidPart,
  { value, citation }: Sourced<ExactDecimal>,
  facts: CaseFacts,
  rounding: Rounding,
): PaidPart {
  const advanced = neededAmount(facts, 'fundAdvanced');
  const exact = times(value, yuanOf(advanced));
  const cap = roundToFen(exact, rounding);
  const operands = [operand(TERMS.capRatio, value, citation), amountOperand(TERMS.comparedFund, advanced)];
  const step = { rule: CAP, operands, result: amountOperand(TERMS.cap, cap), citation };
  const known = { ...part, steps: [...part.steps, step] };
  return cap < part.amount ? lowered({ ...known, exact }, cap, CAP, operands, citation) : known;
}

/** Takes an amount down, or leaves it where it is, in a line of its own. */
function lowered(part: PaidPart, to: Fen, rule: Rule, operands: readonly Operand[], citation: Citation): PaidPart {
  const line = { rule, operands, amount: subtractFen(to, part.amount), citation };
  return { ...part, amount: to, lines: [...part.lines, line] };
}
