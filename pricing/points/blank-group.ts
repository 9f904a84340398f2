import { z } from 'zod';
import { operand, type Rule } from '../breakdown.js';
import { PricingError } from '../errors.js';
import { published, type GroupValues } from '../group-values.js';
import type { Sourced } from '../policy/citation.js';
import { share } from '../policy/values.js';
import { isZero, over, productOf, times, type Ratio } from '../ratio.js';
import { counted, type CountedPoints } from './case-points.js';
import { TERMS } from './terms.js';

/** Discounts that keep a case without a group below a grouped one, in the order in which the region states them. */
export const blankGroupDiscounts = z.array(share).min(1);

const RULE: Rule = {
  id: 'blank-group-points',
  label: { zh: '空白病组分值', en: 'Points of a case without a group' },
  formula: {
    zh: '空白病组分值 × 费用 ÷ 空白病组次均费用 × 折算系数',
    en: 'points of the blank group × charges ÷ its mean × discounts',
  },
};

/**
 * Points of a case that no group takes: those of the blank group, in proportion to the charges and at a discount. Neither the hospital nor
 * the auxiliary coefficient applies.
 *
 * @param charges Unit: yuan.
 * @throws PRICING_GROUP_WITHOUT_VALUE when the blank group has no points, or no mean above zero.
 */
export function blankGroupPoints(
  group: GroupValues,
  charges: Ratio,
  discounts: Sourced<z.output<typeof blankGroupDiscounts>>,
): CountedPoints {
  const groupPoints = published(group, 'groupPoints');
  const mean = published(group, 'meanCharges');
  if (isZero(mean.value)) throw new PricingError('PRICING_GROUP_WITHOUT_VALUE', { group: group.group, value: 'meanCharges' });
  const points = times(over(times(groupPoints.value, charges), mean.value), productOf(discounts.value));
  const operands = () => [
    operand(TERMS.groupPoints, groupPoints.value, groupPoints.citation),
    operand(TERMS.charges, charges),
    operand(TERMS.groupMean, mean.value, mean.citation),
    ...discounts.value.map((discount) => operand(TERMS.discount, discount, discounts.citation)),
  ];
  return counted(RULE, points, operands, discounts.citation);
}
