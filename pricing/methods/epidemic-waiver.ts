import { z } from 'zod';
import { allocate } from '../allocate.js';
import { amountOperand, operand, paymentBreakdown, type BreakdownLine, type CalculationStep, type Rule } from '../breakdown.js';
import { countedCharges, neededAmount, type CaseFacts } from '../case-facts.js';
import { PricingError } from '../errors.js';
import { printYuan, subtractFen, sumFen, type Fen } from '../money.js';
import type { Outcome } from '../outcome.js';
import { paymentMethod, type MethodResult } from '../payment-method.js';
import { optional, required } from '../policy/parameter.js';
import { policySection, type ValuesOf } from '../policy/section.js';
import { positive, word } from '../policy/values.js';
import { heldToBudget } from '../router/held-to-budget.js';

/** Limits that leave charges to the patient, and the fact that states those charges. */
const LEFT_TO_PATIENT = { catalogue: 'selfPaid', 'price-limits': 'overLimit', 'first-self-pay': 'firstSelfPaid' } as const;
const LIMITS = ['catalogue', 'price-limits', 'first-self-pay'] as const satisfies readonly (keyof typeof LEFT_TO_PATIENT)[];

const distinct = (listed: readonly string[]): boolean => new Set(listed).size === listed.length;

/** What a region decides about cases of a major epidemic or other emergency (重大疫情等特殊情形). */
const SECTION = policySection({
  id: 'epidemic-waiver',
  title: { zh: '重大疫情医疗保障', en: 'Waiver in a major epidemic' },
  parameters: {
    /** Limits that do not hold for such a case; `[]` where all of them hold. */
    waives: required(
      'choice',
      { zh: '免除的限制', en: 'Limits that are waived' },
      z.array(z.enum(LIMITS)).refine(distinct, '×2'),
    ),
    /** Reserves that bear the cost together, such as the medical insurance fund and public money, by weight; without it there is one. */
    reserves: optional(
      'table',
      { zh: '应急资金来源', en: 'Reserves' },
      z
        .array(z.strictObject({ from: word, weight: positive }))
        .min(1)
        .refine((all) => distinct(all.map(({ from }) => from)), '×2'),
    ),
  },
});

type WaiverValues = ValuesOf<typeof SECTION>;

const AT_COST: Outcome = { id: 'at-cost', zh: '按实际费用保障', en: 'Paid at cost' };

const TERMS = {
  charges: { zh: '审核后费用', en: 'allowed charges', unit: 'yuan' },
  selfPaid: { zh: '全自费', en: 'full self-pay', unit: 'yuan' },
  overLimit: { zh: '超限价自费', en: 'over the price limit', unit: 'yuan' },
  firstSelfPaid: { zh: '先行自付', en: 'first self-pay', unit: 'yuan' },
  cost: { zh: '保障金额', en: 'cost that is met', unit: 'yuan' },
  weight: { zh: '分担权重', en: 'weight of the reserve', unit: '1' },
} as const;

const COST: Rule = {
  id: 'cost-that-is-met',
  label: { zh: '保障金额', en: 'Cost that is met' },
  formula: { zh: '审核后费用 − 未免除限制的自费部分', en: 'allowed charges − what limits that still hold leave to the patient' },
};
const WHOLE: Rule = {
  id: 'from-the-reserve',
  label: { zh: '应急资金支付', en: 'Paid from the emergency reserve' },
  formula: { zh: '保障金额', en: 'cost that is met' },
};

/** Epidemic waiver: at cost, from the emergency reserve, outside every line of the budget. */
export const EPIDEMIC_WAIVER = paymentMethod({
  section: SECTION,
  title: SECTION.title,
  price(facts, _group, values, { route }): MethodResult {
    heldToBudget(route, 'outside-budget', SECTION.id);
    const { amount, step } = costOf(facts, values);
    const breakdown = paymentBreakdown(amount, linesOf(amount, values), [step]);
    return { method: SECTION.id, outcome: AT_COST, covers: 'fund', amount, breakdown, notices: [] };
  },
});

function costOf(facts: CaseFacts, { waives }: WaiverValues): { readonly amount: Fen; readonly step: CalculationStep } {
  const charges = countedCharges(facts);
  const left = LIMITS.filter((limit) => !waives.value.includes(limit)).map((limit) => {
    const field = LEFT_TO_PATIENT[limit];
    return { field, amount: neededAmount(facts, field) };
  });
  const amount = subtractFen(charges, sumFen(left.map((part) => part.amount)));
  if (amount < 0n) throw new PricingError('PRICING_BELOW_ZERO', { of: facts.caseId, field: COST.id, value: printYuan(amount) });
  const operands = [amountOperand(TERMS.charges, charges), ...left.map((part) => amountOperand(TERMS[part.field], part.amount))];
  return { amount, step: { rule: COST, operands, result: amountOperand(TERMS.cost, amount), citation: waives.citation } };
}

function linesOf(amount: Fen, { waives, reserves }: WaiverValues): readonly BreakdownLine[] {
  const cost = amountOperand(TERMS.cost, amount);
  if (reserves === undefined) return [{ rule: WHOLE, operands: [cost], amount, citation: waives.citation }];
  const { value: table, citation } = reserves;
  const shares = allocate(
    amount,
    table.map(({ weight }) => weight),
  );
  return table.map(({ from, weight }, place) => ({
    rule: { ...WHOLE, id: `${WHOLE.id}: ${from}`, label: { zh: `${WHOLE.label.zh}：${from}`, en: `${WHOLE.label.en}: ${from}` } },
    operands: [cost, operand(TERMS.weight, weight, citation)],
    amount: shares[place]!,
    citation,
  }));
}
