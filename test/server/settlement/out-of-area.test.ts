import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { demonstrationDischarges } from '../../../reference-data/index.js';
import { temporaryFolder } from '../../command-line.js';
import { dianzhiHere } from '../../run-here.js';
import { rowsOf, Workplace } from '../tiny-workplace.js';
import { cases, SETTLED_SECTIONS, smallBudget, smallPolicy, WEIGHTS } from './small-region.js';

const place = new Workplace();
const { settlement } = SETTLED_SECTIONS;
const name = { zh: '省外参保人员', en: 'Insured in another province' };
const elsewhere = { id: 'elsewhere', name, when: { places: ['out-of-province'] }, value: { regime: 'fixed' } };

beforeAll(async () => {
  const rules = { ...settlement, pools: [elsewhere, ...settlement.pools], localRegions: ['9901'], provinceRegions: ['99'] };
  place.file('policy.yaml', smallPolicy({ settlement: rules }));
  place.file('budget.yaml', smallBudget());
  place.file('weights.csv', WEIGHTS);
  place.file(
    'cases.csv',
    cases(
      { caseId: 'C1', insuredRegion: '990100' },
      { caseId: 'C2', insuredRegion: '990300' },
      { caseId: 'C3', hospitalId: 'B' },
      { caseId: 'C4', hospitalId: 'B', insuredRegion: '110000' },
    ),
  );
  const words = ['import', 'weights', 'weights.csv', '--scheme', 'tiny', '--policy', 'policy.yaml', '--source', 'test'];
  expect((await place.dianzhiHere(...words)).code).toBe(0);
});

const USUAL = ['--scheme', 'tiny', '--policy', 'policy.yaml', '--budget', 'budget.yaml', '--cases', 'cases.csv', '--lang', 'en'];

describe('patients from elsewhere', () => {
  test('of the province are in the budget of the place of care, of other provinces outside it, to the fen', async () => {
    const words = ['settle', 'year', ...USUAL, '--year', '2026', '--without-months', '--output', 'year/2026'];
    const { code, stderr } = await place.dianzhiHere(...words);
    expect(code, stderr).toBe(0);
    const rows = place.rows('year/2026/cases.csv');
    // Three share 30,000.00; C4 is paid as it was priced, 14,400.00 less 4,680.00, and not out of that budget
    expect(rows.map((row) => ['caseId', 'place', 'pool', 'settledPayment'].map((column) => row[column]).join(' '))).toEqual([
      'C1 local all 10000.00',
      'C2 in-province all 10000.00',
      'C3 local all 10000.00',
      'C4 out-of-province elsewhere 9720.00',
    ]);
    expect(place.rows('year/2026/hospitals.csv').map(({ hospitalId, due }) => `${hospitalId} ${due}`)).toEqual([
      'A 20000.00',
      'B 19720.00',
    ]);
  });

  test('a month pays them in advance as all others', async () => {
    const { code, stderr } = await place.dianzhiHere('settle', 'month', ...USUAL, '--month', '2026-01', '--output', 'month/2026-01');
    expect(code, stderr).toBe(0);
    // 2 × 9,720.00 each
    expect(place.rows('month/2026-01/hospitals.csv').map(({ hospitalId, fundPart }) => `${hospitalId} ${fundPart}`)).toEqual([
      'A 19440.00',
      'B 19440.00',
    ]);
  });
});

describe('the demonstration', () => {
  const folder = temporaryFolder();

  test('a person is insured in one place, and every kind of place is among a few hundred', () => {
    const places = new Map<string, string>();
    for (const { personKey, insuredRegion } of demonstrationDischarges({ seed: 7, count: 2000, year: 2026 })) {
      expect([insuredRegion, undefined]).toContain(places.get(personKey));
      places.set(personKey, insuredRegion);
    }
    expect([...new Set(places.values())].sort()).toEqual(['980200', '990100', '990300', '990700']);
  });

  test('settles local patients, those of the province in the budget, and those of others beside it', async () => {
    const { code, stderr } = await dianzhiHere(['demo', '--count', '400', '--output', folder]);
    expect(code, stderr).toBe(0);
    const rows = rowsOf(readFileSync(join(folder, 'settlement', '2026', 'cases.csv'), 'utf8')).filter(
      ({ status }) => status === 'settled',
    );
    const poolsOf = (kind: string): string[] => [
      ...new Set(rows.filter((row) => row['place'] === kind).map((row) => row['pool']!)),
    ];
    expect(poolsOf('out-of-province')).toEqual(['elsewhere']);
    expect(poolsOf('in-province').length).toBeGreaterThan(0);
    for (const pool of poolsOf('in-province')) expect(poolsOf('local')).toContain(pool);
    expect(poolsOf('in-province')).not.toContain('elsewhere');
  });
});
