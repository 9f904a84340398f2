import { z } from 'zod';
import { isWithin, type Bounds } from '../../reference-data/index.js';
import { needed } from '../case-facts.js';
import { bounds, flag, words } from '../policy/values.js';
import { ratio } from '../ratio.js';
import { yearBefore, type BillFacts } from './bill-facts.js';

/** For whom and where a row of a table holds. What a row does not ask holds for all; everything it asks must hold. */
export const BILL_CONDITIONS = {
  /** A roll either names a person or does not, so a case without a class is in none. */
  personClasses: words.optional(),
  hospitals: words.optional(),
  hospitalLevels: z
    .array(z.enum(['1', '2', '3']).transform(Number))
    .min(1)
    .optional(),
  /** `local`, `out-of-city`, `out-of-province`, or words of the region. */
  places: words.optional(),
  isReferred: flag.optional(),
  /** On the stays of the year before this one: `= 0`, `>= 1`. */
  earlierStays: bounds.optional(),
};

/** What a row asks of a bill. */
export interface BillConditions {
  readonly personClasses?: readonly string[] | undefined;
  readonly hospitals?: readonly string[] | undefined;
  readonly hospitalLevels?: readonly number[] | undefined;
  readonly places?: readonly string[] | undefined;
  readonly isReferred?: boolean | undefined;
  readonly earlierStays?: Bounds | undefined;
}

/**
 * Whether a row is for a bill. Rolls are asked first, so that a fact is only missed where it decides.
 *
 * @throws PRICING_FACT_MISSING when the row comes to ask for a fact that the bill does not state.
 */
export function isFor(facts: BillFacts, row: BillConditions): boolean {
  const { personClasses, hospitals, hospitalLevels, places, isReferred, earlierStays } = row;
  if (personClasses !== undefined && !personClasses.includes(facts.personClass ?? '')) return false;
  if (hospitals !== undefined && !hospitals.includes(facts.hospitalId ?? '')) return false;
  if (places !== undefined && !places.includes(needed(facts, 'placeOfCare'))) return false;
  if (hospitalLevels !== undefined && !hospitalLevels.includes(needed(facts, 'hospitalLevel'))) return false;
  if (isReferred !== undefined && isReferred !== needed(facts, 'isReferred')) return false;
  return earlierStays === undefined || isWithin(ratio(yearBefore(facts).earlierStays), earlierStays);
}

/** The first row that is for a bill. */
export function rowFor<Row extends BillConditions>(facts: BillFacts, rows: readonly Row[] | undefined): Row | undefined {
  return rows?.find((row) => isFor(facts, row));
}
