import {
  BUDGET,
  fundBudget,
  INCOME,
  lineVersions,
  ROUNDING,
  type BudgetDocument,
  type BudgetQuery,
  type FundBudget,
  type LineVersion,
  type PaymentPolicy,
} from '../../pricing/index.js';

/** One fund's budget and every version of each of its lines. */
export interface CheckedFund {
  readonly fund: string;
  readonly budget: FundBudget;
  /** By line, the income among them. */
  readonly versions: ReadonlyMap<string, readonly LineVersion[]>;
}

/**
 * Finds out whether a budget adds up, version by version.
 *
 * @param policy Whose limits it is held to.
 * @throws PRICING_BUDGET_DOES_NOT_ADD_UP, PRICING_BUDGET_GROWTH, PRICING_BUDGET_RESERVE, and what the policy's sections throw
 */
export function checkBudget(document: BudgetDocument, policy?: PaymentPolicy): readonly CheckedFund[] {
  return Object.keys(document.funds).map((fund): CheckedFund => {
    // Limits hold as on the day of the newest version.
    const on = document.funds[fund]!.versions.at(-1)!.date;
    const asked = { fund, on, purpose: 'settlement' } as const;
    const query: BudgetQuery =
      policy === undefined
        ? {}
        : {
            rounding: policy.section(ROUNDING, asked).amount.value,
            ...(policy.hasSection(BUDGET) ? { values: policy.section(BUDGET, asked) } : {}),
          };
    const newest = fundBudget(document, fund, query);
    const versions = new Map(
      [INCOME, ...newest.lines.map(({ id }) => id)].map((id) => [id, lineVersions(document, fund, id, query)]),
    );
    return { fund, budget: newest, versions };
  });
}
