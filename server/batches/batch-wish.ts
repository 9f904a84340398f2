import type { Purpose } from '../../pricing/index.js';
import type { ResultFormat } from '../grouping/result-rows.js';
import type { CaseFormat } from '../intake/index.js';

/** What is wished of a file of cases. */
export interface BatchWish {
  readonly kind: 'group' | 'price';
  /** Scheme that cases are grouped under; not stated where they are priced by the groups that they have, or by none. */
  readonly schemeId?: string | undefined;
  /** Payment policy, of pricing. */
  readonly policy?: string | undefined;
  readonly purpose: Purpose;
  /** Prices every case under the policy of this day. */
  readonly on?: string | undefined;
  readonly firstStay: boolean;
  readonly resultFormat: ResultFormat;
  /** Of the file; detected where they are not stated. */
  readonly format?: CaseFormat | undefined;
  readonly encoding?: string | undefined;
}

/** What stands with a batch of what was asked of it. */
export interface AskedBatch {
  readonly wish: BatchWish;
  /** The version of the policy, of pricing. */
  readonly policyId?: string | undefined;
  /** Tells scheme, policy and weights from every other edition of them. */
  readonly edition: string;
}
