import { PricingError } from '../errors.js';
import { NO_MONEY, printYuan, sumFen, type Fen } from '../money.js';
import type { Ratio } from '../ratio.js';

/** What the budget of a package follows from, for one fund and year: employees and residents have packages of their own. */
export interface PackageFacts {
  /** Names the consortium in reports. */
  readonly consortium: string;
  /** Insured people; the mean of months may have parts. */
  readonly heads: Ratio;
  /** Where a deduction feeds the risk fund: what it holds. */
  readonly riskFundBalance?: Fen | undefined;
}

/** Care that the package pays for. */
export const CARE_KINDS = ['outpatient', 'inpatient', 'outOfCounty'] as const;
export type CareKind = (typeof CARE_KINDS)[number];

/** A part of the overspend that people found to have a reasonable cause (合理超支). */
export interface ReasonableOverspend {
  readonly cause: string;
  readonly amount: Fen;
}

/** What the year of a package is settled by. */
export interface YearFacts {
  readonly consortium: string;
  readonly package: Fen;
  readonly care: Readonly<Partial<Record<CareKind, Fen>>>;
  /** Of the assessment (考核得分), 0 to 100; needed where kept surplus depends on it. */
  readonly score?: Ratio | undefined;
  /** Needed where the policy shares overspend of some causes only. */
  readonly reasonable?: readonly ReasonableOverspend[] | undefined;
}

/** A fact that a rule cannot do without. @throws PRICING_FACT_MISSING, PRICING_BELOW_ZERO for an amount or score below zero. */
export function neededOf<Facts extends { readonly consortium: string }, Field extends keyof Facts & string>(
  facts: Facts,
  field: Field,
): NonNullable<Facts[Field]> {
  const value = facts[field];
  if (value === undefined || value === null) throw new PricingError('PRICING_FACT_MISSING', { case: facts.consortium, field });
  return value;
}

/** An amount that is not below zero. @throws PRICING_BELOW_ZERO */
export function notBelowZero(amount: Fen, of: string, field: string): Fen {
  if (amount < 0n) throw new PricingError('PRICING_BELOW_ZERO', { of, field, value: printYuan(amount) });
  return amount;
}

/** What care cost in all. @throws PRICING_BELOW_ZERO for a kind that cost less than nothing. */
export function careInAll({ consortium, care }: YearFacts): Fen {
  return sumFen(CARE_KINDS.map((kind) => notBelowZero(care[kind] ?? NO_MONEY, consortium, `care.${kind}`)));
}
