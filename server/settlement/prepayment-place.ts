import { FUND_RISK } from '../../pricing/index.js';
import { SettlementError } from './errors.js';
import type { OpenedSettlement } from './open-settlement.js';
import type { Run } from './run-manifest.js';
import type { SettleRequest } from './settle-request.js';

/** The policy, and the day and purpose that it is asked for. */
type RulesAsked = Pick<OpenedSettlement, 'policy' | 'settledOn' | 'purpose'>;

/** A file of prepayments that a settlement was handed. */
interface Handed {
  /** Funds that the file of prepayments names. */
  readonly funds: Iterable<string>;
  /** Of the file. */
  readonly sha256: string;
  /** Runs that were settled before. */
  readonly known: readonly Run[];
}

/**
 * Sees to it that prepayments are set off where the policy says, in the months or in the clearing, and each file of them once. A region
 * that says nothing sets them off in the clearing, as the formula of the final payment does.
 *
 * @throws SETTLEMENT_PREPAYMENT_UNFIT, SETTLEMENT_PREPAYMENT_SET_OFF
 */
export function heldToSetOff(
  { kind, period }: SettleRequest,
  { policy, settledOn, purpose }: RulesAsked,
  { funds, sha256, known }: Handed,
): void {
  for (const fund of new Set(funds)) {
    const rule = policy.hasSection(FUND_RISK)
      ? policy.section(FUND_RISK, { fund, on: settledOn, purpose }).prepayment.value
      : undefined;
    const isInMonths = rule?.setOffIn === 'months';
    if (isInMonths !== (kind === 'month')) throw new SettlementError('SETTLEMENT_PREPAYMENT_UNFIT', { fund, period });
  }
  const year = period.slice(0, 4);
  const before = known.find(({ identity }) => identity.period.startsWith(year) && identity.files['prepayments'] === sha256);
  if (before !== undefined) throw new SettlementError('SETTLEMENT_PREPAYMENT_SET_OFF', { path: before.path });
}
