import { PricingError } from '../errors.js';
import { parseYuan, printYuan, subtractFen, type Fen } from '../money.js';
import { wasSubmitted, type Application } from './application.js';
import type { ReviewRegister } from './register.js';

/** What the review of a case means for its payment. Settlement takes it into the clearing of the same year. */
export type ReviewResult = ReviewedCase & ReviewedPayment;

interface ReviewedCase {
  readonly application: string;
  readonly caseId: string;
  readonly hospital: string;
  readonly fund: string;
  /** Day of the discharge, `YYYY-MM-DD`: the clearing of its year counts it. */
  readonly dischargeDate: string;
  /** Day of the decision, `YYYY-MM-DD`. */
  readonly decidedAt: string;
}

type ReviewedPayment =
  | { readonly result: 'ordinary' }
  /** Charges that are paid by item, less what the panel struck out. Unit: fen. */
  | { readonly result: 'by-item'; readonly charges: Fen; readonly allowedCharges: Fen }
  /** The payment standard of this case in place of that of its group. Unit: fen. */
  | { readonly result: 'changed-standard'; readonly standard: Fen };

const FINAL: readonly Application['state'][] = ['approved', 'rejected', 'priced', 'cleared', 'published'];

/** Whether an application was handed in and nobody has decided it yet. */
const isOpen = (one: Application): boolean =>
  wasSubmitted(one) && !FINAL.includes(one.state) && one.state !== 'swapped' && one.state !== 'expired';

/** Applications that were handed in and are not decided, of cases discharged in a period. @param period `YYYY` or `YYYY-MM`. */
export const openApplications = (register: ReviewRegister, period: string): readonly Application[] =>
  register.applications.filter((one) => isOpen(one) && isOfPeriod(one, period));

const isOfPeriod = ({ case: { dischargeDate } }: Application, period: string): boolean => dischargeDate.startsWith(`${period}-`);

/**
 * The results that stand, in the order of the applications; cases that are still reviewed have none.
 *
 * @param period `YYYY` or `YYYY-MM` in which the cases were discharged; absent: all of them.
 * @throws PRICING_FACT_MISSING for a case paid by item without its cost; PRICING_BELOW_ZERO where more was struck out than it cost.
 */
export function reviewResults(register: ReviewRegister, period?: string): readonly ReviewResult[] {
  return register.applications
    .filter((one) => FINAL.includes(one.state) && (period === undefined || isOfPeriod(one, period)))
    .map(resultOf);
}

function resultOf({ id, case: applied, payment, decidedAt }: Application): ReviewResult {
  const { caseId, hospital, fund, dischargeDate, facts } = applied;
  const reviewed = { application: id, caseId, hospital, fund, dischargeDate, decidedAt: decidedAt! };
  if (payment === undefined) return { ...reviewed, result: 'ordinary' };
  const amount = parseYuan(payment.amount);
  if (payment.pays === 'changed-standard') return { ...reviewed, result: 'changed-standard', standard: amount };
  if (facts.cost === undefined) throw new PricingError('PRICING_FACT_MISSING', { case: caseId, field: 'cost' });
  const charges = parseYuan(facts.cost);
  const allowedCharges = subtractFen(charges, amount);
  if (allowedCharges < 0n)
    throw new PricingError('PRICING_BELOW_ZERO', { of: caseId, field: 'allowedCharges', value: printYuan(allowedCharges) });
  return { ...reviewed, result: 'by-item', charges, allowedCharges };
}
