import { FUND_PAYMENT, type FundPaymentValues } from './fund-payment/fund-payment-section.js';
import { PricingError } from './errors.js';
import { METHODS } from './methods/index.js';
import type { PaymentMethod } from './payment-method.js';
import { weakestEvidence, type Evidence, type Purpose } from './policy/citation.js';
import type { PaymentPolicy, PolicyQuery } from './policy/payment-policy.js';
import type { AnySection, AnyValues } from './policy/section.js';
import { ROUNDING, type RoundingRules } from './rounding-section.js';
import type { ListRow } from './router/policy-lists.js';
import { Router } from './router/router.js';
import { ROUTER } from './router/router-section.js';

/** A method with the values that hold for one fund on one day. */
export interface MethodInForce {
  readonly method: PaymentMethod;
  readonly values: AnyValues;
  /** The weakest grade of its parameters. */
  readonly evidence: Evidence;
}

/** What a policy says for one fund on one day: each section is read once, when a case first needs it. */
export class PolicyOnDay {
  readonly policy: PaymentPolicy;
  readonly query: PolicyQuery;
  readonly rounding: RoundingRules;
  /** Absent where the region defines none. */
  readonly lists: readonly ListRow[] | undefined;
  readonly router: Router;
  /** Absent where the region has not chosen a form: methods that price the fund's part need none. */
  readonly fundPayment: FundPaymentValues | undefined;
  /** The weakest grade of what all methods share. */
  readonly sharedEvidence: Evidence;
  readonly #methods = new Map<string, MethodInForce>();

  /** @throws as `PaymentPolicy.section` */
  constructor(policy: PaymentPolicy, query: PolicyQuery) {
    this.policy = policy;
    this.query = query;
    this.rounding = policy.section(ROUNDING, query);
    const routes = policy.section(ROUTER, query);
    this.lists = routes.lists?.value;
    this.router = new Router(routes);
    this.fundPayment = policy.hasSection(FUND_PAYMENT) ? policy.section(FUND_PAYMENT, query) : undefined;
    this.sharedEvidence = weakestEvidence([this.rounding, routes, this.fundPayment ?? {}].flatMap(gradesOf));
  }

  /** @throws PRICING_SECTION_MISSING when there is no such method, and as `PaymentPolicy.section` */
  method(id: string): MethodInForce {
    const known = this.#methods.get(id);
    if (known !== undefined) return known;
    const method = METHODS.find(({ section }) => section.id === id);
    if (method === undefined) throw new PricingError('PRICING_SECTION_MISSING', { region: this.policy.region, section: id });
    const values = this.policy.section(method.section as AnySection, this.query);
    const found = { method, values, evidence: weakestEvidence([this.sharedEvidence, ...gradesOf(values)]) };
    this.#methods.set(id, found);
    return found;
  }
}

/** Days that are remembered: cases of a few years state no more, and who asks for others day by day makes nothing grow. */
const MOST_DAYS = 1000;

/** A policy by fund and day, each combination read once: a million cases ask for a few hundred. */
export class PolicyCalendar {
  readonly policy: PaymentPolicy;
  readonly purpose: Purpose;
  readonly #funds = new Map<string, Map<string, PolicyOnDay>>();

  constructor(policy: PaymentPolicy, purpose: Purpose) {
    this.policy = policy;
    this.purpose = purpose;
  }

  /** @throws as `PaymentPolicy.section` */
  on(fund: string, day: string): PolicyOnDay {
    const days = this.#funds.get(fund);
    const known = days?.get(day);
    if (known !== undefined) return known;
    const read = new PolicyOnDay(this.policy, { fund, on: day, purpose: this.purpose });
    if (days === undefined || days.size >= MOST_DAYS) this.#funds.set(fund, new Map([[day, read]]));
    else days.set(day, read);
    return read;
  }
}

function gradesOf(values: object): Evidence[] {
  return Object.values(values as AnyValues).flatMap((value) => (value === undefined ? [] : [value.citation.source.evidence]));
}
