import { BUDGET, fundBudget, INCOME, lineVersions, ROUNDING, type BudgetQuery } from '../../../pricing/index.js';
import { readPolicyFile } from '../../pricing/policy-file.js';
import { readBudget } from '../../settlement/read-budget.js';
import { print, type CommandContext } from '../console.js';
import { budgetJson, printBudget, type ShownFund } from '../print-budget.js';

export interface BudgetOptions {
  /** Payment policy whose limits the budget is held to. */
  readonly policy?: string;
  readonly json?: boolean;
}

/** `dianzhi budget show`, `dianzhi budget check`: a budget, line by line and version by version, once it was found to add up. */
export async function budget(
  what: 'show' | 'check',
  path: string,
  options: BudgetOptions,
  { language }: CommandContext,
): Promise<void> {
  const { document } = await readBudget(path);
  const { policy } = options.policy === undefined ? { policy: undefined } : await readPolicyFile(options.policy);
  const funds = Object.keys(document.funds).map((fund): ShownFund => {
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
  if (options.json === true) print(`${JSON.stringify(budgetJson(document, funds, what === 'show'))}\n`);
  else print(`${printBudget(document, funds, language, what === 'show')}\n`);
}
