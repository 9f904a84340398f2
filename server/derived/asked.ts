import { z } from 'zod';
import { isCalendarDate } from '../../reference-data/index.js';

const name = z.string().min(1).max(200);
const day = z
  .string()
  .regex(/^(19|20)/, 'YYYY-MM-DD')
  .refine(isCalendarDate, 'YYYY-MM-DD');

/** What is asked of grouped cases. */
const ofCases = {
  /** Batches whose results are read. */
  batch: name,
  policy: name,
  /** Day whose policy holds. */
  on: day,
  purpose: z.enum(['settlement', 'estimate']).default('estimate'),
};

/** What can be derived from batches, by kind: each body is what the request of that kind holds. */
export const askedIndicators = z.strictObject(ofCases);
export const askedLeads = z.strictObject({ ...ofCases, language: z.enum(['zh', 'en']).default('zh') });
export const askedDirectory = z.strictObject({
  batches: z.array(name).min(1).max(100),
  years: z.array(z.int().min(1900).max(2099)).min(1).max(10),
  /** Identifier of the scheme that it becomes. */
  id: z.string().regex(/^[\w.+-]{1,64}$/),
  /** The directory policy, YAML. Unit: characters. */
  policy: z.string().min(1).max(1_000_000),
  library: name.optional(),
  previous: name.optional(),
  demonstration: z.boolean().default(false),
});

export type AskedIndicators = z.infer<typeof askedIndicators>;
export type AskedLeads = z.infer<typeof askedLeads>;
export type AskedDirectory = z.infer<typeof askedDirectory>;

/** What is asked, with its kind. */
export type Asked =
  | { readonly kind: 'indicators'; readonly asked: AskedIndicators }
  | { readonly kind: 'leads'; readonly asked: AskedLeads }
  | { readonly kind: 'directory'; readonly asked: AskedDirectory };
export type DerivedKind = Asked['kind'];
