import {
  CasePricer,
  fundOf,
  type CaseFacts,
  type GroupValues,
  type GroupWeights,
  type PaymentPolicy,
} from '../../pricing/index.js';
import { CodedError, exactDecimal, type SchemeManifest } from '../../reference-data/index.js';
import type { AnyResult } from '../grouping/result-shape.js';
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
}

/**
 * Prices a case under other groups. It is an estimate: nothing is settled by codes that were never reported.
 *
 * @returns A function that says of each variation what it would be paid, or what is missing to say it.
 */
export function variationPricer(read: ReadCase, pricing: VariationPricing): NonNullable<WhatIfQuestions['price']> {
  const pricer = new CasePricer(pricing.policy, 'estimate');
  const columns = new ColumnReader().at(read);
  const reader = new PaymentFactsReader(columns);
  const valuesOf = groupValues(pricing);
  return (discharge, result): PriceFound => {
    let published = pricing.published(result);
    try {
      const { facts, split } = reader.read({ ...read, discharge });
      const group = valuesOf(result, facts, published);
      if (group !== undefined) {
        const { relativeWeight, groupPoints } = group;
        published = { relativeWeight: relativeWeight?.value.printed, groupPoints: groupPoints?.value.printed };
      }
      return { published, priced: pricer.price({ facts, group, split }) };
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
    // A case without a day is refused by the pricer, which names what is missing.
    const values = weights.valuesOf(found, { fund: fundOf(facts), on: facts.dischargeDate ?? '', hospital: facts.hospitalId });
    const ofFile = exactDecimal(published.relativeWeight ?? '');
    if (values.relativeWeight !== undefined || ofFile === undefined) return values;
    return { ...values, relativeWeight: { value: ofFile, citation } };
  };
}
