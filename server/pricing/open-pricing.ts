import type { PaymentPolicy } from '../../pricing/index.js';
import type { SharedScheme } from '../schemes/shared-scheme.js';
import { groupedAs, type SchemeWords } from './found-group.js';
import { readPolicyFile } from './policy-file.js';
import type { PricingSetup } from './price-row.js';
import { findPricingScheme, type SchemeQuestion } from './price-scheme.js';
import type { RecordPricingSetup } from './record-pricer.js';
import { findWeights, NO_WEIGHTS } from './weights-store.js';

/** What is to price a file of cases. */
export interface PricingQuestion
  extends Omit<SchemeQuestion, 'policy' | 'grouped'>, Pick<PricingSetup, 'policyPath' | 'purpose' | 'on' | 'firstStay'> {
  /** Columns of the file: they say whether it was grouped. */
  readonly columns: readonly string[];
  readonly hasBreakdown: boolean;
}

/** Everything that pricing its records takes. */
export interface OpenedPricing {
  readonly policy: PaymentPolicy;
  /** Absent where no case has a group. */
  readonly scheme: SchemeWords | undefined;
  /** Where cases are grouped on the way. */
  readonly grouping: SharedScheme | undefined;
  readonly setup: RecordPricingSetup;
}

/** Finds policy, scheme and weights for a file of cases. @throws as `readPolicyFile` and `findPricingScheme` */
export async function openPricing(question: PricingQuestion): Promise<OpenedPricing> {
  const { policyPath, purpose, on, firstStay, hasBreakdown, columns, data } = question;
  const { policy, texts: policyTexts } = await readPolicyFile(policyPath);
  const { words: scheme, grouping } = await findPricingScheme({ ...question, policy, grouped: groupedAs(columns) });
  const weights = scheme === undefined ? NO_WEIGHTS : await findWeights(data, scheme.id, policy);
  return {
    policy,
    scheme,
    grouping,
    setup: {
      pricing: { policyPath, policyTexts, purpose, on, firstStay, weights, scheme },
      grouping: grouping === undefined ? undefined : { kind: grouping.kind, packed: grouping.packed },
      hasBreakdown,
    },
  };
}
