import { z } from 'zod';
import { share, words } from '../policy/values.js';
import { ratio, times, type Ratio } from '../ratio.js';
import { roundToUnits } from '../rounding.js';

/** Shares of the region's discharges that may be special cases; methods of one row share one quota. */
export const quotaTable = z
  .array(z.strictObject({ methods: words, share }))
  .min(1)
  .refine((rows) => {
    const methods = rows.flatMap(({ methods }) => methods);
    return new Set(methods).size === methods.length;
  }, 'methods ×2');

export type Quotas = z.output<typeof quotaTable>;

/** A share of a count, rounded down: how many special cases a region has, or how many of them may be swapped. */
export const shareOfCount = (count: number, part: Ratio): number =>
  Number(roundToUnits(times(ratio(count), part), { rule: 'down', decimals: 0 }));
