import {
  CasePricer,
  fundOf,
  needed,
  type Citation,
  type FoundGroup,
  type GroupValues,
  type GroupWeights,
  type PaymentPolicy,
  type Sourced,
} from '../../pricing/index.js';
import { CodedError, exactDecimal, type ExactDecimal, type SchemeManifest } from '../../reference-data/index.js';
import type { AnyResult } from '../grouping/result-shape.js';
import type { ReadCase } from '../intake/index.js';
import { readPaymentFacts, readSplit } from './stated-facts.js';
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
 * @throws SERVER_VALUE_UNREADABLE for a column of payment that cannot be read
 */
export function variationPricer(read: ReadCase, pricing: VariationPricing): NonNullable<WhatIfQuestions['price']> {
  const pricer = new CasePricer(pricing.policy, 'estimate');
  const stated = readPaymentFacts(read);
  const split = readSplit(read);
  return ({ principalDiagnosis, secondaryDiagnoses, principalProcedure, otherProcedures }, result): PriceFound => {
    const facts = { ...stated, principalDiagnosis, secondaryDiagnoses, principalProcedure, otherProcedures };
    let published = pricing.published(result);
    try {
      const query = { fund: fundOf(facts), on: needed(facts, 'dischargeDate'), hospital: facts.hospitalId };
      const found = foundGroup(result, published, pricing.manifest);
      const group =
        found === undefined ? undefined : withRest(pricing.weights.valuesOf(found.group, query), found.relativeWeight);
      published = {
        relativeWeight: group?.relativeWeight?.value.printed,
        groupPoints: group?.groupPoints?.value.printed,
      };
      return { published, priced: pricer.price({ facts, group, split }) };
    } catch (error) {
      if (error instanceof CodedError) return { published, missing: error };
      throw error;
    }
  };
}

/** A weight of a plain file stands in where the region has published none. */
const withRest = (values: GroupValues, relativeWeight: Sourced<ExactDecimal> | undefined): GroupValues => ({
  ...values,
  relativeWeight: values.relativeWeight ?? relativeWeight,
});

interface Found {
  readonly group: FoundGroup;
  readonly relativeWeight?: Sourced<ExactDecimal> | undefined;
}

/** The group that pricing asks about; undefined where the case is invalid. */
function foundGroup(
  result: AnyResult,
  { relativeWeight, groupPoints }: PublishedValues,
  manifest: SchemeManifest,
): Found | undefined {
  if (result.status === 'invalid') return undefined;
  const sourced = (parameter: string, unit: Citation['unit'], printed = '') => sourcedValue(manifest, parameter, unit, printed);
  if ('drg' in result) {
    const { drg: group, status } = result;
    return { group: { group, status }, relativeWeight: sourced('relativeWeight', '1', relativeWeight) };
  }
  if (result.status === 'ungrouped') return { group: { group: '', status: 'ungrouped' } };
  const { group, status, attribute, primaryCare: isPrimaryCare } = result;
  const directoryPoints = sourced('points', 'point', groupPoints);
  const auxiliaryCoefficient = sourced('coefficient', '1', result.coefficient);
  return { group: { group, status, isPrimaryCare, attribute, directoryPoints, auxiliaryCoefficient } };
}

/** Numbers that came with the scheme, or in a plain file: nobody put them in force for payment, so that they are assumed. */
function sourcedValue(
  manifest: SchemeManifest,
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
