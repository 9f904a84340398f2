import type { Discharge, Reason } from '../../grouper/index.js';
import type { PricedCase } from '../../pricing/index.js';
import type { CodedError } from '../../reference-data/index.js';
import type { AnyResult } from '../grouping/result-shape.js';
import { variedCase, type VariedCase, type Variation } from './variations.js';

/** What a case would be paid; or what is missing to say it. */
export type PriceFound = { readonly priced: PricedCase } | { readonly missing: CodedError };

/** What is asked of every variation. */
export interface WhatIfQuestions {
  readonly group: (discharge: Discharge, reasons: readonly Reason[]) => AnyResult;
  /** Relative weight or points of the group as published; undefined where none is known. */
  readonly publishedValue: (result: AnyResult) => string | undefined;
  /** Absent without a policy. */
  readonly price?: ((discharge: Discharge, result: AnyResult) => PriceFound) | undefined;
}

/** A case under one variation, and what follows from it. */
export interface VariedOutcome extends VariedCase {
  readonly result: AnyResult;
  /** Relative weight under DRG, points under DIP; as printed. */
  readonly publishedValue: string | undefined;
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
  { group, publishedValue, price }: WhatIfQuestions,
): readonly VariedOutcome[] {
  return [[], ...variations].map((variation) => {
    const varied = variedCase(discharge, variation);
    const result = group(varied.discharge, reasons);
    return { ...varied, result, publishedValue: publishedValue(result), price: price?.(varied.discharge, result) };
  });
}
