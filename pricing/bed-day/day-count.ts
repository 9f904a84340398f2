import { z } from 'zod';
import type { Bounds } from '../../reference-data/index.js';
import { isWithin } from '../../reference-data/index.js';
import { operand, type CalculationStep, type Operand, type Rule } from '../breakdown.js';
import { needed, neededCount, wholeCount, type CaseFacts } from '../case-facts.js';
import type { Outcome } from '../outcome.js';
import type { Sourced } from '../policy/citation.js';
import { ratio } from '../ratio.js';
import type { PaidDays } from './phases.js';
import { BED_DAY_TERMS as TERMS } from './terms.js';

/**
 * Which days count. `stated`: the length of stay of the case, in which the first and the last day are one. From the dates,
 * `without-discharge-day` counts the same way and `with-discharge-day` one more. `ward-days`: days in the ward that is paid by the day,
 * for persons who were moved inside the hospital.
 */
export const dayCount = z.enum(['stated', 'without-discharge-day', 'with-discharge-day', 'ward-days']);

/** What a region decided about counting days. */
export interface DayCountValues {
  readonly dayCount: Sourced<z.output<typeof dayCount>>;
  /** `not-paid`: days of leave leave the count. */
  readonly leave?: Sourced<'not-paid'> | undefined;
  /** Days between discharge and next admission within which stays are counted together. */
  readonly joinedStays?: Sourced<Bounds> | undefined;
  /** Bed-days of a person that are paid in a year. */
  readonly yearDayLimit?: Sourced<number> | undefined;
}

/** The days that are paid, and how they were counted. */
export interface CountedDays extends PaidDays {
  readonly steps: readonly CalculationStep[];
  readonly notices: readonly Outcome[];
}

/** A notice: some of the days are beyond the limit of the year, and the hospital bears them. */
export const DAYS_BEYOND_YEAR: Outcome = {
  id: 'days-beyond-year-limit',
  zh: '超出年度床日上限的天数不予支付',
  en: 'Days beyond the limit of the year are not paid',
};

const COUNTS: Rule = {
  id: 'bed-days',
  label: { zh: '床日数', en: 'Bed-days' },
  formula: { zh: '住院天数［− 请假天数］，不超过年度余额', en: 'days of the stay [− leave], as far as the year has days left' },
};
const JOINS: Rule = {
  id: 'joined-days',
  label: { zh: '合并住院', en: 'Joined stays' },
  formula: { zh: '间隔期内前次住院床日之和', en: 'sum of the bed-days of earlier stays within the gap' },
};

/**
 * Counts the bed-days of a stay.
 *
 * @throws PRICING_FACT_MISSING, PRICING_NOT_A_COUNT, also where there are more days of leave than days.
 */
export function countDays(facts: CaseFacts, values: DayCountValues): CountedDays {
  const stay = stayDays(facts, values.dayCount.value);
  const operands: Operand[] = [operand(TERMS.statedDays, ratio(stay), values.dayCount.citation)];
  let days = stay;
  if (values.leave !== undefined) {
    const leave = neededCount(facts, 'leaveDays', Number(stay));
    operands.push(operand(TERMS.leaveDays, ratio(leave), values.leave.citation));
    days -= leave;
  }
  const present = days;
  if (values.yearDayLimit !== undefined) {
    const { value, citation } = values.yearDayLimit;
    const earlier = neededCount(facts, 'bedDaysThisYear');
    const left = BigInt(value) > earlier ? BigInt(value) - earlier : 0n;
    if (left < days) days = left;
    operands.push(operand(TERMS.paidEarlier, ratio(earlier)), operand(TERMS.yearLimit, value, citation));
  }
  const counted: CalculationStep = {
    rule: COUNTS,
    operands,
    result: operand(TERMS.days, ratio(days)),
    citation: values.dayCount.citation,
  };
  const { before, steps } = joined(facts, values.joinedStays);
  return { before, days, steps: [counted, ...steps], notices: days < present ? [DAYS_BEYOND_YEAR] : [] };
}

function stayDays(facts: CaseFacts, rule: z.output<typeof dayCount>): bigint {
  if (rule === 'stated') return neededCount(facts, 'lengthOfStayDays');
  if (rule === 'ward-days') return neededCount(facts, 'wardDays');
  const nights = (Date.parse(needed(facts, 'dischargeDate')) - Date.parse(needed(facts, 'admissionDate'))) / MILLISECONDS_A_DAY;
  const days = wholeCount(nights, { of: facts.caseId, field: 'dischargeDate − admissionDate' });
  // Whoever comes and goes on one day was there for a day, under either rule.
  return rule === 'with-discharge-day' ? days + 1n : days === 0n ? 1n : days;
}

const MILLISECONDS_A_DAY = 86_400_000;

/** Earlier stays count as long as each began again soon enough; the first that did not ends the chain. */
function joined(
  { caseId, earlierStays = [] }: CaseFacts,
  rule: Sourced<Bounds> | undefined,
): Pick<CountedDays, 'before' | 'steps'> {
  if (rule === undefined) return { before: 0n, steps: [] };
  const { value: bounds, citation } = rule;
  const gap = (gapDays: number) => ratio(wholeCount(gapDays, { of: caseId, field: 'earlierStays.gapDays' }));
  const end = earlierStays.findIndex(({ gapDays }) => !isWithin(gap(gapDays), bounds));
  const chain = earlierStays
    .slice(0, end === -1 ? undefined : end)
    .map(({ days }) => wholeCount(days, { of: caseId, field: 'earlierStays.days' }));
  const before = chain.reduce((sum, days) => sum + days, 0n);
  if (chain.length === 0) return { before, steps: [] };
  const operands = chain.map((days) => operand(TERMS.joinedDays, ratio(days)));
  return { before, steps: [{ rule: JOINS, operands, result: operand(TERMS.joinedDays, ratio(before)), citation }] };
}
