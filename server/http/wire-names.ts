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

/** What amounts are for: one that settles refuses assumed values, an estimate marks them. */
export const purpose = z.enum(['settlement', 'estimate']).default('settlement');
