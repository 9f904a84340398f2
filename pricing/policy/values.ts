// The kinds of values that parameters hold. Each reads printed text, since a policy keeps every number as it was published.
import { z } from 'zod';
import { exactDecimal, parseBounds, type Bounds, type ExactDecimal } from '../../reference-data/index.js';
import { compare, ONE, sumOf } from '../ratio.js';
import { ROUNDING_RULES, type Rounding } from '../rounding.js';

/** A decimal of zero or more, exactly and as printed. */
export const decimal: z.ZodType<ExactDecimal> = z.string().transform((text, context) => {
  const read = exactDecimal(text);
  if (read !== undefined) return read;
  context.addIssue({ code: 'custom', message: `"${text}": 0.95, 10.0946` });
  return z.NEVER;
});

/** A decimal above zero. */
export const positive = decimal.refine(({ numerator }) => numerator > 0n, '> 0');

/** A share from 0 to 1; a percentage is written as a fraction. */
export const share = decimal.refine((value) => compare(value, ONE) <= 0, '0 ≤ … ≤ 1');

/** An amount in yuan with two decimals at most. */
export const yuan = decimal.refine(({ denominator }) => denominator <= 100n, '14400.00');

/** A whole number of zero or more. */
export const whole = z
  .string()
  .regex(/^\d{1,9}$/, '0, 1, 2 …')
  .transform(Number);

/** A day of any year: `03-31`. */
export const dayOfYear = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'MM-DD');

export const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

/** A text that is not empty. */
export const word = z.string().min(1);

export const words = z.array(word).min(1);

/** Comparisons that a number must all pass: `<= 2`, or `> 2, <= 5`. The operator says which side the edge is on. */
export const bounds: z.ZodType<Bounds> = z.string().transform((text, context) => {
  const read = parseBounds(text);
  if (read !== undefined) return read;
  context.addIssue({ code: 'custom', message: `"${text}": <= 2 · > 2, <= 5` });
  return z.NEVER;
});

/** A rule and a count of decimals: `half-up 4`. @param most Decimals at most; money has two. */
export function rounding(most = 12): z.ZodType<Rounding> {
  return z.string().transform((text, context) => {
    const [rule, decimals = '', ...rest] = text.trim().split(/\s+/);
    const known = ROUNDING_RULES.find((name) => name === rule);
    if (known !== undefined && /^\d{1,2}$/.test(decimals) && Number(decimals) <= most && rest.length === 0) {
      return { rule: known, decimals: Number(decimals) };
    }
    context.addIssue({ code: 'custom', message: `"${text}": ${ROUNDING_RULES.join(' | ')}, 0 … ${most}` });
    return z.NEVER;
  });
}

/** Named shares of one whole, such as lead hospital, township and village: they add up to 1. */
export const sharesOfOne = z.record(word, share).refine((shares) => compare(sumOf(Object.values(shares)), ONE) === 0, 'Σ = 1');
