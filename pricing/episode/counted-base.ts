import { z } from 'zod';
import { amountOperand, type Operand } from '../breakdown.js';
import { countedCharges, neededAmount, type CaseFacts } from '../case-facts.js';
import type { Fen } from '../money.js';
import { TERMS } from './terms.js';

/** Which charges a price is held against: all that the audit left, or those within the catalogue and its limits (政策范围内). */
export const countedBase = z.enum(['charges', 'in-scope']);
export type CountedBase = z.output<typeof countedBase>;

/** @throws PRICING_FACT_MISSING, PRICING_FACT_INVALID below zero. */
export const baseOf = (facts: CaseFacts, base: CountedBase): Fen =>
  base === 'charges' ? countedCharges(facts) : neededAmount(facts, 'inScope');

export const baseOperand = (amount: Fen, base: CountedBase): Operand =>
  amountOperand(base === 'charges' ? TERMS.charges : TERMS.inScope, amount);
