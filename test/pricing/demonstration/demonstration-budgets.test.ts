import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BUDGET, fundBudget, lineAmount, parseBudget, settleMonth, settlementRules, settleYear } from '../../../pricing/index.js';
import { parseYaml } from '../../../reference-data/index.js';
import { CITIES, policyPath, shippedPolicy } from './shipped-policies.js';

const FUNDS = ['employee', 'resident'] as const;

describe.each(CITIES)('the budget of %s', (city) => {
  const read = async () => {
    const path = join(dirname(policyPath(city)), 'budget-2026.yaml');
    return parseBudget(
      parseYaml(await readFile(path, 'utf8'), (why) => new Error(why)),
      path,
    );
  };

  test.each(FUNDS)(
    'adds up for %s under the policy, in each of its versions, and has every line that the policy releases',
    async (fund) => {
      const [document, policy] = [await read(), await shippedPolicy(city)];
      const query = { fund, on: '2026-12-31', purpose: 'settlement' } as const;
      const rules = settlementRules(policy, query);
      const values = policy.section(BUDGET, query);
      const versions = ['2026-01-01', '2026-12-31'].map((on) => fundBudget(document, fund, { on, values }));
      expect(versions.map(({ version }) => version.seq)).toEqual([1, 2]);
      const [opening, last] = versions.map((budget) => lineAmount(budget, 'by-disease'));
      expect(last! > opening!).toBe(true);
      const budget = versions[1]!;
      const year = settleYear({ fund, year: 2026, totals: [], hospitals: [], budget }, rules);
      expect([year.due, year.reserve.balance > 0n]).toEqual([0n, true]);
      expect(settleMonth({ fund, month: '2026-05', totals: [], hospitals: [], budget }, rules).paid).toBe(0n);
      expect(document.isDemonstration).toBe(true);
      expect(rules.evidence).toBe('invented');
    },
  );

  test('is of the region that the policy is of', async () => {
    expect((await read()).region).toBe((await shippedPolicy(city)).region);
  });
});
