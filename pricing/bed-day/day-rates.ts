import { z } from 'zod';
import { isWithin } from '../../reference-data/index.js';
import { needed, type CaseFacts } from '../case-facts.js';
import { PricingError } from '../errors.js';
import type { Sourced } from '../policy/citation.js';
import { bounds, decimal, positive, word, words, yuan } from '../policy/values.js';
import { ONE, ratio, type Ratio } from '../ratio.js';
import { checkPhases, phaseDays, type PaidDays } from './phases.js';

/** Diseases of one class, told by the beginning of the principal diagnosis, the department, or a list of the policy. */
const diseaseClass = z.strictObject({
  class: word,
  diagnoses: words.optional(),
  departments: words.optional(),
  lists: words.optional(),
});

/** Classes of diseases in the order in which they are asked: a stay is of the first that fits in everything it asks. */
export const diseaseClassTable = z.array(diseaseClass).min(1);

/** What a day is worth: money, or points as the region published them. */
const rate = z.strictObject({ rate: positive });
const points = z.strictObject({ points: positive });

const dayRate = {
  hospital: word.optional(),
  level: z.enum(['1', '2', '3']).transform(Number).optional(),
  diseaseClass: word.optional(),
  personClasses: words.optional(),
  /** On the count of days, joined stays included: one rate for the acute weeks, another for long stays. */
  days: bounds.optional(),
};
const phases = z
  .array(z.union([rate.extend(phaseDays), points.extend(phaseDays)]))
  .min(1)
  .superRefine(checkPhases);

/** One rate for every day, one for each phase, or one sum for the whole stay. */
const row = z.discriminatedUnion('pays', [
  z.strictObject({ ...dayRate, pays: z.literal('rate'), rate: positive }),
  z.strictObject({ ...dayRate, pays: z.literal('points'), points: positive }),
  z.strictObject({ ...dayRate, pays: z.literal('phases'), phases }),
  z.strictObject({ ...dayRate, pays: z.literal('package'), package: yuan }),
]);

/** Day rates by hospital, level, class of disease, person and length, in the order in which rows are tried: the first that fits decides. */
export const dayRateTable = z.array(row).min(1);

export type DayRate = z.output<typeof row>;

/** Persons whose days are worth more or less, the first row that fits deciding. */
export const personFactorTable = z
  .array(z.strictObject({ personClasses: words.optional(), ageYears: bounds.optional(), factor: decimal }))
  .min(1);

/** @throws PRICING_NO_ROW when no row fits; PRICING_FACT_MISSING when a row asks for what the case does not state. */
export function rateOfStay(
  { value: table, citation }: Sourced<readonly DayRate[]>,
  facts: CaseFacts,
  { before, days }: PaidDays,
  classes: Sourced<z.output<typeof diseaseClassTable>> | undefined,
): DayRate {
  const all = ratio(before + days);
  const found = table.find(
    (asked) =>
      (asked.hospital === undefined || asked.hospital === needed(facts, 'hospitalId')) &&
      (asked.level === undefined || asked.level === needed(facts, 'hospitalLevel')) &&
      (asked.diseaseClass === undefined || asked.diseaseClass === classOf(facts, classes?.value ?? [])) &&
      (asked.personClasses === undefined || asked.personClasses.includes(facts.personClass ?? '')) &&
      (asked.days === undefined || isWithin(all, asked.days)),
  );
  if (found === undefined) throw new PricingError('PRICING_NO_ROW', { parameter: citation.parameter, of: facts.caseId });
  return found;
}

/** The class of disease of a stay; undefined where none of them fits. */
export function classOf(facts: CaseFacts, classes: z.output<typeof diseaseClassTable>): string | undefined {
  return classes.find(
    ({ diagnoses, departments, lists }) =>
      (diagnoses === undefined || diagnoses.some((start) => needed(facts, 'principalDiagnosis').startsWith(start))) &&
      (departments === undefined || departments.includes(needed(facts, 'department'))) &&
      (lists === undefined || lists.some((list) => facts.specialListFlags?.includes(list) === true)),
  )?.class;
}

/** A person of no row counts in full. */
export function personFactor(
  facts: CaseFacts,
  table: Sourced<z.output<typeof personFactorTable>> | undefined,
): Sourced<Ratio> | { readonly value: Ratio; readonly citation?: undefined } {
  const found = table?.value.find(
    ({ personClasses, ageYears }) =>
      (personClasses === undefined || personClasses.includes(facts.personClass ?? '')) &&
      (ageYears === undefined || isWithin(ratio(needed(facts, 'ageYears')), ageYears)),
  );
  return table === undefined || found === undefined ? { value: ONE } : { value: found.factor, citation: table.citation };
}
