import { allocate } from '../allocate.js';
import { amountOperand, operand, type BreakdownLine, type Rule, type Term } from '../breakdown.js';
import { lesserFen, subtractFen, yuanOf, type Fen } from '../money.js';
import type { Sourced } from '../policy/citation.js';
import { ONE, times, ZERO, type Ratio } from '../ratio.js';
import { roundToFen } from '../rounding.js';
import type { RoundingRules } from '../rounding-section.js';
import type { ConsortiumValues } from './consortium-section.js';
import { neededOf, type YearFacts } from './package-facts.js';
import { scoreFactor } from './score-factor.js';

/** Where a surplus goes. Unit: fen; the parts add up to it. */
export interface SharedSurplus {
  /** What the assessment leaves to the consortium. */
  readonly kept: Fen;
  /** Part of what is kept. */
  readonly toRiskFund: Fen;
  /** What the assessment takes back. */
  readonly toFund: Fen;
  /** In the order of the policy; they add up to what is kept, less what the risk fund gets. */
  readonly parties: readonly { readonly to: string; readonly amount: Fen }[];
  readonly lines: readonly BreakdownLine[];
}

const TERMS = {
  surplus: { zh: '结余', en: 'surplus', unit: 'yuan' },
  kept: { zh: '留用结余', en: 'kept surplus', unit: 'yuan' },
  split: { zh: '待分配结余', en: 'surplus to split', unit: 'yuan' },
  score: { zh: '考核得分', en: 'score of the assessment', unit: '1' },
  factor: { zh: '考核系数', en: 'factor by score', unit: '1' },
  share: { zh: '比例', en: 'share', unit: '1' },
  weight: { zh: '分配权重', en: 'weight', unit: '1' },
} as const satisfies Record<string, Term>;

const TO_RISK_FUND: Rule = {
  id: 'to-risk-fund',
  label: { zh: '转入风险基金', en: 'To the risk fund' },
  formula: { zh: '留用结余 × 比例', en: 'kept surplus × share' },
};
const TO_FUND: Rule = {
  id: 'back-to-fund',
  label: { zh: '考核扣减，留在基金', en: 'Not kept: stays with the fund' },
  formula: { zh: '结余 − 结余 × 考核系数', en: 'surplus − surplus × factor by score' },
};
const TO_PARTY = { zh: '待分配结余 ÷ 权重合计 × 本方权重', en: 'surplus to split ÷ sum of weights × own weight' };

/** Splits a surplus: × the factor of the score, less the risk fund's part, by weight among the parties. */
export function shareSurplus(
  surplus: Fen,
  facts: YearFacts,
  values: ConsortiumValues,
  { amount: { value: rounding } }: RoundingRules,
): SharedSurplus {
  const { scoreFactors, surplusToRiskFund, surplusSplit, allocation } = values;
  const factor = scoreFactors === undefined ? ONE : scoreFactor(neededOf(facts, 'score'), scoreFactors, facts.consortium);
  const part = (whole: Fen, by: Ratio): Fen => lesserFen(whole, roundToFen(times(yuanOf(whole), by), rounding));
  const kept = part(surplus, factor);
  const toFund = subtractFen(surplus, kept);
  const toRiskFund = part(kept, surplusToRiskFund?.value ?? ZERO);
  const split = subtractFen(kept, toRiskFund);
  const weights = surplusSplit.value.map(({ weight }) => weight);
  const amounts = allocate(split, weights, { method: allocation.value, rule: rounding.rule });
  const lines: BreakdownLine[] = [
    ...surplusSplit.value.map(({ to, name, weight }, place) => ({
      rule: { id: `surplus-to: ${to}`, label: name, formula: TO_PARTY },
      operands: [amountOperand(TERMS.split, split), operand(TERMS.weight, weight, surplusSplit.citation)],
      amount: amounts[place]!,
      citation: surplusSplit.citation,
    })),
    ...partLine(TO_RISK_FUND, toRiskFund, surplusToRiskFund, (share) => [
      amountOperand(TERMS.kept, kept),
      operand(TERMS.share, share.value, share.citation),
    ]),
    ...partLine(TO_FUND, toFund, scoreFactors, ({ citation }) => [
      amountOperand(TERMS.surplus, surplus),
      operand(TERMS.score, neededOf(facts, 'score')),
      operand(TERMS.factor, factor, citation),
    ]),
  ];
  const parties = surplusSplit.value.map(({ to }, place) => ({ to, amount: amounts[place]! }));
  return { kept, toRiskFund, toFund, parties, lines };
}

/** A line of a rule that the region may do without. */
function partLine<Value>(
  rule: Rule,
  amount: Fen,
  sourced: Sourced<Value> | undefined,
  operandsOf: (sourced: Sourced<Value>) => BreakdownLine['operands'],
): BreakdownLine[] {
  return sourced === undefined ? [] : [{ rule, operands: operandsOf(sourced), amount, citation: sourced.citation }];
}
