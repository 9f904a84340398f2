import type { PassedRoute, PaymentPolicy } from '../../pricing/index.js';
import { CodedError } from '../../reference-data/index.js';
import type { AnyResult } from '../grouping/result-shape.js';
import type { ReadCase } from '../intake/index.js';
import type { PricedRow, RowPricer } from './price-row.js';

/** What is paid for one case, and the routes that did not take it. */
export interface ExplainedPrice {
  readonly policy: PaymentPolicy;
  readonly row: PricedRow;
  readonly passed: readonly PassedRoute[];
}

/** Prices one case, as a file is priced. @param result What the grouper found; absent for a case that no grouper sees. */
export function explainPrice(pricer: RowPricer, read: ReadCase, result?: AnyResult): ExplainedPrice {
  return { policy: pricer.policy, row: pricer.price(read, result), passed: passedBefore(pricer, read, result) };
}

/** Where a case cannot be routed at all the error of its row says why. */
function passedBefore(pricer: RowPricer, read: ReadCase, result?: AnyResult): readonly PassedRoute[] {
  try {
    return pricer.routesPassed(pricer.toPrice(read, result));
  } catch (error) {
    if (error instanceof CodedError) return [];
    throw error;
  }
}
