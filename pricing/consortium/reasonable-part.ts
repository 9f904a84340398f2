import { PricingError } from '../errors.js';
import { lesserFen, sumFen, type Fen } from '../money.js';
import type { ConsortiumValues } from './consortium-section.js';
import { neededOf, notBelowZero, type YearFacts } from './package-facts.js';

/**
 * The part of an overspend that is shared: all of it, or what people found to have one of the causes of the policy. What is reasonable, people
 * decide; this only holds them to the causes that the region named.
 *
 * @throws PRICING_FACT_MISSING, PRICING_CAUSE_UNKNOWN, PRICING_BELOW_ZERO
 */
export function reasonablePart(overspend: Fen, facts: YearFacts, { overspendBands, reasonableCauses }: ConsortiumValues): Fen {
  if (overspendBands === undefined || reasonableCauses === undefined) return overspend;
  const { value: causes, citation } = reasonableCauses;
  const amounts = neededOf(facts, 'reasonable').map(({ cause, amount }) => {
    if (!causes.includes(cause))
      throw new PricingError('PRICING_CAUSE_UNKNOWN', { cause, of: facts.consortium, parameter: citation.parameter });
    return notBelowZero(amount, facts.consortium, `reasonable.${cause}`);
  });
  return lesserFen(overspend, sumFen(amounts));
}
