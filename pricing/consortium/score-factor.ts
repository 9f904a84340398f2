import { z } from 'zod';
import { PricingError } from '../errors.js';
import type { Sourced } from '../policy/citation.js';
import { decimal, share } from '../policy/values.js';
import { compare, over, ratio, type Ratio } from '../ratio.js';
import { printExactly } from '../rounding.js';

/** The factor is the score itself, as a share of 100. */
const BY_SCORE = 'score/100';
const HUNDRED = ratio(100);

const row = z.strictObject({ from: decimal, factor: z.union([z.literal(BY_SCORE), share]) });

/** Shares of the surplus that are kept, by the score of the assessment: `from` 90 everything, `from` 60 the score, `from` 0 nothing. */
export const scoreTable = z
  .array(row)
  .min(1)
  .refine((rows) => rows.every(({ from }, place) => place === 0 || compare(rows[place - 1]!.from, from) > 0), '90 > 60 > 0');

/** @throws PRICING_NO_ROW for a score under the last row; PRICING_NOT_A_SHARE for one outside 0 to 100. */
export function scoreFactor(score: Ratio, { value: table, citation }: Sourced<z.output<typeof scoreTable>>, of: string): Ratio {
  if (score.numerator < 0n || compare(score, HUNDRED) > 0)
    throw new PricingError('PRICING_NOT_A_SHARE', { case: of, field: `score/100`, value: printExactly(over(score, HUNDRED)) });
  const found = table.find(({ from }) => compare(score, from) >= 0);
  if (found === undefined) throw new PricingError('PRICING_NO_ROW', { parameter: citation.parameter, of });
  return found.factor === BY_SCORE ? over(score, HUNDRED) : found.factor;
}
