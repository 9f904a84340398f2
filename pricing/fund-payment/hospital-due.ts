import {
  amountOperand,
  operand,
  paymentBreakdown,
  type BreakdownLine,
  type PaymentBreakdown,
  type Rule,
  type Term,
} from '../breakdown.js';
import { subtractFen, yuanOf, type Fen } from '../money.js';
import { lesser, minus, productOf, sumOf, times, type Ratio } from '../ratio.js';
import { roundToFen, rounded, type Rounding } from '../rounding.js';
import type { DueStep } from './fund-payment-section.js';

/** What a hospital's year comes to, before and after assessment and audit. */
export interface DueInputs {
  readonly casePoints: readonly Ratio[];
  readonly pointValue: Ratio;
  readonly hospitalFundShare: Ratio;
  /** Assessment coefficient (考核系数). */
  readonly assessment: Ratio;
  readonly deductions: Fen;
  /** Most that is paid, where the region has such a line. */
  readonly cap?: Fen | undefined;
}

/** The amount due to a hospital. */
export interface HospitalDue {
  readonly gross: Fen;
  readonly due: Fen;
  /** Adds up to the amount due. */
  readonly breakdown: PaymentBreakdown;
}

/** Assessment, then deductions, as the national draft has it (ch. 7). */
export const NATIONAL_DUE_ORDER: readonly DueStep[] = ['assessment', 'deductions'];

const TERMS = {
  points: { zh: '病例分值合计', en: 'sum of case points', unit: 'point' },
  pointValue: { zh: '结算点值', en: 'point value', unit: 'yuan-per-point' },
  share: { zh: '机构医保支付比例', en: "the hospital's fund share", unit: '1' },
  assessment: { zh: '考核系数', en: 'assessment coefficient', unit: '1' },
  deductions: { zh: '审核扣款', en: 'audit deductions', unit: 'yuan' },
  cap: { zh: '支付上限', en: 'most that is paid', unit: 'yuan' },
} as const satisfies Record<string, Term>;

const GROSS: Rule = {
  id: 'gross',
  label: { zh: '应付总额（考核前）', en: 'Gross amount' },
  formula: { zh: 'Σ 病例分值 × 结算点值 × 机构医保支付比例', en: "Σ case points × point value × the hospital's fund share" },
};

const STEPS = {
  assessment: {
    id: 'assessment',
    label: { zh: '考核', en: 'Assessment' },
    formula: { zh: '× 考核系数', en: '× assessment coefficient' },
  },
  deductions: {
    id: 'deductions',
    label: { zh: '审核扣款', en: 'Audit deductions' },
    formula: { zh: '− 扣款', en: '− deductions' },
  },
  cap: { id: 'cap', label: { zh: '支付上限', en: 'Cap' }, formula: { zh: '不超过上限', en: 'not above the cap' } },
  rounding: {
    id: 'rounding',
    label: { zh: '取整', en: 'Rounding' },
    formula: { zh: '按政策取整', en: 'rounded as the policy says' },
  },
} as const satisfies Record<DueStep, Rule>;

/**
 * What is due to a hospital for its cases: gross, then the steps in the order of the region. Between the steps nothing is rounded unless the
 * order says so; each line is the difference that its step makes in fen.
 */
export function hospitalDue(inputs: DueInputs, rounding: Rounding, order: readonly DueStep[] = NATIONAL_DUE_ORDER): HospitalDue {
  const points = sumOf(inputs.casePoints);
  let amount = productOf([points, inputs.pointValue, inputs.hospitalFundShare]);
  const gross = roundToFen(amount, rounding);
  const operands = [
    operand(TERMS.points, points),
    operand(TERMS.pointValue, inputs.pointValue),
    operand(TERMS.share, inputs.hospitalFundShare),
  ];
  const lines: BreakdownLine[] = [{ rule: GROSS, operands, amount: gross }];
  let before = gross;
  for (const step of order) {
    amount = after(step, amount, inputs, rounding);
    const now = roundToFen(amount, rounding);
    lines.push({ rule: STEPS[step], operands: operandsOf(step, inputs), amount: subtractFen(now, before) });
    before = now;
  }
  return { gross, due: before, breakdown: paymentBreakdown(before, lines) };
}

function after(step: DueStep, amount: Ratio, { assessment, deductions, cap }: DueInputs, rounding: Rounding): Ratio {
  switch (step) {
    case 'assessment':
      return times(amount, assessment);
    case 'deductions':
      return minus(amount, yuanOf(deductions));
    case 'cap':
      return cap === undefined ? amount : lesser(amount, yuanOf(cap));
    case 'rounding':
      return rounded(amount, rounding);
  }
}

function operandsOf(step: DueStep, { assessment, deductions, cap }: DueInputs): BreakdownLine['operands'] {
  if (step === 'assessment') return [operand(TERMS.assessment, assessment)];
  if (step === 'deductions') return [amountOperand(TERMS.deductions, deductions)];
  return step === 'cap' && cap !== undefined ? [amountOperand(TERMS.cap, cap)] : [];
}
