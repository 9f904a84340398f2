import { z } from 'zod';
import { PricingError } from '../errors.js';
import { optional, required } from '../policy/parameter.js';
import { policySection, type ValuesOf } from '../policy/section.js';
import { bounds, flag } from '../policy/values.js';

const dayOfYear = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'MM-DD');

const deadlines = z
  .array(
    z.strictObject({
      /** First year that the row holds for; it holds until the next row. */
      year: z
        .string()
        .regex(/^\d{4}$/)
        .transform(Number),
      /** Day of the following year by which the year is cleared. */
      day: dayOfYear,
      /** The same for pilot regions; absent: the same day. */
      pilotDay: dayOfYear.optional(),
      /** Share of the year's money that may be left for clearing. */
      leftForClearing: bounds.optional(),
    }),
  )
  .min(1)
  .refine((rows) => rows.every(({ year }, place) => place === 0 || rows[place - 1]!.year < year), '2025 < 2026 < …');

/** By when a year is cleared (清算时限), and how much may be left for it. */
export const CLEARING = policySection({
  id: 'clearing',
  title: { zh: '年度清算时限', en: 'Deadlines of clearing' },
  parameters: {
    deadlines: required('table', { zh: '清算时限', en: 'Deadlines' }, deadlines),
    /** Whether the region is a pilot of faster clearing. */
    isPilot: optional('choice', { zh: '清算提速试点', en: 'Pilot region' }, flag),
  },
});

export type ClearingValues = ValuesOf<typeof CLEARING>;

type DeadlineRow = ClearingValues['deadlines']['value'][number];

/** Row of the deadlines that a year falls under; absent for a year before the first row. */
export const rowOfYear = (year: number, { deadlines: { value } }: ClearingValues): DeadlineRow | undefined =>
  value.findLast((one) => one.year <= year);

/** Last day of a row on which a year may be cleared, `YYYY-MM-DD`. */
export const deadlineIn = (year: number, { day, pilotDay }: DeadlineRow, { isPilot }: ClearingValues): string =>
  `${year + 1}-${isPilot?.value === true ? (pilotDay ?? day) : day}`;

/** Row of the deadlines that a year falls under. @throws PRICING_NO_ROW for a year before the first row. */
export function clearingRow(year: number, values: ClearingValues): DeadlineRow {
  const row = rowOfYear(year, values);
  const { parameter } = values.deadlines.citation;
  if (row === undefined) throw new PricingError('PRICING_NO_ROW', { parameter, of: String(year) });
  return row;
}

/** Last day on which a year may be cleared, `YYYY-MM-DD`. @throws PRICING_NO_ROW */
export function clearingDeadline(year: number, values: ClearingValues): string {
  return deadlineIn(year, clearingRow(year, values), values);
}
