import {
  benefitValues,
  evidenceNotices,
  fundOf,
  needed,
  onLists,
  ROUTER,
  ROUNDING,
  settleBill,
  weakestEvidence,
  type BenefitValues,
  type Evidence,
  type ListRow,
  type Outcome,
  type PaymentPolicy,
  type Purpose,
  type RoundingRules,
  type SettledBill,
  type Sourced,
} from '../../pricing/index.js';
import { CodedError } from '../../reference-data/index.js';
import type { ReadCase } from '../intake/index.js';
import { askedYearSums } from './asked-year-sums.js';
import { BillReader } from './read-bill.js';
import { yearBeforeStay, type StatedYear } from './year-columns.js';

/** A bill of which every fen has its payer, with what it rests on. */
export interface SplitBill {
  readonly bill: SettledBill;
  readonly fund: string;
  /** Day whose policy holds: the discharge. `YYYY-MM-DD`. */
  readonly on: string;
  /** What the record states of the year before the stay. */
  readonly year: StatedYear;
  /** The weakest grade of everything the bill rests on. */
  readonly evidence: Evidence;
  readonly isDemonstration: boolean;
  readonly notices: readonly Outcome[];
}

/** A record whose bill was split, or why it was not: a fault of one bill stops no file. */
export type BillOutcome =
  | { readonly caseId: string; readonly split: SplitBill; readonly error?: undefined }
  | { readonly caseId: string; readonly error: CodedError; readonly split?: undefined };

export interface BillSettings {
  readonly policy: PaymentPolicy;
  readonly purpose: Purpose;
  /** Takes a bill that states no earlier stays for the first of its person's year. */
  readonly firstStay: boolean;
  /** Day whose policy holds, in place of the discharge. */
  readonly on?: string | undefined;
}

interface InForce {
  readonly values: BenefitValues;
  readonly rounding: RoundingRules;
  /** Lists that the policy defines by codes; a policy of benefits alone has no routes and none of these. */
  readonly lists: readonly ListRow[] | undefined;
  readonly evidence: Evidence;
}

/** Days and funds that are remembered. */
const MOST_DAYS = 1000;

/** Splits bills one by one, all layers in one call (一站式结算). What a policy says of a fund on a day is read once. */
export class BillSettler {
  readonly #settings: BillSettings;
  readonly #reader = new BillReader();
  readonly #inForce = new Map<string, InForce>();

  constructor(settings: BillSettings) {
    this.#settings = settings;
  }

  /** Splits the bill of a record; a fault of the record or of the policy is part of the answer. */
  settle(read: ReadCase): BillOutcome {
    const { caseId } = read.discharge;
    try {
      return { caseId, split: this.#split(read) };
    } catch (error) {
      if (error instanceof CodedError) return { caseId, error };
      throw error;
    }
  }

  #split(read: ReadCase): SplitBill {
    const { facts, year: stated } = this.#reader.read(read);
    const { firstStay, policy, on: tried } = this.#settings;
    const year = { ...stated, earlierStays: stated.earlierStays ?? (firstStay ? 0 : undefined) };
    const fund = fundOf(facts);
    const on = tried ?? needed(facts, 'dischargeDate');
    const { values, rounding, lists, evidence } = this.#valuesOn(fund, on);
    const { facts: listed, notices } = onLists(facts, undefined, lists);
    const yearToDate = yearBeforeStay(facts.caseId, year, askedYearSums(values, facts));
    const bill = settleBill({ ...listed, yearToDate }, values, rounding);
    const { isDemonstration } = policy;
    const marks = evidenceNotices(evidence, isDemonstration);
    return { bill, fund, on, year, evidence, isDemonstration, notices: [...notices, ...marks] };
  }

  #valuesOn(fund: string, on: string): InForce {
    const key = `${fund} ${on}`;
    const known = this.#inForce.get(key);
    if (known !== undefined) return known;
    const { policy, purpose } = this.#settings;
    const query = { fund, on, purpose };
    const values = benefitValues(policy, query);
    const rounding = policy.section(ROUNDING, query);
    const lists = policy.hasSection(ROUTER) ? policy.section(ROUTER, query).lists : undefined;
    const sections = [
      rounding,
      { lists },
      values.bill,
      values.basicPool,
      ...Object.values(values.supplements),
      values.assistance ?? {},
    ];
    const read = { values, rounding, lists: lists?.value, evidence: weakestEvidence(sections.flatMap(gradesOf)) };
    if (this.#inForce.size >= MOST_DAYS) this.#inForce.clear();
    this.#inForce.set(key, read);
    return read;
  }
}

function gradesOf(section: object): Evidence[] {
  const values = Object.values(section) as readonly (Sourced<unknown> | undefined)[];
  return values.flatMap((value) => (value === undefined ? [] : [value.citation.source.evidence]));
}
