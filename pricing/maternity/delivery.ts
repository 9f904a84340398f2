import { z } from 'zod';
import { amountOperand } from '../breakdown.js';
import { neededAmount, type CaseFacts } from '../case-facts.js';
import { CASE_CONDITIONS } from '../episode/case-conditions.js';
import { TERMS } from '../episode/terms.js';
import { addFen, fen, greaterFen, NO_MONEY, subtractFen } from '../money.js';
import type { Citation, Sourced } from '../policy/citation.js';
import { flag, word, yuan } from '../policy/values.js';
import type { Ratio } from '../ratio.js';
import { HALF_UP_TO_FEN, roundToFen } from '../rounding.js';
import { babiesOf, type babyCountTable } from './babies.js';
import { extraBabyOperands, type PriceOfCare } from './price-of-care.js';
import { tierTable } from './tiers.js';

const priced = {
  id: word,
  ...CASE_CONDITIONS,
  price: yuan,
  /** The price is for antenatal care and delivery together: what was paid for the one is not paid for the other. */
  includesAntenatal: flag.optional(),
};

/** Kinds of delivery in the order in which they are tried: caesarean with another operation before any caesarean, natural last. */
export const deliveryTable = z
  .array(
    z.discriminatedUnion('pays', [
      z.strictObject({ ...priced, pays: z.literal('fixed') }),
      z.strictObject({ ...priced, pays: z.literal('limit') }),
      z.strictObject({ id: word, ...CASE_CONDITIONS, pays: z.literal('tiers'), tiers: tierTable }),
    ]),
  )
  .min(1);

export type DeliveryRow = z.output<typeof deliveryTable>[number];
export type PricedDelivery = Exclude<DeliveryRow, { pays: 'tiers' }>;

export interface ExtraBabies {
  readonly extraBaby?: Sourced<Ratio> | undefined;
  readonly babyCounts?: Sourced<z.output<typeof babyCountTable>> | undefined;
}

/**
 * The price of a delivery: more for each baby beyond the first, less what antenatal care of the same package took. Babies are only counted
 * where the region pays for them.
 */
export function deliveryPrice(
  { pays, price, includesAntenatal }: PricedDelivery,
  citation: Citation,
  facts: CaseFacts,
  { extraBaby, babyCounts }: ExtraBabies,
): PriceOfCare {
  const printed = roundToFen(price, HALF_UP_TO_FEN);
  const operands = [amountOperand(TERMS.price, printed)];
  let found = printed;
  if (extraBaby !== undefined) {
    const babies = babiesOf(facts, babyCounts);
    const extra = roundToFen(extraBaby.value, HALF_UP_TO_FEN);
    found = addFen(found, fen(extra * (babies - 1n)));
    operands.push(...extraBabyOperands(babies, extra, extraBaby.citation));
  }
  if (includesAntenatal === true) {
    const paid = neededAmount(facts, 'antenatalPaid');
    found = greaterFen(NO_MONEY, subtractFen(found, paid));
    operands.push(amountOperand(TERMS.antenatalPaid, paid));
  }
  return { pays, price: found, operands, citation };
}
