import { checkBudgetUpload } from './check-budget.js';
import { checkPolicyUpload } from './check-policy.js';
import { checkSchemeUpload, type SchemeTerms } from './check-scheme.js';
import { checkWeightsUpload, type WeightsTerms } from './check-weights.js';
import type { CheckedUpload } from './checked-upload.js';

/** A file that came in, and what is said of it beside what stands in it. */
export type UploadToCheck =
  | ({ readonly kind: 'scheme' } & SchemeTerms)
  | { readonly kind: 'policy' }
  /** With the path of the policy whose limits it is held to. */
  | { readonly kind: 'budget'; readonly policy: string | undefined }
  | ({ readonly kind: 'weights' } & WeightsTerms);

/** Finds the file of what is in force under a name; undefined where nothing is. */
export type FindInForce = (kind: 'payment-policy' | 'budget', name: string) => Promise<string | undefined>;

/** Checks a file as its kind asks for. @param to Path for the checked form. @throws as the checks of the kinds */
export function checkUpload(upload: UploadToCheck, path: string, to: string, inForce: FindInForce): Promise<CheckedUpload> {
  switch (upload.kind) {
    case 'scheme':
      return checkSchemeUpload(path, to, upload);
    case 'policy':
      return checkPolicyUpload(path, to, (region) => inForce('payment-policy', region));
    case 'budget':
      return checkBudgetUpload(path, to, { policy: upload.policy, inForce: (name) => inForce('budget', name) });
    case 'weights': {
      const { kind: _, ...terms } = upload;
      return checkWeightsUpload(path, to, terms);
    }
  }
}
