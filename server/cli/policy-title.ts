import { DEMONSTRATION, type PaymentPolicy } from '../../pricing/index.js';
import type { Language } from '../../reference-data/index.js';

/** Whose numbers follow, and that they are invented where they are. */
export function policyTitle(policy: PaymentPolicy, language: Language): string {
  const name = `${policy.documents[0].name[language]} (${policy.region})`;
  return policy.isDemonstration ? `${name}\n${DEMONSTRATION[language]}` : name;
}
