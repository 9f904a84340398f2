import {
  amountOperand,
  operand,
  paymentBreakdown,
  type BreakdownLine,
  type Operand,
  type PaymentBreakdown,
  type Rule,
  type Term,
} from '../breakdown.js';
import { fen, greaterFen, NO_MONEY, subtractFen, sumFen, yuanOf, type Fen } from '../money.js';
import type { Citation } from '../policy/citation.js';
import { times } from '../ratio.js';
import { roundToFen } from '../rounding.js';
import type { RoundingRules } from '../rounding-section.js';
import type { FundForm, FundPaymentValues } from './fund-payment-section.js';
import { othersPart, part, type SettledSplit } from './settled-split.js';

/** What the fund pays for one stay. */
export interface FundPayment {
  /** Unit: fen; the total of the breakdown. */
  readonly fund: Fen;
  /** What the formula gives before the rule for negative results. */
  readonly beforeNegativeRule: Fen;
  readonly breakdown: PaymentBreakdown;
}

const TERMS = {
  standard: { zh: '支付标准', en: 'payment standard', unit: 'yuan' },
  selfPaid: { zh: '全自费', en: 'full self-pay', unit: 'yuan' },
  firstSelfPaid: { zh: '先行自付', en: 'first self-pay', unit: 'yuan' },
  overLimit: { zh: '超限价自费', en: 'over the price limit', unit: 'yuan' },
  deductible: { zh: '起付线', en: 'deductible', unit: 'yuan' },
  ratio: { zh: '政策支付比例', en: 'policy ratio', unit: '1' },
  others: { zh: '个人及其他基金支付', en: 'paid by the patient and other funds', unit: 'yuan' },
  patient: { zh: '个人支付', en: 'paid by the patient', unit: 'yuan' },
  otherFunds: { zh: '其他基金支付', en: 'paid by other funds', unit: 'yuan' },
  deductions: { zh: '扣款', en: 'deductions', unit: 'yuan' },
  share: { zh: '机构医保支付比例', en: "the hospital's fund share", unit: '1' },
} as const satisfies Record<string, Term>;

const POLICY_RATIO: Rule = {
  id: 'policy-ratio',
  label: { zh: '按政策比例支付', en: 'Policy ratio of the standard' },
  formula: {
    zh: '（支付标准 − 全自费 − 先行自付 − 起付线［− 超限价］）× 政策支付比例，不低于零',
    en: '(standard − full self-pay − first self-pay − deductible [− over-limit]) × policy ratio, not below zero',
  },
};
const HOSPITAL_SHARE: Rule = {
  id: 'hospital-share',
  label: { zh: '按机构医保支付比例', en: "The hospital's fund share of the standard" },
  formula: { zh: '支付标准 × 机构医保支付比例', en: "standard × the hospital's fund share" },
};
const FLOOR: Rule = {
  id: 'floor-at-zero',
  label: { zh: '负数按零计', en: 'Not below zero' },
  formula: { zh: '补足至零', en: 'made up to zero' },
};

/**
 * The fund's payment to the hospital for a stay with a payment standard, in the form that the region chose.
 *
 * @param standard What the method priced the stay at. Unit: fen.
 * @throws PRICING_FACT_MISSING when the form needs a part that the split does not state.
 */
export function fundPayment(standard: Fen, split: SettledSplit, values: FundPaymentValues, rounding: RoundingRules): FundPayment {
  const lines = LINES[values.form.value](standard, split, values, rounding);
  const beforeNegativeRule = sumFen(lines.map(({ amount }) => amount));
  const floored = beforeNegativeRule < 0n && values.negativeRule.value === 'floor-at-zero';
  const floor: BreakdownLine = {
    rule: FLOOR,
    operands: [],
    amount: fen(-beforeNegativeRule),
    citation: values.negativeRule.citation,
  };
  const fund = floored ? NO_MONEY : beforeNegativeRule;
  return { fund, beforeNegativeRule, breakdown: paymentBreakdown(fund, floored ? [...lines, floor] : lines) };
}

