import type { FundBudget } from '../budget/fund-budget.js';
import { lineAmount } from '../budget/fund-budget.js';
import { PricingError } from '../errors.js';
import { subtractFen, sumFen, type Fen } from '../money.js';
import type { Ratio } from '../ratio.js';
import type { CaseTotals } from './case-totals.js';
import type { PoolResult } from './pool-result.js';
import type { PoolRow } from './pool-table.js';
import { settlePool } from './settle-pool.js';
import type { SettlementRules } from './settlement-rules.js';

/** Everything that the pools of one fund are settled by. */
export interface PoolsInput {
  readonly fund: string;
  readonly totals: readonly CaseTotals[];
  readonly budget: FundBudget;
  readonly basePoints: ReadonlyMap<string, Ratio>;
}

/**
 * Settles every pool of a fund, in the order of the policy; pools that come off another are paid first.
 *
 * @param share Takes of a line what the period may release: all of it, or the twelfth of a month.
 * @throws PRICING_SETTLEMENT_MIXED for totals of another fund or of a pool that the policy does not have; PRICING_BUDGET_LINE_MISSING; as
 *   `settlePool`.
 */
export function settlePools(
  { fund, totals, budget, basePoints }: PoolsInput,
  { settlement, rounding }: SettlementRules,
  share: (line: Fen) => Fen,
): readonly PoolResult[] {
  const rows = settlement.pools.value;
  if (budget.fund !== fund) throw mixed(fund, 'budget', budget.fund);
  for (const one of totals) {
    if (one.fund !== fund) throw mixed(fund, one.hospital, one.fund);
    if (rows.every(({ id }) => id !== one.pool)) throw mixed(fund, one.hospital, one.pool);
  }
  const rules = { settlement, amount: rounding.amount.value };
  const own = (row: PoolRow) => totals.filter(({ pool }) => pool === row.id);
  const costs = new Map(rows.map((row) => [row.id, sumFen(own(row).map(({ fundPayments }) => fundPayments))]));
  return rows.map((row) => {
    const passedOn = sumFen(rows.filter(({ comesOff }) => comesOff === row.id).map(({ id }) => costs.get(id)!));
    const released = row.line === undefined ? undefined : subtractFen(share(lineAmount(budget, row.line)), passedOn);
    return settlePool({ row, totals: own(row), released, passedOn, basePoints }, rules);
  });
}

const mixed = (fund: string, of: string, value: string): PricingError =>
  new PricingError('PRICING_SETTLEMENT_MIXED', { fund, of, value });
