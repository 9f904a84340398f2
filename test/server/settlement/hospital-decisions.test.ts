import { beforeAll, describe, expect, test } from 'vitest';
import { Workplace } from '../tiny-workplace.js';
import { cases, SETTLED_SECTIONS, smallBudget, smallPolicy, WEIGHTS } from './small-region.js';

const place = new Workplace();
const { settlement } = SETTLED_SECTIONS;
const [pool] = settlement.pools;
const NAME = { zh: '风险储备金', en: 'Reserve' };

/** Rules under which each of the figures counts. */
const RULES = {
  plain: settlement,
  capped: { ...settlement, yearOrder: ['deductions', 'caps', 'rounding'] },
  base: {
    ...settlement,
    monthValue: 'twelfth',
    pools: [{ ...pool, value: { regime: 'elastic-volume', fixedValue: '0.9', baseOf: 'hospital' } }],
  },
  reasonable: {
    ...settlement,
    pools: [{ ...pool, shares: 'true' }],
    yearOrder: ['sharing', 'reserve', 'rounding'],
    overspendShared: 'reasonable',
    overspendBands: [{ fundShares: '0.5' }],
    reserveLine: 'reserve',
  },
};

beforeAll(async () => {
  for (const [name, rules] of Object.entries(RULES)) place.file(`${name}.yaml`, smallPolicy({ settlement: rules }));
  place.file('budget.yaml', smallBudget());
  const lines = [
    { id: 'reserve', name: NAME, derivation: { by: 'amount', amount: '6000' } },
    { id: 'by-disease', name: NAME, derivation: { by: 'rest' } },
  ];
  place.file('reserve.yaml', smallBudget({ income: '36000', lines }));
  place.file('weights.csv', WEIGHTS);
  const january = [{ caseId: 'C1' }, { caseId: 'C2' }, { caseId: 'C3', hospitalId: 'B' }];
  place.file('january.csv', cases(...january));
  place.file('year.csv', cases(...january, { caseId: 'C4', hospitalId: 'B', dischargeDate: '2026-02-10' }));
  const words = ['import', 'weights', 'weights.csv', '--scheme', 'tiny', '--policy', 'plain.yaml', '--source', 'test'];
  const { code, stderr } = await place.dianzhiHere(...words);
  expect(code, stderr).toBe(0);
});

const USUAL = ['--scheme', 'tiny', '--lang', 'en'];
const year = (policy: string, output: string, ...more: string[]) => {
  const words = ['--year', '2026', '--cases', 'year.csv', '--without-months', '--output', output];
  return place.dianzhiHere('settle', 'year', ...USUAL, '--policy', policy, ...words, ...more);
};
const dues = (run: string): string[] =>
  place.rows(`${run}/hospitals.csv`).map(({ hospitalId, gross, due }) => `${hospitalId} ${gross} ${due}`);

/** Clears a year by the rules with a file of figures. */
async function withFigures(rules: keyof typeof RULES, figures: string, ...more: string[]): Promise<string[]> {
  place.file(`${rules}.csv`, figures);
  const { code, stderr } = await year(`${rules}.yaml`, `${rules}/2026`, '--hospitals', `${rules}.csv`, ...more);
  expect(code, stderr).toBe(0);
  return dues(`${rules}/2026`);
}
const BUDGET = ['--budget', 'budget.yaml'];

