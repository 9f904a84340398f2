import { BUDGET, CLEARING, fundBudget, mayBeUsed, PricingError, settlementRules, type Evidence } from '../../pricing/index.js';
import { SettlementError } from './errors.js';
import type { OpenedSettlement } from './open-settlement.js';
import type { FundToSettle } from './settle-funds.js';
import type { SettleRequest } from './settle-request.js';

/** Rules and budget of every fund, as they hold for the period. @throws SETTLEMENT_BUDGET_UNFIT */
export function fundsOf(
  request: SettleRequest,
  { policy, budget, settledOn, purpose }: OpenedSettlement,
): readonly FundToSettle[] {
  const { document } = budget;
  const year = request.period.slice(0, 4);
  if (document.region !== policy.region || String(document.year) !== year) {
    const details = { path: request.budget, region: document.region, year: String(document.year), period: request.period };
    throw new SettlementError('SETTLEMENT_BUDGET_UNFIT', { ...details, needed: `${policy.region} ${year}` });
  }
  return Object.keys(document.funds)
    .sort()
    .map((fund) => {
      const query = { fund, on: settledOn, purpose } as const;
      const rules = settlementRules(policy, query);
      const limits = policy.hasSection(BUDGET) ? { values: policy.section(BUDGET, query) } : {};
      // A month is settled by the version that was in force in it, a year by all of them.
      const on = request.kind === 'month' ? { on: settledOn } : {};
      const clearing = policy.hasSection(CLEARING) ? policy.section(CLEARING, query) : undefined;
      const ofFund = fundBudget(document, fund, { ...on, ...limits, rounding: rules.rounding.amount.value });
      return { fund, rules, budget: ofFund, clearing };
    });
}

/** Grades of the documents that the budget rests on. @throws PRICING_EVIDENCE_REFUSED */
export function budgetEvidence({ budget: { document }, policy, purpose }: OpenedSettlement): readonly Evidence[] {
  const used = Object.entries(document.funds).flatMap(([fund, { source, lines, versions }]) =>
    [source, ...lines.flatMap((line) => line.source ?? []), ...versions.map((version) => version.document)].map((name) => ({
      parameter: `budget.${fund}`,
      evidence: document.sources[name]!.evidence,
    })),
  );
  for (const { parameter, evidence } of used)
    if (!mayBeUsed(evidence, purpose, policy.isDemonstration))
      throw new PricingError('PRICING_EVIDENCE_REFUSED', { parameter, evidence });
  return used.map(({ evidence }) => evidence);
}
