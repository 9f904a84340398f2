import { z } from 'zod';
import type { ExactDecimal } from '../../reference-data/index.js';
import { word } from '../policy/values.js';
import { compare, ONE, over, plus, productOf, ZERO, type Ratio } from '../ratio.js';

const SIGNED = /^(-?)(\d{1,3})(?:\.(\d{1,9}))?$/;

/** A growth: `0.05` for five per cent more a year, `-0.02` for two per cent less. Nothing shrinks by all of itself. */
export const growthRate: z.ZodType<ExactDecimal> = z.string().transform((printed, context) => {
  const [, sign, whole, places = ''] = SIGNED.exec(printed) ?? [];
  if (whole !== undefined) {
    const units = BigInt(whole + places);
    const read = { printed, numerator: sign === '-' ? -units : units, denominator: 10n ** BigInt(places.length) };
    if (compare(plus(ONE, read), ZERO) > 0) return read;
  }
  context.addIssue({ code: 'custom', message: `"${printed}": 0.05, -0.02` });
  return z.NEVER;
});

const scenario = z.strictObject({
  id: word,
  name: z.strictObject({ zh: word, en: word }),
  /** Of what a case costs. */
  costGrowth: growthRate,
  /** Of the number of cases. */
  volumeGrowth: growthRate,
  /** Of the points that a case counts: more severe coding, more complex cases (点数膨胀). */
  pointInflation: growthRate,
});

/** What may come, each growth for a year. The first is what the fund expects, and what the prepayment gate asks. */
export const scenarioTable = z
  .array(scenario)
  .min(1)
  .refine((rows) => new Set(rows.map(({ id }) => id)).size === rows.length, 'id ×2');

export type Scenario = z.output<typeof scenarioTable>[number];

const grown = (growth: Ratio): Ratio => plus(ONE, growth);

/** What spending is multiplied by in a year, where a point keeps its value. */
export const spendingFactor = ({ costGrowth, volumeGrowth, pointInflation }: Scenario): Ratio =>
  productOf([costGrowth, volumeGrowth, pointInflation].map(grown));

/**
 * What a point is worth after a year, against today, where the pool grows as the income does and no more: more cases and more points for
 * each share the same money.
 */
export const pointValueFactor = ({ volumeGrowth, pointInflation }: Scenario, incomeGrowth: Ratio): Ratio =>
  over(grown(incomeGrowth), productOf([volumeGrowth, pointInflation].map(grown)));
