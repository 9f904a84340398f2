import {
  CasePricer,
  readPolicy,
  SECTIONS,
  type CaseToPrice,
  type GroupWeights,
  type PassedRoute,
  type PaymentPolicy,
  type PricedCase,
  type Purpose,
  type ReviewedPrice,
} from '../../pricing/index.js';
import { CodedError } from '../../reference-data/index.js';
import { BillSettler } from '../bills/bill-settler.js';
import { EARLIER_STAYS_COLUMN } from '../bills/bill-columns.js';
import type { AnyResult } from '../grouping/result-shape.js';
import type { ReadCase } from '../intake/index.js';
import { ColumnReader } from './column-reader.js';
import { GroupFinder, type SchemeWords } from './found-group.js';
import { PaymentFactsReader } from './payment-facts.js';
import { policiesBeside } from './policy-path.js';
import { openWeights, type FoundWeights } from './weights-store.js';

/** How rows are priced under a policy. */
export interface PricingTerms {
  readonly purpose: Purpose;
  /** Prices every case under the policy of this day. */
  readonly on: string | undefined;
  /** Takes a case that states no earlier stays for the first of its person's year, where its bill is to be split. */
  readonly firstStay: boolean;
  /** Scheme of the groups; undefined where no case has one. */
  readonly scheme: SchemeWords | undefined;
}

/** What pricing rows takes, in a form that threads can be sent. */
export interface PricingSetup extends PricingTerms {
  readonly policyPath: string;
  /** Of the policy and of all that it extends: threads open no file. */
  readonly policyTexts: ReadonlyMap<string, string>;
  readonly weights: FoundWeights;
}

/** A record that was priced, or why it was not: a fault of one record stops no file. */
export type PricedRow =
  | {
      readonly caseId: string;
      readonly priced: PricedCase;
      /** What was priced: the facts and the values of the group. */
      readonly asked: CaseToPrice;
      readonly read: ReadCase;
      readonly error?: undefined;
    }
  | { readonly caseId: string; readonly error: CodedError; readonly read: ReadCase; readonly priced?: undefined };

/** Prices records one by one. */
export class RowPricer {
  readonly policy: PaymentPolicy;
  readonly #columns = new ColumnReader();
  readonly #facts = new PaymentFactsReader(this.#columns);
  readonly #pricer: CasePricer;
  readonly #weights: GroupWeights;
  readonly #finder: GroupFinder | undefined;
  readonly #bills: BillSettler;
  readonly #on: string | undefined;
  readonly #firstStay: boolean;

  /** @param weights Of the scheme of the terms. */
  constructor(policy: PaymentPolicy, weights: GroupWeights, { purpose, on, firstStay, scheme }: PricingTerms) {
    this.policy = policy;
    this.#on = on;
    this.#firstStay = firstStay;
    this.#bills = new BillSettler({ policy, purpose, on, firstStay });
    this.#pricer = new CasePricer(policy, purpose, on);
    this.#weights = weights;
    this.#finder = scheme === undefined ? undefined : new GroupFinder(scheme);
  }

  static async open(setup: PricingSetup): Promise<RowPricer> {
    const readText = (path: string): Promise<string> => Promise.resolve(setup.policyTexts.get(path)!);
    const policy = await readPolicy(setup.policyPath, readText, SECTIONS, policiesBeside(setup.policyPath));
    return new RowPricer(policy, openWeights(setup.weights), setup);
  }

  /**
   * @param result What the grouper found; absent for a file that it wrote itself, whose columns say so.
   * @param review What special-case review decided for the case.
   */
  price(read: ReadCase, result?: AnyResult, review?: ReviewedPrice): PricedRow {
    const { caseId } = read.discharge;
    try {
      const plain = this.toPrice(read, result);
      const asked = review === undefined ? plain : { ...plain, review };
      return { caseId, priced: this.#pricer.price(asked), asked, read };
    } catch (error) {
      if (error instanceof CodedError) return { caseId, error, read };
      throw error;
    }
  }

  /** A record as pricing asks for it. @throws PricingError for a record that cannot be read */
  toPrice(read: ReadCase, result?: AnyResult): CaseToPrice {
    this.#columns.at(read);
    const { facts, split } = this.#facts.read(read);
    const found = result === undefined ? this.#finder?.ofColumns(this.#columns) : this.#finder?.ofResult(result);
    // A case without a fund or a day is refused by the pricer, which names what is missing.
    const fund = facts.fund ?? facts.insuranceType ?? '';
    const query = { fund, on: this.#on ?? facts.dischargeDate ?? '', hospital: facts.hospitalId };
    const group = found === undefined ? undefined : this.#weights.valuesOf(found, query);
    // Without the year before the stay no bill can be split: most files say nothing of it, and need not be read twice to find that out.
    const hasYear = this.#firstStay || this.#columns.placeOf(EARLIER_STAYS_COLUMN) !== undefined;
    // As members of the object these would be allocated among what lives long, and keep all of the case with them.
    const linkedGroup = (name: string) => this.#weights.linkedValuesOf(name, query);
    const settleBill = () => this.#bills.settle(read);
    return { facts, split, group, linkedGroup, settleBill: hasYear ? settleBill : undefined };
  }

  /** The routes that did not take a case. */
  routesPassed(toPrice: CaseToPrice): readonly PassedRoute[] {
    return this.#pricer.routesPassed(toPrice);
  }
}
