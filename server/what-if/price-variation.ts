import {
  CasePricer,
  fundOf,
  type CaseFacts,
  type GroupValues,
  type GroupWeights,
  type PaymentPolicy,
  type WeightQuery,
} from '../../pricing/index.js';
import { CodedError, exactDecimal, type SchemeManifest } from '../../reference-data/index.js';
import type { AnyResult } from '../grouping/result-shape.js';
import { BillSettler } from '../bills/bill-settler.js';
import type { ReadCase } from '../intake/index.js';
import { ColumnReader } from '../pricing/column-reader.js';
import { GroupFinder, schemeWords } from '../pricing/found-group.js';
import { PaymentFactsReader } from '../pricing/payment-facts.js';
import type { PriceFound, PublishedValues, WhatIfQuestions } from './varied-outcome.js';

/** What the pricing of variations works with. */
export interface VariationPricing {
  readonly policy: PaymentPolicy;
  readonly weights: GroupWeights;
  readonly manifest: SchemeManifest;
  readonly published: WhatIfQuestions['published'];
  /** Takes a case that states no earlier stays for the first of its person's year. */
  readonly firstStay: boolean;
}

/**
 * Prices a case under other groups. It is an estimate: nothing is settled by codes that were never reported.
 *
 * @returns A function that says of each variation what it would be paid, or what is missing to say it.
 */
export function variationPricer(read: ReadCase, pricing: VariationPricing): NonNullable<WhatIfQuestions['price']> {
  const { policy, weights, firstStay } = pricing;
  const pricer = new CasePricer(policy, 'estimate');
  const bills = new BillSettler({ policy, purpose: 'estimate', firstStay });
  const columns = new ColumnReader().at(read);
  const reader = new PaymentFactsReader(columns);
  const valuesOf = groupValues(pricing);
  return (discharge, result): PriceFound => {
    let published = pricing.published(result);
    try {
      const varied = { ...read, discharge };
      const { facts, split } = reader.read(varied);
      const group = valuesOf(result, facts, published);
      if (group !== undefined) {
        const { relativeWeight, groupPoints } = group;
        published = { relativeWeight: relativeWeight?.value.printed, groupPoints: groupPoints?.value.printed };
      }
      const linkedGroup = (name: string) => weights.linkedValuesOf(name, queryOf(facts));
      const settleBill = () => bills.settle(varied);
      return { published, priced: pricer.price({ facts, group, split, linkedGroup, settleBill }) };
    } catch (error) {
      if (error instanceof CodedError) return { published, missing: error };
      throw error;
    }
  };
}

type ValuesOf = (result: AnyResult, facts: CaseFacts, published: PublishedValues) => GroupValues | undefined;

/** What the region published about a group; the weight of a plain file stands in where it has published none. */
function groupValues({ weights, manifest }: VariationPricing): ValuesOf {
  const words = schemeWords(manifest);
  const finder = new GroupFinder(words);
  const { document, number, region, from } = words;
  // Nobody put it in force for payment.
  const source = { document, number, clause: '', evidence: words.evidence === 'invented' ? 'invented' : 'assumed' } as const;
  const citation = { parameter: `${manifest.id}.relativeWeight`, unit: '1', from, region, source } as const;
  return (result, facts, published) => {
    const found = finder.ofResult(result);
    if (found === undefined) return undefined;
    const values = weights.valuesOf(found, queryOf(facts));
    const ofFile = exactDecimal(published.relativeWeight ?? '');
    if (values.relativeWeight !== undefined || ofFile === undefined) return values;
    return { ...values, relativeWeight: { value: ofFile, citation } };
  };
}

/** A case without a day is refused by the pricer, which names what is missing. */
const queryOf = (facts: CaseFacts): WeightQuery => ({
  fund: fundOf(facts),
  on: facts.dischargeDate ?? '',
  hospital: facts.hospitalId,
});
