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
  if (rule.methodChanges !== undefined && rule.methodChanges !== isPaidOtherwise(earlier, later)) return false;
  const isOperatedTwice = earlier.procedures.length > 0 && later.procedures.length > 0;
  if (rule.isOperatedTwice !== undefined && rule.isOperatedTwice !== isOperatedTwice) return false;
  const isSame = isSameIllness(earlier, later, rule.sameIllness);
  const isAsked = rule.takeTurns === undefined ? isSame : !isSame && takeTurns(earlier, later, rule.takeTurns);
  return isAsked && !isExempt(earlier, rule.exempt) && !isExempt(later, rule.exempt);
}

/** A stay that nobody priced is paid by no method, and so by no other. */
const isPaidOtherwise = (a: Stay, b: Stay): boolean => a.method !== '' && b.method !== '' && a.method !== b.method;

function takeTurns(a: Stay, b: Stay, families: readonly (readonly string[])[]): boolean {
  const begins = ({ principalDiagnosis }: Stay, family: readonly string[]) =>
    family.some((beginning) => principalDiagnosis.startsWith(beginning));
  return families.some((family) => begins(a, family) && begins(b, family));
}

/** Longest gap that a rule looks back over; undefined where it has no end. Unit: days. */
export function longestGap({ gapDays: { all } }: RepeatRule): number | undefined {
  const ends = all.filter(({ comparison }) => comparison !== '>' && comparison !== '>=');
  if (ends.length === 0) return undefined;
  return Math.min(...ends.map(({ value }) => Number(value.numerator / value.denominator)));
}
