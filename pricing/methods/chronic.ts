import { paymentBreakdown } from '../breakdown.js';
import { countedCharges, needed, neededCount } from '../case-facts.js';
import { CHRONIC_SECTION as SECTION } from '../chronic/chronic-section.js';
import { PricingError } from '../errors.js';
import { NO_MONEY, sumFen } from '../money.js';
import { NORMAL, WITHIN_PACKAGE } from '../outcome.js';
import { paymentMethod, type MethodResult } from '../payment-method.js';
import { payUnits } from '../unit-price/pay-units.js';

/**
 * Chronic and special diseases: treatments with a price are paid one by one; any other visit is paid by the head fee of the person's package,
 * and nothing is paid beside it. `chronicPayment` pays the heads.
 */
export const CHRONIC = paymentMethod({
  section: SECTION,
  title: SECTION.title,
  price(facts, _group, { packages: { value: packages, citation } }, { rounding }): MethodResult {
    const id = needed(facts, 'packageId');
    const row = packages.find(
      (one) =>
        one.package === id && (one.pays !== 'session' || one.level === undefined || one.level === needed(facts, 'hospitalLevel')),
    );
    if (row === undefined) throw new PricingError('PRICING_NO_ROW', { parameter: citation.parameter, of: facts.caseId });
    if (row.pays !== 'session') {
      const breakdown = paymentBreakdown(NO_MONEY, []);
      return { method: SECTION.id, outcome: WITHIN_PACKAGE, covers: 'fund', amount: NO_MONEY, breakdown, notices: [] };
    }
    const { price, fundRatio } = row;
    const units = neededCount(facts, 'sessions');
    const actual = row.settles === 'fixed-rate' ? undefined : countedCharges(facts);
    const lines = payUnits({ units, price, actual, fundRatio, citation }, rounding.amount.value);
    const amount = sumFen(lines.map((line) => line.amount));
    return {
      method: SECTION.id,
      outcome: NORMAL,
      covers: fundRatio === undefined ? 'stay' : 'fund',
      amount,
      breakdown: paymentBreakdown(amount, lines),
      notices: [],
    };
  },
});
