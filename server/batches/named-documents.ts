import type { Documents } from '../documents/index.js';
import type { Scope } from '../store/index.js';
import type { BatchWish } from './batch-wish.js';

/** The version of a policy that a wish names, as this process has it. */
export interface PlacedPolicy {
  readonly id: string;
  readonly path: string;
}

/**
 * Finds what a wish names and places it in the data directory. Not inside a unit.
 *
 * @returns Where the policy lies; undefined where none is named.
 * @throws DOCUMENTS_UNKNOWN where the scope sees none of that name
 */
export async function placeNamed(
  documents: Pick<Documents, 'open'>,
  scope: Scope,
  { schemeId, policy, on }: Pick<BatchWish, 'schemeId' | 'policy' | 'on'>,
): Promise<PlacedPolicy | undefined> {
  if (schemeId !== undefined) await documents.open(scope, 'scheme', schemeId);
  return policy === undefined ? undefined : documents.open(scope, 'payment-policy', policy, on);
}
