import type { Evidence, PaymentPolicy } from '../../../pricing/index.js';
import type { GatheredCases } from '../gather-cases.js';
import type { PoolValueRow } from '../pool-values.js';
import type { RunIdentity } from '../run-manifest.js';
import type { CheckedInvariant, SettledPeriod } from '../settled-period.js';
import type { SpecialCase } from '../special-cases.js';
import type { MethodAmounts } from '../write-cases.js';

/** Everything that a report shows. */
export interface ReportContent {
  readonly policy: PaymentPolicy;
  readonly identity: RunIdentity;
  readonly fingerprint: string;
  readonly evidence: Evidence;
  readonly cases: GatheredCases;
  readonly period: SettledPeriod;
  readonly values: readonly PoolValueRow[];
  readonly methods: MethodAmounts;
  /** Absent where no register of special cases was settled with the period. */
  readonly special: readonly SpecialCase[] | undefined;
  readonly invariants: readonly CheckedInvariant[];
}
