import { z } from 'zod';
import { isWithin } from '../../reference-data/index.js';
import { wholeCount } from '../case-facts.js';
import { PricingError } from '../errors.js';
import type { Sourced } from '../policy/citation.js';
import { bounds, decimal, flag, positive, word } from '../policy/values.js';
import { isZero, over, ratio, sumOf, type Ratio } from '../ratio.js';

/** Signed people who are alike: a row of the sign-up roll, summed up. What the cells of the policy ask for must be stated. */
export interface SignedHeads {
  readonly heads: number;
  /** Months of the year for which they count, where the region counts by months. */
  readonly months?: number | undefined;
  /** Cell of the policy, where the roll is kept by cells; else the facts below find it. */
  readonly cell?: string | undefined;
  readonly ageYears?: number | undefined;
  readonly sex?: 1 | 2 | undefined;
  readonly isChronic?: boolean | undefined;
}

/** Cells of people (age, sex, chronic flag) and what a head costs beside the average head, in the order in which they are asked. */
export const cellTable = z
  .array(
    z.strictObject({
      cell: word,
      ageYears: bounds.optional(),
      sex: z.enum(['1', '2']).transform(Number).optional(),
      chronic: flag.optional(),
      /** Mean cost of the cell over the overall mean. */
      coefficient: positive,
    }),
  )
  .min(1);
export type Cell = z.output<typeof cellTable>[number];

/** More for institutions with many old or young people: the first row that fits decides. */
export const upliftTable = z
  .array(
    z.strictObject({
      /** Ages that count, each a comparison or several. */
      ages: z.array(bounds).min(1).optional(),
      /** On the share of the heads that are of these ages. */
      headShare: bounds.optional(),
      uplift: decimal,
    }),
  )
  .min(1);
export type UpliftTable = z.output<typeof upliftTable>;

/** Heads of one row in years: 60 heads for five months are 25. @throws PRICING_FACT_MISSING, PRICING_NOT_A_COUNT */
export function headYears(row: SignedHeads, headCount: 'by-month' | 'whole-year', of: string): Ratio {
  const heads = wholeCount(row.heads, { of, field: 'heads' });
  if (headCount === 'whole-year') return ratio(heads);
  return ratio(heads * wholeCount(stated(row, 'months', of), { of, field: 'months' }, 12), 12n);
}

/** The cell of a row. @throws PRICING_NO_ROW, PRICING_FACT_MISSING */
export function cellOf(row: SignedHeads, { value: cells, citation }: Sourced<readonly Cell[]>, of: string): Cell {
  const found = cells.find((asked) =>
    row.cell === undefined
      ? (asked.ageYears === undefined || isWithin(age(row, of), asked.ageYears)) &&
        (asked.sex === undefined || asked.sex === stated(row, 'sex', of)) &&
        (asked.chronic === undefined || asked.chronic === stated(row, 'isChronic', of))
      : asked.cell === row.cell,
  );
  if (found === undefined) throw new PricingError('PRICING_NO_ROW', { parameter: citation.parameter, of });
  return found;
}

/** The uplift of an institution with these people; undefined where no row fits. */
export function upliftOf(
  rows: readonly { readonly row: SignedHeads; readonly years: Ratio }[],
  table: UpliftTable,
  of: string,
): UpliftTable[number]['uplift'] | undefined {
  const all = sumOf(rows.map(({ years }) => years));
  const shareOf = (ages: UpliftTable[number]['ages']): Ratio => {
    const counted = rows.filter(({ row }) => ages === undefined || ages.some((asked) => isWithin(age(row, of), asked)));
    return isZero(all) ? all : over(sumOf(counted.map(({ years }) => years)), all);
  };
  return table.find(({ ages, headShare }) => headShare === undefined || isWithin(shareOf(ages), headShare))?.uplift;
}

const age = (row: SignedHeads, of: string): Ratio => ratio(wholeCount(stated(row, 'ageYears', of), { of, field: 'ageYears' }));

function stated<Field extends keyof SignedHeads>(row: SignedHeads, field: Field, of: string): NonNullable<SignedHeads[Field]> {
  const value = row[field];
  if (value === undefined || value === null) throw new PricingError('PRICING_FACT_MISSING', { case: of, field });
  return value;
}
