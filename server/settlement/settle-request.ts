import { z } from 'zod';
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
  /** Cases of earlier months that a month books. */
  lateCases: files.optional(),
  hospitals: z.string().optional(),
  /** Registers of special-case review. */
  reviews: z
    .array(
      z.strictObject({
        path: z.string(),
        /** As many as were read when the run was settled. */ entries: z.int().min(0).optional(),
      }),
    )
    .optional(),
  /** Cases whose application is not decided are settled by the ordinary rule. */
  undecidedAsOrdinary: z.boolean().optional(),
  /** Data directory. */
  data: z.string(),
  /** Cases that state no earlier stays are the first of their person's year, where their bills are to be split. */
  firstStay: z.boolean(),
  /** Clears a year of which nothing was paid in advance. */
  withoutMonths: z.boolean(),
  inputFormat: z.enum(CASE_FORMATS).optional(),
  encoding: z.string().optional(),
});
export type SettleRequest = z.infer<typeof settleRequest>;
