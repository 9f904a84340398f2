import { allocate } from '../allocate.js';
import {
  amountOperand,
  operand,
  paymentBreakdown,
  type BreakdownLine,
  type PaymentBreakdown,
  type Rule,
  type Term,
} from '../breakdown.js';
import { PricingError } from '../errors.js';
import { subtractFen, yuanOf, type Fen } from '../money.js';
import { isNegative, ONE, times } from '../ratio.js';
import { printExactly, roundToFen } from '../rounding.js';
import type { RoundingRules } from '../rounding-section.js';
import type { ConsortiumValues } from './consortium-section.js';
import { takeDeductions } from './deductions.js';
import type { PackageFacts } from './package-facts.js';

/** The package of a consortium for a year, of one fund. Unit: fen. */
export interface ConsortiumPackage {
  readonly income: Fen;
  /** After the deductions. */
  readonly base: Fen;
  readonly package: Fen;
  /** Twelve months that add up to the package; the last takes what rounding left. */
  readonly months: readonly Fen[];
  /** Adds up to the package: income, each deduction by its id, and the part of the base that is no package. */
  readonly breakdown: PaymentBreakdown;
}

const TERMS = {
  heads: { zh: '参保人数', en: 'insured people', unit: 'head' },
  headIncome: { zh: '人均筹资', en: 'income for each head', unit: 'yuan-per-head' },
  base: { zh: '扣减后余额', en: 'left after the deductions', unit: 'yuan' },
  packageShare: { zh: '总额包干比例', en: 'share that is the package', unit: '1' },
} as const satisfies Record<string, Term>;

const INCOME: Rule = {
  id: 'income',
  label: { zh: '医保基金总额', en: 'Income' },
  formula: { zh: '参保人数 × 人均筹资', en: 'insured people × income for each head' },
};
const NOT_PACKAGED: Rule = {
  id: 'not-packaged',
  label: { zh: '不纳入包干部分', en: 'Outside the package' },
  formula: { zh: '余额 × 包干比例 − 余额', en: 'what is left × share that is the package − what is left' },
};

const MONTHS = Array.from({ length: 12 }, () => ONE);

/**
 * The total budget of a consortium: heads × income, less the deductions in the order of the region, × the share that is the package.
 *
 * @throws PRICING_BELOW_ZERO for heads below zero, and where the deductions come to more than the income.
 */
export function consortiumPackage(
  facts: PackageFacts,
  values: ConsortiumValues,
  { amount: { value: rounding } }: RoundingRules,
): ConsortiumPackage {
  const { heads, consortium } = facts;
  if (isNegative(heads))
    throw new PricingError('PRICING_BELOW_ZERO', { of: consortium, field: 'heads', value: printExactly(heads) });
  const { headIncome, packageShare } = values;
  const income = roundToFen(times(heads, headIncome.value), rounding);
  const { rest: base, lines } = takeDeductions(income, facts, values.deductions, rounding);
  const whole = roundToFen(times(yuanOf(base), packageShare.value), rounding);
  const first: BreakdownLine = {
    rule: INCOME,
    operands: [operand(TERMS.heads, heads), operand(TERMS.headIncome, headIncome.value, headIncome.citation)],
    amount: income,
    citation: headIncome.citation,
  };
  const last: BreakdownLine = {
    rule: NOT_PACKAGED,
    operands: [amountOperand(TERMS.base, base), operand(TERMS.packageShare, packageShare.value, packageShare.citation)],
    amount: subtractFen(whole, base),
    citation: packageShare.citation,
  };
  const months = allocate(whole, MONTHS, { method: 'last-takes-rest', rule: rounding.rule });
  return { income, base, package: whole, months, breakdown: paymentBreakdown(whole, [first, ...lines, last]) };
}
