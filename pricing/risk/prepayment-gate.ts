import { z } from 'zod';
import { isWithin } from '../../reference-data/index.js';
import { divide } from '../measurement/divide.js';
import { sumFen, yuanOf, type Fen } from '../money.js';
import type { Outcome } from '../outcome.js';
import { bounds, dayOfYear, positive, whole } from '../policy/values.js';
import { ratio, times, type Ratio } from '../ratio.js';
import { roundToFen, type Rounding } from '../rounding.js';

/** Deficits that a region lets close the gate. */
export const DEFICITS = ['last-year', 'rolling-forecast'] as const;
export type Deficit = (typeof DEFICITS)[number];

/** When a fund may prepay its hospitals (预付金), and how much. */
export const prepaymentRule = z.strictObject({
  /** Unit: months. The operator says on which side the edge is: `>= 12` lets twelve months pass. */
  monthsPayable: bounds,
  /** Each of them closes the gate by itself. */
  refusedBy: z.array(z.enum(DEFICITS)),
  /** Part of a year that is prepaid. Unit: months; about one. */
  months: positive,
  /** The mean of how many past years is taken, one to three. */
  pastYears: whole.refine((years) => years >= 1 && years <= 3, '1 … 3'),
  /** When it is asked for, and by when it is paid and set off, in the year that it is for; absent: at any time. */
  calendar: z
    .strictObject({ askedFrom: dayOfYear, askedUntil: dayOfYear, paidBy: dayOfYear, setOffBy: dayOfYear })
    .refine((days) => days.askedFrom <= days.askedUntil && days.askedUntil <= days.paidBy && days.paidBy <= days.setOffBy, '≤')
    .optional(),
  /** Whether the months of the year set it off, or its clearing. */
  setOffIn: z.enum(['months', 'clearing']).default('clearing'),
});

export type PrepaymentRule = z.output<typeof prepaymentRule>;

/** The days of a prepayment, `YYYY-MM-DD`; both ends of the time for asking belong to it. */
export interface PrepaymentDays {
  readonly askedFrom: string;
  readonly askedUntil: string;
  readonly paidBy: string;
  readonly setOffBy: string;
}

/** The days of the prepayment of a year; absent where the region says none. @param year `YYYY` */
export function prepaymentDays(year: string, { calendar }: PrepaymentRule): PrepaymentDays | undefined {
  if (calendar === undefined) return undefined;
  const { askedFrom, askedUntil, paidBy, setOffBy } = calendar;
  const on = (day: string): string => `${year}-${day}`;
  return { askedFrom: on(askedFrom), askedUntil: on(askedUntil), paidBy: on(paidBy), setOffBy: on(setOffBy) };
}

/** The state of a fund when prepayment is asked for. */
export interface PrepaymentFacts {
  /** What the accumulated balance would pay for. Unit: months. */
  readonly monthsPayable: Ratio;
  /** Deficits that there were, or are foreseen. */
  readonly deficits: readonly Deficit[];
}

/** Whether a fund may prepay, and everything that speaks against it. */
export interface PrepaymentDecision {
  readonly isAllowed: boolean;
  /** Empty where it may. */
  readonly refusals: readonly Outcome[];
}

const REFUSALS = {
  'too-few-months': { id: 'too-few-months', zh: '累计结余可支付月数不足', en: 'The balance pays for too few months' },
  'last-year': { id: 'last-year', zh: '上年当期赤字', en: 'Last year ended with a deficit' },
  'rolling-forecast': { id: 'rolling-forecast', zh: '滚动12个月预测赤字', en: 'A deficit is foreseen for twelve rolling months' },
} as const satisfies Readonly<Record<Deficit | 'too-few-months', Outcome>>;

/** Decides whether a fund may prepay its hospitals. All that speaks against it is named at once. */
export function prepaymentGate({ monthsPayable, deficits }: PrepaymentFacts, rule: PrepaymentRule): PrepaymentDecision {
  const refusals: Outcome[] = isWithin(monthsPayable, rule.monthsPayable) ? [] : [REFUSALS['too-few-months']];
  for (const deficit of rule.refusedBy) if (deficits.includes(deficit)) refusals.push(REFUSALS[deficit]);
  return { isAllowed: refusals.length === 0, refusals };
}

const TWELVE = ratio(12);

/**
 * What a hospital is prepaid: the rule's months of the mean year.
 *
 * @param paidByYear What the fund paid, oldest year first; of more years than the rule takes the latest count, of fewer all.
 * @throws PRICING_DIVISION_BY_ZERO without any year.
 */
export function prepaymentAmount(
  paidByYear: readonly Fen[],
  { months, pastYears }: Pick<PrepaymentRule, 'months' | 'pastYears'>,
  rounding: Rounding,
): Fen {
  const years = paidByYear.slice(-pastYears);
  const monthsOfYears = times(TWELVE, ratio(years.length));
  const monthly = divide(yuanOf(sumFen(years)), monthsOfYears, 'pastYears');
  return roundToFen(times(monthly, months), rounding);
}
