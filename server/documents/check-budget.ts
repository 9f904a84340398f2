import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { heldToHistory } from '../../pricing/index.js';
import { readPolicyFile } from '../pricing/policy-file.js';
import { checkBudget } from '../settlement/check-budget.js';
import { budgetOf, readBudget } from '../settlement/read-budget.js';
import { NOTHING_FOUND, type CheckedUpload } from './checked-upload.js';

const BUDGET_FILE = 'budget.yaml';

/**
 * Checks a yearly budget.
 *
 * @param to Folder that is to hold the checked form.
 * @param against The policy whose limits it is held to, and the budget of a region and year that is in force: what that says stays.
 * @throws PRICING_BUDGET_INVALID, PRICING_BUDGET_REWRITTEN, and as `checkBudget`
 */
export async function checkBudgetUpload(
  path: string,
  to: string,
  against: {
    /** Path of the policy. */
    readonly policy: string | undefined;
    readonly inForce: (name: string) => Promise<string | undefined>;
  },
): Promise<CheckedUpload> {
  const { document, sha256 } = budgetOf(await readFile(path, 'utf8'), BUDGET_FILE);
  const { policy } = against.policy === undefined ? {} : await readPolicyFile(against.policy);
  checkBudget(document, policy);
  const { region, year, name: title } = document;
  const name = `${region}-${year}`;
  const before = await against.inForce(name);
  if (before !== undefined) heldToHistory((await readBudget(before)).document, document);
  await mkdir(to);
  await copyFile(path, join(to, BUDGET_FILE));
  const ownDay = `${year}-01-01`;
  return { kind: 'budget', name, region, title, checksum: sha256, path: join(to, BUDGET_FILE), ownDay, findings: NOTHING_FOUND };
}
