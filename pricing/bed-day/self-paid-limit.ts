import { z } from 'zod';
import { amountOperand, operand, type CalculationStep, type Rule } from '../breakdown.js';
import { countedCharges, needed, neededAmount, type CaseFacts } from '../case-facts.js';
import { yuanOf } from '../money.js';
import type { Outcome } from '../outcome.js';
import type { Sourced } from '../policy/citation.js';
import { share } from '../policy/values.js';
import { times } from '../ratio.js';
import { roundToFen, type Rounding } from '../rounding.js';
import { BED_DAY_TERMS as TERMS } from './terms.js';

/** The most that hospitals may leave to patients in full, as a share of the charges, by level; the first row that fits decides. */
export const selfPaidLimits = z
  .array(z.strictObject({ level: z.enum(['1', '2', '3']).transform(Number).optional(), share }))
  .min(1);

/** A notice: patients paid more in full than the limit, and the hospital bears what is above it. */
export const SELF_PAID_ABOVE_LIMIT: Outcome = {
  id: 'self-paid-above-limit',
  zh: '全自费超过上限，超出部分由医疗机构承担',
  en: 'Full self-pay is above its limit: the hospital bears the rest',
};

const LIMIT: Rule = {
  id: 'self-paid-limit',
  label: { zh: '全自费上限', en: 'Limit of full self-pay' },
  formula: { zh: '全自费比例上限 × 实际费用', en: 'largest share × actual charges' },
};

/** The limit of full self-pay (全自费). It changes nothing in what the fund pays; a case that does not state its full self-pay has no notice. */
export function selfPaidLimit(
  facts: CaseFacts,
  limits: Sourced<z.output<typeof selfPaidLimits>> | undefined,
  rounding: Rounding,
): { readonly steps: readonly CalculationStep[]; readonly notices: readonly Outcome[] } {
  const found = limits?.value.find(({ level }) => level === undefined || level === needed(facts, 'hospitalLevel'));
  if (limits === undefined || found === undefined) return { steps: [], notices: [] };
  const { citation } = limits;
  const charges = countedCharges(facts);
  const most = roundToFen(times(found.share, yuanOf(charges)), rounding);
  const operands = [operand(TERMS.selfPaidShare, found.share, citation), amountOperand(TERMS.compared, charges)];
  const isAbove = facts.selfPaid !== undefined && neededAmount(facts, 'selfPaid') > most;
  return {
    steps: [{ rule: LIMIT, operands, result: amountOperand(TERMS.selfPaidMost, most), citation }],
    notices: isAbove ? [SELF_PAID_ABOVE_LIMIT] : [],
  };
}
