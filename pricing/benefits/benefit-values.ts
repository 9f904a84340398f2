import type { PaymentPolicy, PolicyQuery } from '../policy/payment-policy.js';
import type { AnySection } from '../policy/section.js';
import { MEDICAL_ASSISTANCE, type AssistanceValues } from './assistance-section.js';
import { BASIC_POOL, type BasicPoolValues } from './basic-pool-section.js';
import { PATIENT_BILL, type PatientBillValues } from './bill-section.js';
import { SUPPLEMENTS, type SupplementId } from './layers.js';
import { SUPPLEMENT_SECTIONS, type SupplementValues } from './supplement-section.js';

/** Everything that a policy says about bills of one fund on one day. Layers that its order does not name are absent. */
export interface BenefitValues {
  readonly bill: PatientBillValues;
  readonly basicPool: BasicPoolValues;
  readonly supplements: Readonly<Partial<Record<SupplementId, SupplementValues>>>;
  readonly assistance?: AssistanceValues | undefined;
}

/** Sections that bills are settled by. */
export const BENEFIT_SECTIONS: readonly AnySection[] = [
  PATIENT_BILL,
  BASIC_POOL,
  ...Object.values(SUPPLEMENT_SECTIONS),
  MEDICAL_ASSISTANCE,
];

/**
 * Reads what bills of a fund need on a day. Cases of one day ask for the same values, and the policy remembers them.
 *
 * @throws What `PaymentPolicy.section` throws: a policy, section, value or fund that is not there, or a grade that may not settle.
 */
export function benefitValues(policy: PaymentPolicy, query: PolicyQuery): BenefitValues {
  const bill = policy.section(PATIENT_BILL, query);
  const order = bill.order.value;
  const supplements = SUPPLEMENTS.filter((layer) => order.includes(layer)).map(
    (layer) => [layer, policy.section(SUPPLEMENT_SECTIONS[layer], query)] as const,
  );
  return {
    bill,
    basicPool: policy.section(BASIC_POOL, query),
    supplements: Object.fromEntries(supplements),
    assistance: order.includes('medical-assistance') ? policy.section(MEDICAL_ASSISTANCE, query) : undefined,
  };
}
