import { PricingError } from '../errors.js';
import { parseYuan, printYuan, subtractFen, type Fen } from '../money.js';
import type { Application } from './application.js';
import type { ReviewRegister } from './register.js';

/** What the review of a case means for its payment. Settlement takes it into the clearing of the same year. */
export type ReviewResult = ReviewedCase & ReviewedPayment;

interface ReviewedCase {
  readonly application: string;
  readonly caseId: string;
  readonly hospital: string;
  readonly fund: string;
  /** Year of the discharge: the clearing that counts it. */
  readonly year: string;
}

type ReviewedPayment =
  | { readonly result: 'ordinary' }
  /** Charges that are paid by item: what the panel struck out has left them. Unit: fen. */
  | { readonly result: 'by-item'; readonly allowedCharges: Fen }
  /** The payment standard of this case in place of that of its group. Unit: fen. */
  | { readonly result: 'changed-standard'; readonly standard: Fen };

const FINAL: readonly Application['state'][] = ['approved', 'rejected', 'priced', 'cleared', 'published'];

/**
 * The results that stand, in the order of the applications; cases that are still reviewed have none.
 *
 * @throws PRICING_FACT_MISSING for a case paid by item without its cost; PRICING_BELOW_ZERO where more was struck out than it cost.
 */
export function reviewResults(register: ReviewRegister, year?: string): readonly ReviewResult[] {
  return register.applications
    .filter(
      ({ state, case: { dischargeDate } }) => FINAL.includes(state) && (year === undefined || dischargeDate.startsWith(year)),
    )
    .map(resultOf);
}

function resultOf({ id, case: applied, payment }: Application): ReviewResult {
  const { caseId, hospital, fund, dischargeDate, facts } = applied;
  const reviewed = { application: id, caseId, hospital, fund, year: dischargeDate.slice(0, 4) };
  if (payment === undefined) return { ...reviewed, result: 'ordinary' };
  const amount = parseYuan(payment.amount);
  if (payment.pays === 'changed-standard') return { ...reviewed, result: 'changed-standard', standard: amount };
  if (facts.cost === undefined) throw new PricingError('PRICING_FACT_MISSING', { case: caseId, field: 'cost' });
  const allowedCharges = subtractFen(parseYuan(facts.cost), amount);
  if (allowedCharges < 0n)
    throw new PricingError('PRICING_BELOW_ZERO', { of: caseId, field: 'allowedCharges', value: printYuan(allowedCharges) });
  return { ...reviewed, result: 'by-item', allowedCharges };
}
