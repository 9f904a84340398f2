import { PricingError } from './errors.js';
import type { GroupValues } from './group-values.js';
import { mayBeUsed, weakestEvidence, type Evidence, type Purpose } from './policy/citation.js';

const FIELDS = [
  'relativeWeight',
  'groupPoints',
  'meanCharges',
  'hospitalMeanCharges',
  'cases',
  'variation',
  'auxiliaryCoefficient',
] as const satisfies readonly (keyof GroupValues)[];

/**
 * The weakest grade of the values of a group.
 *
 * @throws PRICING_EVIDENCE_REFUSED when one of them may not serve the purpose.
 */
export function groupEvidence(group: GroupValues, purpose: Purpose, isDemonstration: boolean): Evidence {
  let weakest: Evidence = 'official';
  for (const field of FIELDS) {
    const citation = group[field]?.citation;
    if (citation === undefined) continue;
    const { evidence } = citation.source;
    if (!mayBeUsed(evidence, purpose, isDemonstration))
      throw new PricingError('PRICING_EVIDENCE_REFUSED', { parameter: `${citation.parameter} ${group.group}`, evidence });
    if (evidence !== weakest) weakest = weakestEvidence([weakest, evidence]);
  }
  return weakest;
}
