import { z } from 'zod';
import { isWithin, type ExactDecimal } from '../../reference-data/index.js';
import { operand, type Operand, type Rule } from '../breakdown.js';
import type { GroupValues } from '../group-values.js';
import { relativeCost } from '../measurement/relative-cost.js';
import type { Sourced } from '../policy/citation.js';
import { bounds } from '../policy/values.js';
import { times, type Ratio } from '../ratio.js';
import { counted, type CountedPoints } from './case-points.js';
import { TERMS } from './terms.js';

/** A group is unstable when either comparison holds: too few cases, or costs too far apart (CV). */
export const unstableRule = z
  .strictObject({ cases: bounds.optional(), variation: bounds.optional() })
  .refine(({ cases, variation }) => cases !== undefined || variation !== undefined, 'cases | variation');

/** What turns charges into points without a group. */
export interface ChargesToPoints {
  /** Mean charges of all cases. Unit: yuan. */
  readonly overallMean: Sourced<ExactDecimal>;
  /** Points of an average case: 100. */
  readonly scale: Sourced<ExactDecimal>;
  readonly discount: Sourced<ExactDecimal>;
}

const RULE: Rule = {
  id: 'charges-to-points',
  label: { zh: '按费用折算点数', en: 'Points by the charges of the case' },
  formula: {
    zh: '审核后费用 ÷ 全部病例次均费用 × 基数 × 折算系数',
    en: 'allowed charges ÷ mean of all cases × scale × discount',
  },
};

/**
 * Whether a group is too small or too uneven for points of its own: as the region published it, else by the rule; a value that the group
 * does not publish decides nothing.
 */
export function isUnstable({ isStable, cases, variation }: GroupValues, rule: z.output<typeof unstableRule>): boolean {
  if (isStable !== undefined) return !isStable;
  const holds = (value: Sourced<ExactDecimal> | undefined, asked: z.output<typeof bounds> | undefined) =>
    value !== undefined && asked !== undefined && isWithin(value.value, asked);
  return holds(cases, rule.cases) || holds(variation, rule.variation);
}

/** Points of a case without a group that could give it some. @param charges Unit: yuan. */
export function pointsByCharges(charges: Ratio, { overallMean, scale, discount }: ChargesToPoints): CountedPoints {
  const points = times(relativeCost({ mean: charges, base: overallMean.value }, scale.value), discount.value);
  const operands = (): Operand[] => [
    operand(TERMS.allowedCharges, charges),
    operand(TERMS.overallMean, overallMean.value, overallMean.citation),
    operand(TERMS.scale, scale.value, scale.citation),
    operand(TERMS.discount, discount.value, discount.citation),
  ];
  return counted(RULE, points, operands, discount.citation);
}
