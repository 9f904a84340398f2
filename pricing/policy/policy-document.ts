import { z } from 'zod';
import { calendarDate, isCalendarDate, type BilingualText } from '../../reference-data/index.js';
import { EVIDENCE, type SourceCitation } from './citation.js';
import type { EffectiveHistory, EffectivePeriod } from './effective-history.js';

const word = z.string().min(1);

/** A document that parameters cite. */
const source = z.strictObject({
  document: word,
  number: word,
  evidence: z.enum(EVIDENCE),
  issuer: word.optional(),
  issued: calendarDate.optional(),
  url: word.optional(),
});

/** Everything of a policy file but its sections. */
export const policyHead = z.strictObject({
  kind: z.literal('payment-policy'),
  /** Six digits, or a word for a demonstration. */
  region: z.string().regex(/^[A-Za-z0-9-]{2,40}$/),
  name: z.strictObject({ zh: word, en: word }),
  /** Numbers of grade `invented` may settle here, and every output says so. */
  demonstration: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .default(false),
  /** The policy that holds wherever this one says nothing, the province's: a file beside this one, or the id of a region that ships. */
  extends: z
    .string()
    .regex(/^([^/\\].*\.ya?ml|[a-z0-9-]+)$/)
    .optional(),
  effective: z
    .strictObject({ from: calendarDate, until: calendarDate.optional() })
    // A day that is none has a finding of its own.
    .refine(({ from, until }) => until === undefined || !isCalendarDate(until) || from < until, {
      path: ['until'],
      message: 'from < until',
    }),
  /** Funds that are kept apart in every look-up. */
  funds: z.array(word).min(1),
  sources: z.record(word, source),
});

export type PolicyHead = z.output<typeof policyHead>;

/** What one file says, read. */
export interface PolicyDocument {
  /** Named in findings. */
  readonly path: string;
  readonly region: string;
  readonly name: BilingualText;
  readonly isDemonstration: boolean;
  readonly extends?: string | undefined;
  readonly effective: EffectivePeriod;
  readonly funds: readonly string[];
  readonly sources: Readonly<Record<string, Omit<SourceCitation, 'clause'>>>;
  /** Histories by section, parameter, and fund or `everyFund`. */
  readonly sections: ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<string, EffectiveHistory>>>;
}