/** What the stay means to the hospital: what it receives from all sides, and that less what the stay cost. */
export function hospitalResult(fund: Fen, others: Fen, charges: Fen): { readonly receives: Fen; readonly result: Fen } {
  const receives = sumFen([fund, others]);
  return { receives, result: subtractFen(receives, charges) };
}

/** The parts of the split that a form cannot do without. */
export function neededParts({ form, overLimitLeavesBase }: FundPaymentValues): readonly SplitPart[] {
  const isOverLimitNeeded = form.value === 'policy-ratio' && overLimitLeavesBase?.value === true;
  return isOverLimitNeeded ? WITH_OVER_LIMIT : PARTS[form.value];
}

/** A part of the settlement that a form may need. */
export type SplitPart = Exclude<keyof SettledSplit, 'caseId'>;

const PARTS: Readonly<Record<FundForm, readonly SplitPart[]>> = {
  'policy-ratio': ['selfPaid', 'firstSelfPaid', 'deductible', 'policyRatio'],
  'less-others': ['patient', 'otherFunds'],
  'whole-stay': ['patient', 'otherFunds', 'deductions'],
  'hospital-share': ['hospitalFundShare'],
};
const WITH_OVER_LIMIT: readonly SplitPart[] = [...PARTS['policy-ratio'], 'overLimit'];

type Lines = (standard: Fen, split: SettledSplit, values: FundPaymentValues, rounding: RoundingRules) => readonly BreakdownLine[];

const LINES: Readonly<Record<FundForm, Lines>> = {
  'policy-ratio': (standard, split, { form, overLimitLeavesBase }, { amount }) => {
    const names = [
      'selfPaid',
      'firstSelfPaid',
      'deductible',
      ...(overLimitLeavesBase?.value === true ? (['overLimit'] as const) : []),
    ] as const;
    const base = names.reduce((rest, name) => subtractFen(rest, part(split, name)), standard);
    const ratio = part(split, 'policyRatio');
    const operands: Operand[] = [
      amountOperand(TERMS.standard, standard),
      ...names.map((name) => amountOperand(TERMS[name], part(split, name))),
      operand(TERMS.ratio, ratio),
    ];
    const paid = roundToFen(times(yuanOf(greaterFen(NO_MONEY, base)), ratio), amount.value);
    return [{ rule: POLICY_RATIO, operands, amount: paid, citation: form.citation }];
  },
  'less-others': (standard, split, { form: { citation } }) => [
    plain('standard', standard, citation),
    less('others', othersPart(split), citation),
  ],
  'whole-stay': (standard, split, { form: { citation } }) => [
    plain('standard', standard, citation),
    ...(['patient', 'otherFunds', 'deductions'] as const).map((name) => less(name, part(split, name), citation)),
  ],
  'hospital-share': (standard, split, { form }, { amount }) => {
    const share = part(split, 'hospitalFundShare');
    const operands = [amountOperand(TERMS.standard, standard), operand(TERMS.share, share)];
    return [
      {
        rule: HOSPITAL_SHARE,
        operands,
        amount: roundToFen(times(yuanOf(standard), share), amount.value),
        citation: form.citation,
      },
    ];
  },
};

/** An amount that stands for itself. */
function plain(name: keyof typeof TERMS, amount: Fen, citation: Citation): BreakdownLine {
  const { zh, en } = TERMS[name];
  return {
    rule: { id: name, label: { zh, en }, formula: { zh, en } },
    operands: [amountOperand(TERMS[name], amount)],
    amount,
    citation,
  };
}

/** An amount that is taken off. */
const less = (name: keyof typeof TERMS, amount: Fen, citation: Citation): BreakdownLine => ({
  ...plain(name, amount, citation),
  amount: fen(-amount),
});
