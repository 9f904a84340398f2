import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { Workplace } from '../tiny-workplace.js';
import { cases, smallBudget, smallPolicy, WEIGHTS } from './small-region.js';

const place = new Workplace();
const USUAL = ['--policy', 'policy.yaml', '--scheme', 'tiny', '--budget', 'budget.yaml', '--lang', 'en'];
const month = (of: string, output: string, ...more: string[]) =>
  place.dianzhiHere('settle', 'month', ...USUAL, '--month', of, '--cases', `${of}.csv`, '--output', output, ...more);
const only = (row: Record<string, string> | undefined, ...columns: string[]): string =>
  columns.map((column) => row?.[column]).join(' ');

/** The small region, whose rate is 13,000 from February on. */
function policy(): string {
  type History = Record<string, object[]>;
  const document = parse(smallPolicy()) as { sections: Record<string, Record<string, { history: History }>> };
  const { history } = document.sections['drg-rate']!['baseRate']!;
  for (const [fund, entries] of Object.entries(history))
    history[fund] = [...entries, { ...entries[0], from: '2026-02-01', value: '13000' }];
  return stringify(document);
}

const JANUARY = [{ caseId: 'C1' }, { caseId: 'C2' }, { caseId: 'C3', hospitalId: 'B' }];
/** One that came late, and one that was returned for want of what the patient paid, and mended since. */
const LATE = { caseId: 'C8', dischargeDate: '2026-01-30' };
const MENDED = { caseId: 'C9', hospitalId: 'B', dischargeDate: '2026-01-31' };
const FEBRUARY = { caseId: 'C4', hospitalId: 'B', dischargeDate: '2026-02-10' };

beforeAll(async () => {
  place.file('policy.yaml', policy());
  place.file('budget.yaml', smallBudget());
  place.file('weights.csv', WEIGHTS);
  place.file('2026-01.csv', cases(...JANUARY, { ...MENDED, patient: '' }));
  place.file('2026-02.csv', cases(FEBRUARY));
  place.file('late.csv', cases(LATE, MENDED));
  const words = ['import', 'weights', 'weights.csv', '--scheme', 'tiny', '--policy', 'policy.yaml', '--source', 'test'];
  const imported = await place.dianzhiHere(...words);
  expect(imported.code, imported.stderr).toBe(0);
  const january = await month('2026-01', 'runs/2026-01');
  expect(january.code, january.stderr).toBe(0);
  const february = await month('2026-02', 'runs/2026-02', '--late-cases', 'late.csv');
  expect(february.code, february.stderr).toBe(0);
});

describe('dianzhi settle month --late-cases', () => {
  test('prices each by the policy of its own day, and books what its month would have paid in advance', () => {
    // 1.2 × 12,000 less 4,680.00 is 9,720.00, of which 95 % are 9,234.00: the rate of February is 13,000
    expect(place.rows('runs/2026-02/entries.csv').map((row) => only(row, 'id', 'kind', 'hospitalId', 'fund', 'amount'))).toEqual([
      'late:A:C8 late-case A resident 9234.00',
      'late:B:C9 late-case B resident 9234.00',
    ]);
    const [a, b] = place.rows('runs/2026-02/hospitals.csv');
    expect(only(a, 'cases', 'fundPart', 'entries', 'credited')).toBe('0 0.00 9234.00 9234.00');
    // 1.2 × 13,000 less 4,680.00 is 10,920.00; × 0.95 × 0.95 is 9,855.30
    expect(only(b, 'cases', 'fundPart', 'entries', 'credited')).toBe('1 10920.00 9234.00 19089.30');
    expect(place.text('runs/2026-02/cases.csv')).not.toContain('C8');
  });

  test('each refers to the run of its month', () => {
    const { fingerprint } = JSON.parse(place.text('runs/2026-01/run.json')) as { fingerprint: string };
    expect(place.rows('runs/2026-02/entries.csv')[0]!['refersTo']).toBe(`${fingerprint}:C8`);
  });

  test('the run is recomputed to the byte, and another file is named', async () => {
    const same = await place.dianzhiHere('settle', 'verify', 'runs/2026-02', '--json');
    expect(JSON.parse(same.stdout)).toMatchObject({ agrees: true, inputs: [] });
    place.file('other.csv', cases(LATE, { ...MENDED, totalCharges: '15000.01' }));
    const other = await place.dianzhiHere('settle', 'verify', 'runs/2026-02', '--late-cases', 'other.csv', '--json');
    const { agrees, inputs } = JSON.parse(other.stdout) as { agrees: boolean; inputs: { what: string }[] };
    expect([agrees, inputs.map(({ what }) => what)]).toEqual([false, ['files']]);
  });

  test('the year has the cases themselves, and what was booked for them counts as paid', async () => {
    place.file('year.csv', cases(...JANUARY, LATE, MENDED, FEBRUARY));
    const words = ['--year', '2026', '--cases', 'year.csv', '--months', 'runs/2026-01', 'runs/2026-02', '--output', 'runs/2026'];
    const { code, stderr } = await place.dianzhiHere('settle', 'year', ...USUAL, ...words);
    expect(code, stderr).toBe(0);
    const [a, b] = place.rows('runs/2026/hospitals.csv');
    // 58,080.00 with what others paid, over standards of 5 × 14,400.00 and 15,600.00 (87,600.00): A 28,642.19 less 14,040.00
    expect(only(a, 'due', 'months', 'depositWithheld', 'finalPayment')).toBe('14602.19 26778.60 923.40 -13099.81');
    // B 29,437.81 less 14,040.00; January 8,772.30, February 19,089.30; deposits 461.70 and 518.70
    expect(only(b, 'due', 'months', 'depositWithheld', 'finalPayment')).toBe('15397.81 27861.60 980.40 -13444.19');
  });

  test.each([
    ['a case that its month has settled', { caseId: 'C1' }, 'SETTLEMENT_LATE_CASE_UNFIT', '2026-01 ✓'],
    ['a case of the month itself', { caseId: 'D1', dischargeDate: '2026-03-02' }, 'SETTLEMENT_LATE_CASE_UNFIT', '2026-03-02'],
    ['a case of another year', { caseId: 'D2', dischargeDate: '2025-12-31' }, 'SETTLEMENT_LATE_CASE_UNFIT', '2025-12-31'],
    ['a case that cannot be priced', { caseId: 'D3', patient: '' }, 'SETTLEMENT_LATE_CASE_UNFIT', 'PRICING_FACT_MISSING'],
    ['a case that was booked', LATE, 'SETTLEMENT_ENTRY_BOOKED', 'late:A:C8'],
  ])('%s is refused', async (_why, late, code, words) => {
    place.file('2026-03.csv', cases({ caseId: 'C7', dischargeDate: '2026-03-01' }));
    place.file('unfit.csv', cases(late));
    // A year that stands beside would have the last word.
    const previous = ['--previous', 'runs/2026-01', 'runs/2026-02'];
    const { stderr, code: exit } = await month('2026-03', 'elsewhere/2026-03', ...previous, '--late-cases', 'unfit.csv');
    expect([exit, stderr]).toEqual([3, expect.stringContaining(`[${code}]`)]);
    expect(stderr).toContain(words);
    expect(existsSync(place.path('elsewhere/2026-03'))).toBe(false);
  });
});
