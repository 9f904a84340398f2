import type { Reason } from '../reasons.js';

/** The gravest complication that counts: some MCC, else some CC, else none. */
export type Severity = 'mcc' | 'cc' | 'none';

/** What the grouper found for one case. The group of an `ungrouped` case is a fall-back group or `0000`. */
export type GroupResult = PlacedResult | InvalidResult;

export interface PlacedResult {
  /** `ambiguous`: 歧义组; `ungrouped`: 未入组, a fall-back group or `0000`. */
  readonly status: 'grouped' | 'ambiguous' | 'ungrouped';
  /** Empty when no MDC led to a group. */
  readonly mdc: string;
  readonly adrg: string;
  readonly drg: string;
  readonly drgName: string;
  readonly severity: Severity;
  readonly reasons: readonly Reason[];
  /** Identifier of the scheme that was asked. */
  readonly scheme: string;
}

/** 信息校验不通过: the case cannot be grouped as it stands; the reasons name every fault. */
export interface InvalidResult {
  readonly status: 'invalid';
  readonly reasons: readonly Reason[];
  readonly scheme: string;
}

/** The DRG of a case for which no MDC led to a group. */
export const NO_GROUP = '0000';
