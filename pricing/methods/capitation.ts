import { CAPITATION_SECTION as SECTION } from '../capitation/capitation-section.js';
import { visitFundPart } from '../capitation/visit-fund-part.js';
import { paymentBreakdown } from '../breakdown.js';
import { neededAmount } from '../case-facts.js';
import { NO_MONEY } from '../money.js';
import { WITHIN_PACKAGE } from '../outcome.js';
import { paymentMethod, type MethodResult } from '../payment-method.js';

/**
 * Capitation: a visit of a signed person to their own institution is paid by the head fee, and nothing is paid beside it. Where the region has
 * a ratio for visits, the result says what the visit takes from the head budget. `capitationPayment` pays the heads.
 */
export const CAPITATION = paymentMethod({
  section: SECTION,
  title: SECTION.title,
  price(facts, _group, { visitRatio, visitYearCap }, { rounding }): MethodResult {
    const result = { method: SECTION.id, outcome: WITHIN_PACKAGE, covers: 'fund', amount: NO_MONEY, notices: [] } as const;
    if (visitRatio === undefined) return { ...result, breakdown: paymentBreakdown(NO_MONEY, []) };
    const earlier = visitYearCap === undefined ? NO_MONEY : neededAmount(facts, 'outpatientFundThisYear');
    const { fund, step } = visitFundPart(
      neededAmount(facts, 'inScope'),
      earlier,
      { visitRatio, visitYearCap },
      rounding.amount.value,
    );
    return { ...result, fromPackage: fund, breakdown: paymentBreakdown(NO_MONEY, [], [step]) };
  },
});
