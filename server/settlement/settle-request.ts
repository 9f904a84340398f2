import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { packageRoot } from '../../reference-data/index.js';
import { CASE_FORMATS } from '../intake/index.js';

const files = z.array(z.string());

/** What a settlement is asked to read. Paths are absolute. */
export const settleRequest = z.strictObject({
  kind: z.enum(['month', 'year']),
  /** `YYYY-MM` or `YYYY`. */
  period: z.string(),
  policy: z.string(),
  budget: z.string(),
  cases: files.min(1),
  /** Runs that this one builds on: earlier months of a month, every month of a year, and runs that corrections refer to. */
  previous: files,
  scheme: z.string().optional(),
  groupingPolicy: z.string().optional(),
  amendments: files,
  corrections: z.string().optional(),
  audits: z.string().optional(),
  assessment: z.string().optional(),
  prepayments: z.string().optional(),
  /** Data directory. */
  data: z.string(),
  inputFormat: z.enum(CASE_FORMATS).optional(),
  encoding: z.string().optional(),
});
export type SettleRequest = z.infer<typeof settleRequest>;

/** Tables of figures beside the cases, by the option that names them. */
export const TABLES = ['corrections', 'audits', 'assessment', 'prepayments'] as const;

/** The file of a payment policy: a path, or the name of a region whose policy ships with the program. */
export async function policyPath(named: string): Promise<string> {
  const shipped = join(packageRoot(), 'reference-data', 'regions', named, 'payment-policy.yaml');
  const isFile = await stat(named).then(
    (found) => found.isFile(),
    () => false,
  );
  if (isFile || !/^[\w-]+$/.test(named)) return resolve(named);
  return stat(shipped).then(
    () => shipped,
    () => resolve(named),
  );
}
