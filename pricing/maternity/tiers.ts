import { z } from 'zod';
import { amountOperand, operand, paymentBreakdown, type BreakdownLine, type Operand, type Rule } from '../breakdown.js';
import { TERMS } from '../episode/terms.js';
import { fen, lesserFen, NO_MONEY, subtractFen, yuanOf, type Fen } from '../money.js';
import type { Outcome } from '../outcome.js';
import type { MethodResult } from '../payment-method.js';
import type { Citation } from '../policy/citation.js';
import { share, yuan } from '../policy/values.js';
import { compare, greater, lesser, minus, ONE, plus, times, ZERO, type Ratio } from '../ratio.js';
import { roundToFen, type Rounding } from '../rounding.js';

const tier = z.strictObject({
  /** Where the tier ends. Above a last tier with an end the patient bears everything. */
  upTo: yuan.optional(),
  patientShare: share,
});

/** Parts of the charges and the patient's share of each, the lowest first. */
export const tierTable = z
  .array(tier)
  .min(1)
  .superRefine((tiers, context) => {
    for (const [place, { upTo }] of tiers.entries()) {
      const before = place === 0 ? ZERO : tiers[place - 1]!.upTo;
      if (before === undefined || (upTo !== undefined && compare(upTo, before) <= 0))
        context.addIssue({ code: 'custom', path: [place, 'upTo'], message: '0 < upTo₁ < upTo₂ < …' });
    }
  });

export type Tiers = z.output<typeof tierTable>;

const TIERED: Outcome = { id: 'tiers', zh: '分段按比例', en: 'Tiers' };

const CHARGES: Rule = {
  id: 'charges',
  label: { zh: '计入的费用', en: 'Charges that count' },
  formula: { zh: '计入的费用', en: 'charges that count' },
};
const LESS_TIER: Rule = {
  id: 'less-patient-part',
  label: { zh: '减去个人负担', en: "Less the patient's part" },
  formula: { zh: '− 本段费用 × 个人负担比例', en: "− charges in the tier × the patient's share" },
};
const PATIENT: Rule = {
  id: 'patient-part',
  label: { zh: '个人负担部分', en: "The patient's part" },
  formula: { zh: 'Σ 各段费用 × 个人负担比例', en: "Σ charges in the tier × the patient's share" },
};

/**
 * What the fund pays of charges whose tiers the patient shares. The patient's part is rounded once, over all tiers, and the fund has the
 * rest; each line is the difference that its tier makes in fen.
 */
export function payTiers(
  charges: Fen,
  cost: Operand,
  tiers: Tiers,
  citation: Citation,
  rounding: Rounding,
): Pick<MethodResult, 'outcome' | 'amount' | 'breakdown'> {
  const lines: BreakdownLine[] = [{ rule: CHARGES, operands: [cost], amount: charges, citation }];
  let [exact, patient, begin]: [Ratio, Fen, Ratio] = [ZERO, NO_MONEY, ZERO];
  for (const { upTo, patientShare } of [...tiers, ALL_ABOVE]) {
    const end = upTo === undefined ? yuanOf(charges) : lesser(upTo, yuanOf(charges));
    const inTier = greater(ZERO, minus(end, begin));
    exact = plus(exact, times(inTier, patientShare));
    // A coarse rounding rule never makes the patient bear more than the charges.
    const now = lesserFen(charges, roundToFen(exact, rounding));
    if (now !== patient) lines.push(tierLine(inTier, patientShare, subtractFen(now, patient), citation));
    [patient, begin] = [now, greater(begin, end)];
  }
  const amount = subtractFen(charges, patient);
  const step = { rule: PATIENT, operands: [cost], result: amountOperand(TERMS.patient, patient), citation };
  return { outcome: TIERED, amount, breakdown: paymentBreakdown(amount, lines, [step]) };
}

const ALL_ABOVE = { upTo: undefined, patientShare: ONE };

function tierLine(inTier: Ratio, patientShare: Ratio, more: Fen, citation: Citation): BreakdownLine {
  const operands = [operand(TERMS.shared, inTier), operand(TERMS.patientShare, patientShare, citation)];
  return { rule: LESS_TIER, operands, amount: fen(-more), citation };
}
