import type { PaymentPolicy, PolicyQuery } from '../policy/payment-policy.js';
import { weakestEvidence, type Evidence } from '../policy/citation.js';
import type { AnyValues } from '../policy/section.js';
import { ROUNDING, type RoundingRules } from '../rounding-section.js';
import { SETTLEMENT, type SettlementValues } from './settlement-section.js';

/** What a policy says about settling, for one fund on one day. */
export interface SettlementRules {
  readonly settlement: SettlementValues;
  readonly rounding: RoundingRules;
  /** The weakest grade of the parameters. */
  readonly evidence: Evidence;
  readonly isDemonstration: boolean;
}

/**
 * Reads what settling needs of a policy. A month is settled by its last day, a year by the last of its days.
 *
 * @throws as `PaymentPolicy.section`
 */
export function settlementRules(policy: PaymentPolicy, query: PolicyQuery): SettlementRules {
  const [settlement, rounding] = [policy.section(SETTLEMENT, query), policy.section(ROUNDING, query)];
  const values = [settlement, rounding].flatMap((section) => Object.values(section as AnyValues));
  const grades = values.flatMap((value) => (value === undefined ? [] : [value.citation.source.evidence]));
  return { settlement, rounding, evidence: weakestEvidence(grades), isDemonstration: policy.isDemonstration };
}