describe('dianzhi settle --hospitals', () => {
  test('cap: A is due no more than was decided', async () => {
    // Four like cases share 30,000.00
    expect(await withFigures('capped', 'hospitalId,fund,cap\nA,resident,14000.00\nB,employee,1.00\n', ...BUDGET)).toEqual([
      'A 15000.00 14000.00',
      'B 15000.00 15000.00',
    ]);
  });

  test('basePoints: the base of each hospital at the fixed value, the rest at what is left', async () => {
    const missing = await year('base.yaml', 'missing/2026', ...BUDGET);
    expect([missing.code, missing.stderr]).toEqual([3, expect.stringContaining('basePoints')]);
    // 48,720.00 with what others paid. Fixed 24,800 × 0.9 = 22,320.00 and 18,800 × 0.9 = 16,920.00; 9,480.00 are left for 4,000 and 10,000:
    // A 22,320.00 + 2,708.57 and B 16,920.00 + 6,771.43, less 9,360.00 each
    expect(
      await withFigures('base', 'hospitalId,fund,basePoints,cap\nA,resident,24800,\nB,resident,18800,\n', ...BUDGET),
    ).toEqual(['A 15668.57 15668.57', 'B 14331.43 14331.43']);
  });

  test('basePoints in a month: a twelfth of them', async () => {
    place.file('months.csv', 'fund,hospitalId,basePoints\nresident,A,120000\nresident,B,60000\n');
    const rules = {
      ...RULES.base,
      pools: [{ ...pool, value: { regime: 'elastic-volume', fixedValue: '0.3', baseOf: 'hospital' } }],
    };
    place.file('month.yaml', smallPolicy({ settlement: rules }));
    const words = ['--policy', 'month.yaml', '--month', '2026-01', '--cases', 'january.csv', '--output', 'month/2026-01'];
    const { code, stderr } = await place.dianzhiHere('settle', 'month', ...USUAL, ...BUDGET, ...words, '--hospitals', 'months.csv');
    expect(code, stderr).toBe(0);
    // 2,500.00 and 14,040.00 of others. Fixed 10,000 × 0.3 and 5,000 × 0.3; 12,040.00 are left for 18,800 and 9,400:
    // A 3,000.00 + 8,026.67 − 9,360.00 and B 1,500.00 + 4,013.33 − 4,680.00
    expect(place.rows('month/2026-01/hospitals.csv').map(({ hospitalId, fundPart }) => `${hospitalId} ${fundPart}`)).toEqual([
      'A 1666.67',
      'B 833.33',
    ]);
  });

  test('reasonableOverspend: only that much of an overspend is shared', async () => {
    // Each hospital billed 20,640.00 and is due 15,000.00; of A's 5,640.00 over, 2,000.00 had a cause, and the fund shares half of them
    const figures = 'hospitalId,fund,reasonableOverspend\nA,resident,2000.00\n';
    expect(await withFigures('reasonable', figures, '--budget', 'reserve.yaml')).toEqual([
      'A 15000.00 16000.00',
      'B 15000.00 15000.00',
    ]);
  });

  test('the file belongs to the run: another one is named by verify', async () => {
    place.file('other.csv', 'hospitalId,fund,cap\nA,resident,14000.01\n');
    const same = await place.dianzhiHere('settle', 'verify', 'capped/2026', '--json');
    expect(JSON.parse(same.stdout)).toMatchObject({ agrees: true });
    const other = await place.dianzhiHere('settle', 'verify', 'capped/2026', '--hospitals', 'other.csv', '--json');
    expect(JSON.parse(other.stdout)).toMatchObject({ agrees: false, inputs: [{ what: 'files' }] });
  });

  test.each([
    ['a hospital twice', 'hospitalId,fund,cap\nA,resident,1\nA,resident,2\n', 'A ×2'],
    ['a cap below zero', 'hospitalId,fund,cap\nA,resident,-0.01\n', 'cap=-0.01 < 0'],
    ['a base volume below zero', 'hospitalId,fund,basePoints\nA,resident,-1\n', 'basePoints=-1 < 0'],
    ['an amount that is none', 'hospitalId,fund,reasonableOverspend\nA,resident,many\n', 'reasonableOverspend=many'],
    ['no fund', 'hospitalId,cap\nA,1\n', '缺少列 fund (missing columns)'],
  ])('%s is refused', async (_why, figures, words) => {
    place.file('wrong.csv', figures);
    const { code, stderr } = await year('capped.yaml', 'wrong/2026', ...BUDGET, '--hospitals', 'wrong.csv');
    expect([code, stderr]).toEqual([3, expect.stringContaining(words)]);
  });
});
