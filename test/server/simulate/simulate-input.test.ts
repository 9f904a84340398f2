import { mkdirSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { cases, smallBudget, smallPolicy } from '../settlement/small-region.js';
import { rowsOf, Workplace } from '../tiny-workplace.js';

const place = new Workplace();

beforeAll(async () => {
  place.file('policy.yaml', smallPolicy());
  place.file('elsewhere.yaml', smallPolicy({}, { region: 'elsewhere' }));
  place.file('assumed.yaml', smallPolicy({}, {}, 'assumed'));
  place.file('budget.yaml', smallBudget());
  place.file('year.csv', cases({ caseId: 'C1' }, { caseId: 'C2', hospitalId: 'B', secondaryDiagnoses: 'I50.900' }));
  place.file('weights.csv', 'drg,relativeWeight\nBR25,1.2\nBR21,2\n');
  place.file('others.csv', 'drg,relativeWeight\nBR25,1.2\n');
  mkdirSync(place.path('other-data'));
  const weights = (file: string, ...more: string[]) =>
    place.dianzhiHere('import', 'weights', file, '--scheme', 'tiny', '--policy', 'policy.yaml', '--source', 'test', ...more);
  for (const { code, stderr } of [
    await weights('weights.csv'),
    await place.dianzhiHere('import', 'drg-tables', 'tables', '--id', 'tiny', '--data', 'other-data'),
    await weights('others.csv', '--data', 'other-data'),
  ])
    expect(code, stderr).toBe(0);
});

const simulate = (...more: string[]) =>
  place.dianzhiHere('simulate', '--input', 'year.csv', '--scheme', 'tiny', '--policy', 'policy.yaml', '--lang', 'en', ...more);
const YEAR = ['--budget', 'budget.yaml'];

describe('dianzhi simulate', () => {
  test('other weights lie in a data folder of their own; a case that they do not price is counted, and its money goes to others', async () => {
    const { code, stdout, stderr } = await simulate(...YEAR, '--to-data', 'other-data', '--cases', 'told.csv', '--json');
    expect(code, stderr).toBe(0);
    const told = JSON.parse(stdout) as { after: { unpaid: Record<string, number> } };
    expect(Object.keys(told.after.unpaid)).toEqual([expect.stringMatching(/^PRICING_\w+:.*BR21/)]);
    expect(Object.values(told.after.unpaid)).toEqual([1]);
    // 48,720 − 9,360 = 39,360... by standards of 14,400 and 24,000: 39,360 × 14,400 / 38,400 − 4,680 = 10,080; alone: all 30,000
    expect(
      rowsOf(place.text('told.csv')).map((row) => [row['caseId'], row['paidBefore'], row['paidAfter'], row['difference']]),
    ).toEqual([
      ['C1', '10080.00', '30000.00', '19920.00'],
      ['C2', '19920.00', '', ''],
    ]);
  });

  test('a policy that is not in force yet may be tried, unless it is asked to settle', async () => {
    expect((await simulate(...YEAR, '--to-policy', 'assumed.yaml')).code).toBe(0);
    const { code, stderr } = await simulate(...YEAR, '--to-policy', 'assumed.yaml', '--purpose', 'settlement');
    expect([code, stderr]).toEqual([expect.any(Number), expect.stringContaining('[PRICING_EVIDENCE_REFUSED]')]);
    expect(code).not.toBe(0);
  });

  test.each([
    [
      'a year that the policy does not cover',
      ['--year', '2025', ...YEAR, '--to-policy', 'assumed.yaml'],
      'PRICING_POLICY_NOT_IN_FORCE',
    ],
    ['a year of another budget', ['--year', '2027', ...YEAR, '--to-policy', 'assumed.yaml'], 'SETTLEMENT_BUDGET_UNFIT'],
    [
      'a policy of another region without a budget of its own',
      [...YEAR, '--to-policy', 'elsewhere.yaml'],
      'SETTLEMENT_BUDGET_UNFIT',
    ],
    [
      'what only a settled year asks for, without a budget',
      ['--to-policy', 'assumed.yaml', '--to-budget', 'budget.yaml'],
      'SERVER_USAGE',
    ],
    ['a data folder that is not there', [...YEAR, '--to-data', 'nowhere'], 'SERVER_OPTION_INVALID'],
    ['a day that is none', [...YEAR, '--to-on', '2026-02-30'], 'SERVER_OPTION_INVALID'],
    [
      'standard input, which cannot be read twice',
      [...YEAR, '--input', '-', '--to-policy', 'assumed.yaml'],
      'SERVER_OPTION_INVALID',
    ],
    ['an output that is an input', [...YEAR, '--to-policy', 'assumed.yaml', '--cases', 'year.csv'], 'SERVER_OUTPUT_IS_INPUT'],
    [
      'two outputs in one place',
      ['--to-policy', 'assumed.yaml', '--cases', 'a.csv', '--output', './a.csv'],
      'SERVER_OPTION_INVALID',
    ],
  ])('refuses %s', async (_why, words, code) => {
    const ended = await simulate(...words);
    expect(ended.stderr).toContain(`[${code}]`);
    expect(ended.code).not.toBe(0);
  });

  test.each([
    ['cases of another year', cases({ caseId: 'C1', dischargeDate: '2025-12-31' }), 'SETTLEMENT_CASES_OUTSIDE'],
    ['a fund without a budget', cases({ caseId: 'C1', insuranceType: 'employee' }), 'SETTLEMENT_FUND_WITHOUT_BUDGET'],
    ['a case that stands twice', cases({ caseId: 'C1' }, { caseId: 'C1' }), 'SETTLEMENT_CASE_TWICE'],
    ['cases of which none can be paid', cases({ caseId: 'C1', principalDiagnosis: 'G40.900' }), 'SETTLEMENT_NOTHING_TO_SETTLE'],
  ])('refuses %s, and leaves no output', async (_why, text, code) => {
    place.file('wrong.csv', text);
    const words = [
      '--input',
      'wrong.csv',
      '--scheme',
      'tiny',
      '--policy',
      'policy.yaml',
      '--to-policy',
      'assumed.yaml',
      '--cases',
      'none.csv',
    ];
    const ended = await place.dianzhiHere('simulate', ...words, ...YEAR, '--lang', 'en');
    expect(ended.stderr).toContain(`[${code}]`);
    expect(ended.code).not.toBe(0);
    expect(place.names().filter((name) => name.startsWith('none.csv'))).toEqual([]);
  });
});
