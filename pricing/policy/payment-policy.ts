import { PricingError } from '../errors.js';
import { mayBeUsed, type Citation, type Purpose, type Sourced } from './citation.js';
import { inForceOn, type EffectiveHistory } from './effective-history.js';
import { EVERY_FUND } from './parameter.js';
import type { PolicyDocument } from './policy-document.js';
import type { AnySection, Parameters, PolicySection, SectionValues } from './section.js';

/** For whom, when and what for a policy is read. All of it is part of every look-up. */
export interface PolicyQuery {
  /** `employee`, `resident`, or a word that the region added. */
  readonly fund: string;
  /** `YYYY-MM-DD` */
  readonly on: string;
  readonly purpose: Purpose;
}

/** Sections of single days that are remembered: all of a few years, and not of every day that somebody may think of. */
const MOST_READ = 20_000;

/** What a region decided, with what it takes over from the regions above it. Reading it changes nothing in it. */
export class PaymentPolicy {
  /** Nearest region first. */
  readonly documents: readonly [PolicyDocument, ...PolicyDocument[]];
  /** Cases of one day ask for the same values again and again. */
  readonly #read = new Map<string, object>();

  constructor(documents: readonly [PolicyDocument, ...PolicyDocument[]]) {
    this.documents = documents;
  }

  get region(): string {
    return this.documents[0].region;
  }

  /** Whether invented numbers may settle, and every output says so. */
  get isDemonstration(): boolean {
    return this.documents[0].isDemonstration;
  }

  hasSection({ id }: Pick<AnySection, 'id'>): boolean {
    return this.documents.some(({ sections }) => sections.has(id));
  }

  /**
   * The values of a section that are in force on a day, each with its source. Of several regions the nearest with a value on that day
   * decides; an own history of the fund goes before one of every fund.
   *
   * @throws PRICING_POLICY_NOT_IN_FORCE, PRICING_FUND_UNKNOWN, PRICING_SECTION_MISSING; PRICING_NO_VALUE_IN_FORCE for a gap, also of an
   *   optional parameter that other days have; PRICING_EVIDENCE_REFUSED where the grade may not serve the purpose.
   */
  section<P extends Parameters>(section: PolicySection<P>, query: PolicyQuery): SectionValues<P> {
    const key = `${section.id}|${query.fund}|${query.on}|${query.purpose}`;
    const known = this.#read.get(key);
    if (known !== undefined) return known as SectionValues<P>;
    const values = this.#readSection(section, query);
    if (this.#read.size >= MOST_READ) this.#read.clear();
    this.#read.set(key, values);
    return values;
  }

  /** Every history of a parameter that a fund may read from, in the order in which they are asked. */
  historiesOf(sectionId: string, parameter: string, fund: string): readonly EffectiveHistory[] {
    return this.documents.flatMap(({ sections }) => {
      const histories = sections.get(sectionId)?.get(parameter);
      return [histories?.get(fund), histories?.get(EVERY_FUND)].filter((history) => history !== undefined);
    });
  }

  #readSection<P extends Parameters>(section: PolicySection<P>, query: PolicyQuery): SectionValues<P> {
    const { region } = this;
    const { funds, effective } = this.documents[0];
    const { fund, on } = query;
    if (on < effective.from || (effective.until !== undefined && on >= effective.until))
      throw new PricingError('PRICING_POLICY_NOT_IN_FORCE', { region, day: on });
    if (!funds.includes(fund)) throw new PricingError('PRICING_FUND_UNKNOWN', { region, fund });
    if (!this.hasSection(section)) throw new PricingError('PRICING_SECTION_MISSING', { region, section: section.id });
    const values: Record<string, Sourced<unknown>> = {};
    for (const [name, { isRequired }] of Object.entries(section.parameters)) {
      const value = this.#valueOf(section.id, name, isRequired, query);
      if (value !== undefined) values[name] = value;
    }
    // Every required parameter was found, or the reading would have failed.
    return values as SectionValues<P>;
  }

  #valueOf(section: string, name: string, isRequired: boolean, { fund, on, purpose }: PolicyQuery): Sourced<unknown> | undefined {
    const parameter = `${section}.${name}`;
    const histories = this.historiesOf(section, name, fund);
    if (histories.length === 0 && !isRequired) return undefined;
    for (const history of histories) {
      const entry = inForceOn(history, on);
      if (entry === undefined) continue;
      if (entry.value === undefined) return undefined;
      const { evidence } = entry.source;
      if (!mayBeUsed(evidence, purpose, this.isDemonstration))
        throw new PricingError('PRICING_EVIDENCE_REFUSED', { parameter, evidence });
      const { unit, region } = history;
      const citation: Citation = { parameter, unit, from: entry.from, region, source: entry.source };
      return { value: entry.value, citation };
    }
    throw new PricingError('PRICING_NO_VALUE_IN_FORCE', { parameter, fund, day: on });
  }
}
