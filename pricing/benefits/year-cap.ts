import { z } from 'zod';
import type { Sourced } from '../policy/citation.js';
import { yuan } from '../policy/values.js';
import { greaterFen, lesserFen, NO_MONEY, subtractFen, type Fen } from '../money.js';
import { roundToFen } from '../rounding.js';
import type { BillFacts } from './bill-facts.js';
import { BILL_CONDITIONS, rowFor } from './bill-rows.js';

/** The most that a layer pays in a year. A bill that no row is for has no cap. */
export const yearCapTable = z.array(z.strictObject({ ...BILL_CONDITIONS, amount: yuan })).min(1);

/** The cap of a bill. Unit: fen; undefined where there is none. */
export function yearCapOf(facts: BillFacts, caps: Sourced<z.output<typeof yearCapTable>> | undefined): Fen | undefined {
  const row = rowFor(facts, caps?.value);
  return row === undefined ? undefined : roundToFen(row.amount);
}

/** A payment under a yearly cap, and what the cap cut off. */
export interface CappedPayment {
  readonly paid: Fen;
  readonly cut: Fen;
}

/** Pays no more than the cap leaves after the year's payments so far. @param cap undefined where there is none. */
export function withinYearCap(computed: Fen, cap: Fen | undefined, paidBefore: Fen): CappedPayment {
  if (cap === undefined) return { paid: computed, cut: NO_MONEY };
  const paid = lesserFen(computed, greaterFen(NO_MONEY, subtractFen(cap, paidBefore)));
  return { paid, cut: subtractFen(computed, paid) };
}
