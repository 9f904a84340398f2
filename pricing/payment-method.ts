import type { BilingualText } from '../reference-data/index.js';
import type { PaymentBreakdown } from './breakdown.js';
import type { CaseFacts } from './case-facts.js';
import { PricingError } from './errors.js';
import type { GroupValues } from './group-values.js';
import type { Fen } from './money.js';
import type { Outcome } from './outcome.js';
import type { Sourced } from './policy/citation.js';
import type { Parameters, PolicySection, SectionValues } from './policy/section.js';
import type { Ratio } from './ratio.js';
import type { RoundingRules } from './rounding-section.js';
import type { RouteResult } from './router/router.js';

/** What one way of paying makes of one case. */
export interface MethodResult {
  readonly method: string;
  readonly outcome: Outcome;
  /**
   * What the amount pays for. `stay`: the whole stay, as a payment standard (支付标准), of which the form of fund payment takes the others'
   * parts. `fund`: the fund's own part, and nothing is taken off.
   */
  readonly covers: 'stay' | 'fund';
  /** Unit: fen; the total of the breakdown. */
  readonly amount: Fen;
  /** Where the method counts points: exact, or as the region rounds them. */
  readonly casePoints?: Ratio;
  /** Where a package pays for the case and nothing is paid beside it: what the case takes from the package, as far as that is known. Unit: fen. */
  readonly fromPackage?: Fen;
  readonly breakdown: PaymentBreakdown;
  /** What people should look at: the case may apply for review, an earlier case was reduced … */
  readonly notices: readonly Outcome[];
}

/** What every method is handed beside its own parameters. */
export interface MethodContext {
  readonly rounding: RoundingRules;
  /** How the case came here; absent where a method is asked without a router. */
  readonly route?: RouteResult;
  /** Values of a group that a rule names beside that of the case; absent, or without an answer, where nothing was published about it. */
  readonly linkedGroup?: ((group: string) => GroupValues | undefined) | undefined;
}

/**
 * One way of paying (支付方式). Pure: it reads no clock and no file, and the same case under the same values gives the same result.
 * A case or group that lacks what a rule needs is a coded error; what the rules decide is a value.
 */
export interface PaymentMethod<P extends Parameters = Parameters> {
  /** The id of the section is the name of the method in routes. */
  readonly section: PolicySection<P>;
  readonly title: BilingualText;
  /** @param group Absent for cases that no grouper sees, such as outpatient visits. */
  price(facts: CaseFacts, group: GroupValues | undefined, values: SectionValues<P>, context: MethodContext): MethodResult;
}

/** Names a method and keeps the types of its parameters. */
export function paymentMethod<P extends Parameters>(method: PaymentMethod<P>): PaymentMethod<P> {
  return method;
}

/** The group, for a method that prices groups. @throws PRICING_GROUP_MISSING */
export function neededGroup(facts: CaseFacts, group: GroupValues | undefined, method: string): GroupValues {
  if (group === undefined) throw new PricingError('PRICING_GROUP_MISSING', { case: facts.caseId, method });
  return group;
}

/** A rule that the case turns out to need and the policy may not have. @throws PRICING_NO_RULE */
export function inPolicy<Value>(value: Sourced<Value> | undefined, parameter: string, { caseId }: CaseFacts): Sourced<Value> {
  if (value === undefined) throw new PricingError('PRICING_NO_RULE', { parameter, case: caseId });
  return value;
}
