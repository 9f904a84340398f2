import type { ExactDecimal, TreatmentAttribute } from '../reference-data/index.js';
import { PricingError } from './errors.js';
import type { Sourced } from './policy/citation.js';

/** The group of a case, and what the region published about it for the fund on the day of the case. */
export interface GroupValues {
  /** DRG code or key of a DIP group. */
  readonly group: string;
  readonly scheme: string;
  /** `blank`: the group of cases that no row takes (空白病组), with points of its own. */
  readonly status: 'grouped' | 'ambiguous' | 'ungrouped' | 'blank';
  /** RW. Unit: 1. */
  readonly relativeWeight?: Sourced<ExactDecimal> | undefined;
  /** 病种分值, 基准点数. Unit: points. */
  readonly groupPoints?: Sourced<ExactDecimal> | undefined;
  /** Mean charges that the region compares a case with. Unit: yuan. */
  readonly meanCharges?: Sourced<ExactDecimal> | undefined;
  /** Mean charges of the group in this hospital. Unit: yuan. */
  readonly hospitalMeanCharges?: Sourced<ExactDecimal> | undefined;
  /** Cases and coefficient of variation that decide whether a group is stable. */
  readonly cases?: Sourced<ExactDecimal> | undefined;
  readonly variation?: Sourced<ExactDecimal> | undefined;
  /** What the region published of the group itself; absent where cases and variation decide. */
  readonly isStable?: boolean | undefined;
  /** 基层病种 */
  readonly isPrimaryCare: boolean;
  readonly attribute?: TreatmentAttribute | undefined;
  /** Coefficient of the auxiliary subtype (辅助分型), where the case has one. */
  readonly auxiliaryCoefficient?: Sourced<ExactDecimal> | undefined;
}

type PublishedField = {
  [Field in keyof GroupValues]-?: NonNullable<GroupValues[Field]> extends Sourced<ExactDecimal> ? Field : never;
}[keyof GroupValues];

/** A published value that a rule cannot do without. @throws PRICING_GROUP_WITHOUT_VALUE */
export function published(group: GroupValues, field: PublishedField): Sourced<ExactDecimal> {
  const value = group[field];
  if (value === undefined) throw new PricingError('PRICING_GROUP_WITHOUT_VALUE', { group: group.group, value: field });
  return value;
}
