import type { PassedRoute, PaymentPolicy, Purpose } from '../../pricing/index.js';
import { CodedError, type SchemeManifest } from '../../reference-data/index.js';
import type { AnyResult } from '../grouping/result-shape.js';
import type { ReadCase } from '../intake/index.js';
import { schemeWords } from './found-group.js';
import { readPolicyFile } from './policy-file.js';
import { RowPricer, type PricedRow } from './price-row.js';
import { findWeights } from './weights-store.js';

export interface ExplainPriceRequest {
  readonly policyPath: string;
  readonly manifest: SchemeManifest;
  readonly data: string;
  readonly purpose: Purpose;
  readonly on?: string | undefined;
  readonly firstStay: boolean;
}

/** What is paid for one case, and the routes that did not take it. */
export interface ExplainedPrice {
  readonly policy: PaymentPolicy;
  readonly row: PricedRow;
  readonly passed: readonly PassedRoute[];
}

/** Prices one case under a policy, as a file is priced. @throws PRICING_POLICY_INVALID, and as `findWeights` */
export async function explainPrice(
  read: ReadCase,
  result: AnyResult,
  { policyPath, manifest, data, purpose, on, firstStay }: ExplainPriceRequest,
): Promise<ExplainedPrice> {
  const { policy, texts } = await readPolicyFile(policyPath);
  const weights = await findWeights(data, manifest.id, policy);
  const scheme = schemeWords(manifest);
  const pricer = await RowPricer.open({ policyPath, policyTexts: texts, purpose, on, firstStay, weights, scheme });
  return { policy, row: pricer.price(read, result), passed: passedBefore(pricer, read, result) };
}

/** Where a case cannot be routed at all the error of its row says why. */
function passedBefore(pricer: RowPricer, read: ReadCase, result: AnyResult): readonly PassedRoute[] {
  try {
    return pricer.routesPassed(pricer.toPrice(read, result));
  } catch (error) {
    if (error instanceof CodedError) return [];
    throw error;
  }
}
