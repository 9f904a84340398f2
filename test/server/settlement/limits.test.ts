import { beforeAll, expect, test } from 'vitest';
import { objectsOf, Workplace } from '../tiny-workplace.js';
import { cases, SETTLED_SECTIONS, smallBudget, smallPolicy, WEIGHTS } from './small-region.js';

const place = new Workplace();
const USUAL = ['--scheme', 'tiny', '--policy', 'policy.yaml', '--budget', 'budget.yaml', '--cases', 'cases.csv', '--lang', 'en'];

beforeAll(async () => {
  const clearing = { deadlines: [{ year: '2026', day: '04-30', leftForClearing: '<= 0.05' }] };
  place.file('policy.yaml', smallPolicy({ clearing, settlement: { ...SETTLED_SECTIONS.settlement, advanceShare: '0.5' } }));
  place.file('budget.yaml', smallBudget());
  place.file('weights.csv', WEIGHTS);
  place.file('cases.csv', cases({ caseId: 'C1' }, { caseId: 'C2', hospitalId: 'B' }));
  const words = ['import', 'weights', 'weights.csv', '--scheme', 'tiny', '--policy', 'policy.yaml', '--source', 'test'];
  expect((await place.dianzhiHere(...words)).code).toBe(0);
});

test('a year that left more for clearing than the policy wants is cleared, and says so everywhere', async () => {
  const month = await place.dianzhiHere('settle', 'month', ...USUAL, '--month', '2026-01', '--output', 'runs/2026-01');
  expect(month.code, month.stderr).toBe(0);
  const months = ['--months', 'runs/2026-01'];
  const { code, stderr } = await place.dianzhiHere('settle', 'year', ...USUAL, '--year', '2026', '--output', 'runs/2026', ...months);
  // Each was priced at 9,720.00, of which half was paid less a deposit of 5 %: 4,617.00, and 9,234.00 of 30,000.00
  expect([code, stderr]).toEqual([
    0,
    expect.stringContaining('residents: Share left for clearing is 0.6922, and the policy says <= 0.05'),
  ]);
  expect(objectsOf(place.text('runs/2026/steps.ndjson'))).toContainEqual(
    expect.objectContaining({
      fund: 'resident',
      rule: 'left-for-clearing',
      result: expect.objectContaining({ value: '0.6922' }),
      source: expect.objectContaining({ number: '测试〔2026〕1号' }),
    }),
  );
  expect(place.text('runs/2026/report.html')).toContain('to be cleared by 2027-04-30');
});
