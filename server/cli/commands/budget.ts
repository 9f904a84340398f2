import { readPolicyFile } from '../../pricing/policy-file.js';
import { checkBudget } from '../../settlement/check-budget.js';
import { readBudget } from '../../settlement/read-budget.js';
import { print, type CommandContext } from '../console.js';
import { budgetJson, printBudget } from '../print-budget.js';

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
  const funds = checkBudget(document, policy);
  if (options.json === true) print(`${JSON.stringify(budgetJson(document, funds, what === 'show'))}\n`);
  else print(`${printBudget(document, funds, language, what === 'show')}\n`);
}
