import { z } from 'zod';
import { isWithin } from '../../reference-data/index.js';
import { operand, type Rule } from '../breakdown.js';
import type { LaterAdmission } from '../case-facts.js';
import type { Outcome } from '../outcome.js';
import type { Sourced } from '../policy/citation.js';
import { bounds, share } from '../policy/values.js';
import { ratio, times, type Ratio } from '../ratio.js';
import { counted, type CountedPoints } from './case-points.js';
import { TERMS } from './terms.js';

/** Readmission to the same group without good reason: the earlier case keeps a share of its points. */
export const readmissionRule = z.strictObject({
  /** Days from discharge to admission, with the operator: `<= 15` counts day 15. */
  days: bounds,
  factor: share,
});

export type ReadmissionRule = z.output<typeof readmissionRule>;

/** A notice: this case lost points to a later one. */
export const REDUCED: Outcome = { id: 'reduced-for-readmission', zh: '因再入院扣减', en: 'Reduced for a readmission' };

const RULE: Rule = {
  id: 'readmission',
  label: { zh: '同组再入院扣减', en: 'Reduced for a readmission to the same group' },
  formula: { zh: '原病例点数 × 扣减系数', en: 'points of the earlier case × factor' },
};

/** Whether a later admission takes points from the case before it. */
export function reducesEarlier({ gapDays, isSameGroup, isExempt }: LaterAdmission, { days }: ReadmissionRule): boolean {
  return isSameGroup && !isExempt && isWithin(ratio(gapDays), days);
}

/**
 * Points of a case after which the person came back.
 *
 * @returns undefined where nothing is taken; a case that was cleared before gets a correction as a later entry.
 */
export function afterReadmission(
  earlier: Ratio,
  later: LaterAdmission | undefined,
  rule: Sourced<ReadmissionRule> | undefined,
): CountedPoints | undefined {
  if (later === undefined || rule === undefined || !reducesEarlier(later, rule.value)) return undefined;
  const { value, citation } = rule;
  const operands = () => [
    operand(TERMS.earlierPoints, earlier),
    operand(TERMS.gapDays, later.gapDays),
    operand(TERMS.factor, value.factor, citation),
  ];
  return counted(RULE, times(earlier, value.factor), operands, citation);
}
