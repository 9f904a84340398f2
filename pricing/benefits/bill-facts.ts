import { needed, type CaseFacts } from '../case-facts.js';
import { PricingError } from '../errors.js';
import { NO_MONEY, printYuan, type Fen } from '../money.js';
import type { ChargeLine } from './charge-line.js';
import type { OrderedLayer } from './layers.js';
import type { YearToDate } from './year-to-date.js';

/** Everything that settling a bill may ask: the case, and what only the patient's side knows. Absent means not stated, never zero. */
export interface BillFacts extends CaseFacts {
  /** Always needed; `FIRST_STAY` where the year has no earlier stay. */
  readonly yearToDate?: YearToDate | undefined;
  /** `local`, `out-of-city`, `out-of-province`, or a word of the region. */
  readonly placeOfCare?: string | undefined;
  /** Whether the person was referred, or has registered to be treated elsewhere. */
  readonly isReferred?: boolean | undefined;
  /** Schemes of members that the person belongs to; an empty list is none. */
  readonly memberships?: readonly OrderedLayer[] | undefined;
  /** The items of the bill. Its head may then leave the kinds of charges out. */
  readonly lines?: readonly ChargeLine[] | undefined;
  /** What the person lets the personal account pay at most; without it the account pays nothing. */
  readonly accountOffered?: Fen | undefined;
  /** What payers outside the scheme have promised for this stay at most: charity, commercial cover, mutual aid. */
  readonly otherPayments?: Fen | undefined;
  /** What the hospital bears itself at most. */
  readonly hospitalPart?: Fen | undefined;
}

type OfferedField = 'accountOffered' | 'otherPayments' | 'hospitalPart';

/** An amount that someone offers; nothing where nobody does. @throws PRICING_FACT_INVALID when it is below zero. */
export function offered(facts: BillFacts, field: OfferedField): Fen {
  const amount = facts[field] ?? NO_MONEY;
  if (amount < 0n) throw new PricingError('PRICING_FACT_INVALID', { case: facts.caseId, field, value: printYuan(amount) });
  return amount;
}

/** The year before the stay. @throws PRICING_FACT_MISSING */
export const yearBefore = (facts: BillFacts): YearToDate => needed(facts, 'yearToDate');
