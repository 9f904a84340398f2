import { CasePricer, type Citation, type GroupValues, type PaymentPolicy, type Sourced } from '../../pricing/index.js';
import { CodedError, exactDecimal, type ExactDecimal, type SchemeManifest } from '../../reference-data/index.js';
import type { AnyResult } from '../grouping/result-shape.js';
import type { ReadCase } from '../intake/index.js';
import { readPaymentFacts, readSplit } from '../pricing/payment-facts.js';
import type { PriceFound, WhatIfQuestions } from './varied-outcome.js';

/** What the pricing of variations works with. */
export interface VariationPricing {
  readonly policy: PaymentPolicy;
  readonly manifest: SchemeManifest;
  readonly publishedValue: WhatIfQuestions['publishedValue'];
}

/**
 * Prices a case under other groups. It is an estimate: nothing is settled by codes that were never reported.
 *
 * @returns A function that says of each variation what it would be paid, or what is missing to say it.
 * @throws SERVER_VALUE_UNREADABLE for a column of payment that cannot be read
 */
export function variationPricer(read: ReadCase, pricing: VariationPricing): NonNullable<WhatIfQuestions['price']> {
  const pricer = new CasePricer(pricing.policy, 'estimate');
  const stated = readPaymentFacts(read);
  const split = readSplit(read);
  return ({ principalDiagnosis, secondaryDiagnoses, principalProcedure, otherProcedures }, result): PriceFound => {
    const facts = { ...stated, principalDiagnosis, secondaryDiagnoses, principalProcedure, otherProcedures };
    try {
      return { priced: pricer.price({ facts, group: groupValuesOf(result, pricing), split }) };
    } catch (error) {
      if (error instanceof CodedError) return { missing: error };
      throw error;
    }
  };
}

/** What is published about the group of a case; undefined where the case is invalid. */
function groupValuesOf(result: AnyResult, pricing: VariationPricing): GroupValues | undefined {
  if (result.status === 'invalid') return undefined;
  const { scheme } = result;
  const published = pricing.publishedValue(result) ?? '';
  if ('drg' in result) {
    const relativeWeight = sourcedValue(pricing, 'relativeWeight', '1', published);
    return { group: result.drg, scheme, status: result.status, relativeWeight, isPrimaryCare: false };
  }
  if (result.status === 'ungrouped') return { group: '', scheme, status: 'ungrouped', isPrimaryCare: false };
  const { group, status, attribute, primaryCare: isPrimaryCare, coefficient } = result;
  const groupPoints = sourcedValue(pricing, 'points', 'point', published);
  const auxiliaryCoefficient = sourcedValue(pricing, 'coefficient', '1', coefficient);
  return { group, scheme, status, groupPoints, isPrimaryCare, attribute, auxiliaryCoefficient };
}

/** Numbers that came with the scheme, or in a plain file: nobody put them in force for payment, so that they are assumed. */
function sourcedValue(
  { manifest }: VariationPricing,
  parameter: string,
  unit: Citation['unit'],
  printed: string,
): Sourced<ExactDecimal> | undefined {
  const value = exactDecimal(printed);
  if (value === undefined) return undefined;
  const evidence = manifest.demonstration === true ? 'invented' : 'assumed';
  const source = { document: manifest.name, number: '', clause: '', evidence } as const;
  const region = 'region' in manifest && manifest.region !== undefined ? manifest.region : '';
  return {
    value,
    citation: { parameter: `${manifest.id}.${parameter}`, unit, from: manifest.effectiveFrom ?? '', region, source },
  };
}
