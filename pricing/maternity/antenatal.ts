import { z } from 'zod';
import { needed, neededCount, type CaseFacts } from '../case-facts.js';
import { PricingError } from '../errors.js';
import { FIXED_OR_LIMIT } from './price-of-care.js';
import { whole, words, yuan } from '../policy/values.js';

const weekRow = z.strictObject({
  /** Completed weeks; the row holds up to the next one. */
  fromWeek: whole,
  price: yuan,
});

/** Antenatal care (产前检查): which visits it is, and its price by the weeks of gestation. */
export const antenatalRule = z.strictObject({
  /** Codes or their beginnings. */
  visitTypes: words,
  pays: FIXED_OR_LIMIT,
  weeks: z
    .array(weekRow)
    .min(1)
    .refine((rows) => rows.every(({ fromWeek }, place) => place === 0 || rows[place - 1]!.fromWeek < fromWeek), '0 < 12 < 16 …'),
});

export type AntenatalRule = z.output<typeof antenatalRule>;
export type WeekRow = z.output<typeof weekRow>;

export const isAntenatal = (facts: CaseFacts, rule: AntenatalRule | undefined): rule is AntenatalRule =>
  rule !== undefined && rule.visitTypes.some((start) => needed(facts, 'visitType').startsWith(start));

/**
 * The price of the week. One price for the whole pregnancy asks for no weeks.
 *
 * @throws PRICING_FACT_MISSING, PRICING_NO_ROW before the first week of the table, PRICING_NOT_A_COUNT for parts of weeks.
 */
export function weekPrice(facts: CaseFacts, { weeks }: AntenatalRule, parameter: string): WeekRow {
  const [first] = weeks;
  if (weeks.length === 1 && first?.fromWeek === 0) return first;
  const week = neededCount(facts, 'gestationWeeks');
  const row = weeks.findLast(({ fromWeek }) => fromWeek <= week);
  if (row === undefined) throw new PricingError('PRICING_NO_ROW', { parameter, of: facts.caseId });
  return row;
}
