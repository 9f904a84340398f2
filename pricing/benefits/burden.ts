import assert from 'node:assert/strict';
import { z } from 'zod';
import { addFen, fen, lesserFen, NO_MONEY, subtractFen, sumFen, type Fen } from '../money.js';

/**
 * What is still to be paid of a bill, by kind. `in-scope`: in-scope charges that nobody paid yet. `over-cap`: in-scope charges that the pool
 * would have paid but for its yearly cap. `first-self-paid`: 先行自付. `outside`: full self-pay and charges above price limits.
 */
export const BURDEN_PARTS = ['in-scope', 'over-cap', 'first-self-paid', 'outside'] as const;
export type BurdenPart = (typeof BURDEN_PARTS)[number];
export type Burden = Readonly<Record<BurdenPart, Fen>>;

/** Kinds that a payer takes a part in. By law a layer takes the in-scope remainder only; every other kind is a choice that a region states. */
export const burdenParts = z.array(z.enum(BURDEN_PARTS)).min(1);

/** What a payer may take a part in. */
export const burdenOf = (burden: Burden, parts: readonly BurdenPart[]): Fen =>
  sumFen(BURDEN_PARTS.map((part) => (parts.includes(part) ? burden[part] : NO_MONEY)));

/** Everything that is still to be paid. */
export const wholeBurden = (burden: Burden): Fen => burdenOf(burden, BURDEN_PARTS);

/** In-scope charges that are still to be paid. */
export const inScopeLeft = (burden: Burden): Fen => addFen(burden['in-scope'], burden['over-cap']);

/**
 * The burden after a payment. It settles in-scope charges first, so that what a layer pays for other kinds never leaves more in scope for
 * the next layer.
 *
 * @param parts Kinds that the payment may settle; together they are no less than the payment.
 */
export function settled(burden: Burden, payment: Fen, parts: readonly BurdenPart[]): Burden {
  let rest = payment;
  const left = { ...burden };
  for (const part of BURDEN_PARTS.filter((one) => parts.includes(one))) {
    const paid = lesserFen(rest, left[part]);
    left[part] = subtractFen(left[part], paid);
    rest = subtractFen(rest, paid);
  }
  assert(payment >= 0n && rest === fen(0n), 'a payer pays no more than it counts');
  return left;
}
