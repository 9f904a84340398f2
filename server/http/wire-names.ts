import { z } from 'zod';

/** Identifier of a scheme. */
export const schemeId = z.string().min(1).max(64);

/** Name of a payment policy, such as `demo-dip`. Never a path. */
export const policyName = z.string().min(1).max(64);

/** Yes or no behind a question mark. */
export const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((word) => word === 'true');

/** How a scheme or a policy that was named may be refused. */
export const SCHEME_PROBLEMS = ['SERVER_SCHEME_UNKNOWN', 'SERVER_SCHEME_REFUSED', 'REFERENCE_DATA_SCHEME_DAMAGED'] as const;
export const POLICY_PROBLEMS = ['SERVER_POLICY_UNKNOWN', 'PRICING_POLICY_INVALID'] as const;

/** What amounts are for: one that settles refuses assumed values, an estimate marks them. */
export const purpose = z.enum(['settlement', 'estimate']).default('settlement');
