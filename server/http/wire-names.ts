import { z } from 'zod';

/** Identifier of a scheme. */
export const schemeId = z.string().min(1).max(64).meta({ description: '分组方案 | a scheme of GET /v1/schemes' });

/** Name of a payment policy, such as `demo-dip`. Never a path. */
export const policyName = z.string().min(1).max(64).meta({ description: '支付政策 | a payment policy, such as demo-dip' });

/** Yes or no behind a question mark. */
export const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((word) => word === 'true');

/** How a scheme or a policy that was named may be refused. */
export const SCHEME_PROBLEMS = ['DOCUMENTS_UNKNOWN', 'SERVER_SCHEME_REFUSED', 'REFERENCE_DATA_SCHEME_DAMAGED'] as const;
export const POLICY_PROBLEMS = ['DOCUMENTS_UNKNOWN', 'PRICING_POLICY_INVALID'] as const;

/** What may be wrong with batches and documents that a job is told of. */
export const INPUT_PROBLEMS = ['BATCHES_UNKNOWN', 'BATCHES_NOT_DONE', 'DOCUMENTS_UNKNOWN', 'DOCUMENTS_CLASH'] as const;

/** What amounts are for: one that settles refuses assumed values, an estimate marks them. */
export const purpose = z
  .enum(['settlement', 'estimate'])
  .default('settlement')
  .meta({ description: '结算，或测算（接受暂定值） | to settle, or an estimate, which takes assumed values' });

/** Whether a case that states no earlier stays is the first of its person's year. */
export const firstStay = z
  .boolean()
  .optional()
  .meta({ description: '未填年内住院次数的视为当年首次 | a case that states no earlier stays is the first of its year' });

/** Whether everything that an answer rests on is wanted. */
export const explain = z.boolean().optional().meta({ description: '附全部依据 | with everything that the answer rests on' });
