import { z } from 'zod';
import type { ExactDecimal } from '../../reference-data/index.js';
import { published, type GroupValues } from '../group-values.js';
import type { Sourced } from '../policy/citation.js';
import { positive } from '../policy/values.js';
import { productOf, type Ratio } from '../ratio.js';
import type { PointsOfCase } from './case-points.js';
import { factorList } from './deviation.js';

/**
 * What the charges of a case are compared with. `payment-standard`: group points × point value. `simulated-mean`: group points × mean-cost
 * factor (均费调整系数). `group-mean`: the published mean of the group. The first two may take coefficients of the case as factors.
 */
export const referenceRule = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('payment-standard'), factors: factorList }),
  z.strictObject({ of: z.literal('simulated-mean'), factors: factorList }),
  z.strictObject({ of: z.literal('group-mean') }),
]);

/** Yuan for a point, for primary-care groups (基层病种) and all others. */
export const meanCostFactors = z.strictObject({ ordinary: positive, primaryCare: positive });

/** What the rules of a reference may ask for. */
export interface ReferenceValues {
  readonly reference: Sourced<z.output<typeof referenceRule>>;
  readonly pointValue: Sourced<ExactDecimal>;
  readonly meanCostFactors?: Sourced<z.output<typeof meanCostFactors>> | undefined;
  readonly primaryCareCoefficient?: Sourced<ExactDecimal> | undefined;
}

/**
 * The reference charges of a case. Unit: yuan, exact; zero where the group has none, and the case is then a normal one.
 *
 * @throws PRICING_GROUP_WITHOUT_VALUE when the rule asks for a mean that the group does not have.
 */
export function referenceCharges(
  { reference: { value: rule }, pointValue, meanCostFactors: means, primaryCareCoefficient }: ReferenceValues,
  group: GroupValues,
  { groupPoints, coefficients }: PointsOfCase,
): Ratio {
  if (rule.of === 'group-mean') return published(group, 'meanCharges').value;
  const factors = rule.factors.map((factor) => coefficients[factor].value);
  if (rule.of === 'payment-standard') return productOf([groupPoints.value, pointValue.value, ...factors]);
  // The check of the section has seen to it that this rule comes with the factors of the mean.
  const { ordinary, primaryCare } = means!.value;
  if (!group.isPrimaryCare) return productOf([groupPoints.value, ordinary, ...factors]);
  const own = primaryCareCoefficient === undefined ? [] : [primaryCareCoefficient.value];
  return productOf([groupPoints.value, primaryCare, ...own, ...factors]);
}
