import { z } from 'zod';
import { calendarDate } from '../../reference-data/index.js';
import { whole, word, words } from '../policy/values.js';

/** What is negotiated (谈判协商). */
export const NEGOTIATION_TOPICS = ['budget', 'grouping', 'weights', 'rates', 'coefficients', 'catalogue', 'assessment'] as const;

/** Who takes part. */
export const NEGOTIATION_PARTIES = [
  'hospitals',
  'associations',
  'health-department',
  'insurance-department',
  'insured-persons',
] as const;

const position = z.strictObject({ party: z.enum(NEGOTIATION_PARTIES), name: word.optional(), position: word });

/** Record of a negotiation: who said what, on which evidence, and what they agreed on. */
export const negotiation = z
  .strictObject({
    id: word,
    year: whole,
    fund: word,
    topic: z.enum(NEGOTIATION_TOPICS),
    parties: z.array(z.enum(NEGOTIATION_PARTIES)).min(2),
    evidence: words,
    positions: z.array(position).min(2),
    agreed: word,
    /** Of the budget, or of what else was negotiated. */
    version: whole,
    date: calendarDate,
  })
  .refine(({ parties, positions }) => parties.every((party) => positions.some((one) => one.party === party)), {
    path: ['positions'],
    message: 'parties → positions',
  });

export type Negotiation = z.output<typeof negotiation>;
