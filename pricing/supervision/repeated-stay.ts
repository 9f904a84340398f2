import { isWithin } from '../../reference-data/index.js';
import { isExempt, isSameIllness } from '../linking/same-illness.js';
import { gapDays, type Stay } from '../linking/stay.js';
import { ratio } from '../ratio.js';
import type { RepeatRule } from './supervision-section.js';

/** Whether a stay repeats an earlier one so soon that somebody should look. Either of the two may exempt it. */
export function isRepeat(earlier: Stay, later: Stay, rule: RepeatRule): boolean {
  const gap = gapDays(earlier, later);
  if (gap < 0 || !isWithin(ratio(gap), rule.gapDays)) return false;
  const isOneHospital = earlier.hospital === later.hospital;
  if (rule.hospitals !== 'any' && isOneHospital !== (rule.hospitals === 'same-hospital')) return false;
  return isSameIllness(earlier, later, rule.sameIllness) && !isExempt(earlier, rule.exempt) && !isExempt(later, rule.exempt);
}

/** Longest gap that a rule looks back over; undefined where it has no end. Unit: days. */
export function longestGap({ gapDays: { all } }: RepeatRule): number | undefined {
  const ends = all.filter(({ comparison }) => comparison !== '>' && comparison !== '>=');
  if (ends.length === 0) return undefined;
  return Math.min(...ends.map(({ value }) => Number(value.numerator / value.denominator)));
}
