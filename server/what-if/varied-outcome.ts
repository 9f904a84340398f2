import type { Discharge, Reason } from '../../grouper/index.js';
import type { PricedCase } from '../../pricing/index.js';
import type { CodedError } from '../../reference-data/index.js';
import type { AnyResult } from '../grouping/result-shape.js';
import { variedCase, type VariedCase, type Variation } from './variations.js';

/** What is published about a group, as printed. */
export interface PublishedValues {
  readonly relativeWeight?: string | undefined;
  readonly groupPoints?: string | undefined;
}

/** What a case would be paid; or what is missing to say it. */
export type PriceFound = { readonly published: PublishedValues } & (
  { readonly priced: PricedCase } | { readonly missing: CodedError }
);

/** What is asked of every variation. */
export interface WhatIfQuestions {
  readonly group: (discharge: Discharge, reasons: readonly Reason[]) => AnyResult;
  /** What comes with the scheme or in a plain file; the weights of a region go before it. */
  readonly published: (result: AnyResult) => PublishedValues;
  /** Absent without a policy. */
  readonly price?: ((discharge: Discharge, result: AnyResult) => PriceFound) | undefined;
}

/** A case under one variation, and what follows from it. */
export interface VariedOutcome extends VariedCase {
  readonly result: AnyResult;
  readonly published: PublishedValues;
  readonly price?: PriceFound | undefined;
}

/**
 * What follows from each variation: the case as it stands first, then the variations in the order given. They are shown and never ranked.
 *
 * @param reasons What the reader found wrong or odd about the case.
 */
export function whatIf(
  discharge: Discharge,
  reasons: readonly Reason[],
  variations: readonly Variation[],
  { group, published, price }: WhatIfQuestions,
): readonly VariedOutcome[] {
  return [[], ...variations].map((variation) => {
    const varied = variedCase(discharge, variation);
    const result = group(varied.discharge, reasons);
    const found = price?.(varied.discharge, result);
    return { ...varied, result, published: found?.published ?? published(result), price: found };
  });
}

/** What comes with the scheme itself: points of a DIP directory; schemes of DRGs print no weights. */
export const publishedByScheme = (result: AnyResult): PublishedValues =>
  'points' in result && result.points !== '' ? { groupPoints: result.points } : {};
