import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { packageRoot, parseCsv } from '../../../reference-data/index.js';
import { temporaryFolder } from '../../command-line.js';
import { dianzhiHere } from '../../run-here.js';

const ACCOUNTS = join(packageRoot(), 'reference-data', 'demo', 'fund-accounts.csv');
const folder = temporaryFolder();
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

describe('dianzhi fund-risk', () => {
  test('each fund by itself, as a table, as JSON and as a page that needs no network', async () => {
    const plot = join(folder, 'plot.html');
    const shown = await dianzhiHere(['fund-risk', ACCOUNTS, '--policy', 'demo-dip', '--plot', plot, '--lang', 'en']);
    expect([shown.code, shown.stderr.trim()]).toEqual([0, `Page with plots: ${plot}`]);
    expect(shown.stdout).toMatch(/Demonstration policy[\s\S]*== employees ==[\s\S]*workers per retiree[\s\S]*== residents ==/);
    const page = readFileSync(plot, 'utf8');
    expect(page.match(/<svg /g)).toHaveLength(2);
    // What is invented says so, and a scenario is found in the plot and in its table.
    expect(page).toContain('演示政策，数值为虚构');
    expect(page.match(/点数膨胀/g)!.length).toBeGreaterThanOrEqual(4);
    expect(page.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|<script|<link/);
    const { stdout } = await dianzhiHere(['fund-risk', ACCOUNTS, '--policy', 'demo-dip', '--json']);
    const { funds, demonstration } = JSON.parse(stdout) as {
      demonstration: boolean;
      funds: { fund: string; positions: { month: string; zone: string }[]; forecasts: { scenario: string }[] }[];
    };
    expect([demonstration, ...funds.map(({ fund }) => fund)]).toEqual([true, 'employee', 'resident']);
    expect(funds[0]!.positions.map(({ month }) => month).slice(0, 2)).toEqual(['2025-12', '2026-01']);
    expect(funds[1]!.forecasts.map(({ scenario }) => scenario)).toContain('points');
  });

  test.each([
    ['a column that is missing', 'fund,month,income\nemployee,2026-01,1\n', 'line 1: spending / 支出 / 基金支出'],
    ['a month that is none', 'fund,month,income,spending\nemployee,2026-13,1,1\n', 'line 2: month=2026-13'],
    ['an amount that is none', 'fund,month,income,spending\nemployee,2026-01,1e5,1\n', 'line 2: income=1e5'],
    ['heads in parts', 'fund,month,income,spending,insured\nemployee,2026-01,1,1,2.5\n', 'line 2: insured=2.5'],
    ['no rows', 'fund,month,income,spending\n', 'line 1'],
  ])('%s is refused with its line', async (_why, text, words) => {
    const { code, stderr } = await dianzhiHere(['fund-risk', file('accounts.csv', text), '--policy', 'demo-dip', '--lang', 'en']);
    expect(code).toBe(3);
    expect(stderr).toContain('[SERVER_TABLE_INVALID]');
    expect(stderr).toContain(words);
  });

  test('a fund that the policy does not know is refused, and Chinese words name the two that it does', async () => {
    const [header, ...rows] = readFileSync(ACCOUNTS, 'utf8').trim().split('\n');
    const as = (fund: string) =>
      file(
        `${fund}.csv`,
        [header, ...rows.filter((row) => row.startsWith('employee')).map((row) => row.replace('employee', fund))].join('\n'),
      );
    expect((await dianzhiHere(['fund-risk', as('职工'), '--policy', 'demo-dip'])).code).toBe(0);
    expect((await dianzhiHere(['fund-risk', as('travel'), '--policy', 'demo-dip', '--lang', 'en'])).stderr).toContain(
      'PRICING_FUND_UNKNOWN',
    );
  });
});

describe('grouped cases', () => {
  const grouped = join(folder, 'demo-output', 'grouped.csv');
  const words = ['--policy', 'demo-drg', '--on', '2026-12-31', '--lang', 'en'];
  beforeAll(async () => {
    expect((await dianzhiHere(['demo'], { cwd: folder })).code).toBe(0);
  });

  test('indicators: the region is average by definition, and its cases are those of its hospitals', async () => {
    const { code, stdout } = await dianzhiHere(['indicators', '--cases', grouped, ...words, '--json']);
    expect(code).toBe(0);
    const { rows, indicators, targets } = JSON.parse(stdout) as {
      rows: number;
      indicators: { hospital: string; submitted: number; timeIndex: string; costIndex: string; readmission: string }[];
      targets: { of: string; met: boolean }[];
    };
    const [region, ...hospitals] = indicators;
    expect(region).toMatchObject({ hospital: 'region', submitted: rows, timeIndex: '1.0000', costIndex: '1.0000' });
    expect(hospitals.reduce((sum, { submitted }) => sum + submitted, 0)).toBe(rows);
    expect(region!.readmission).toMatch(/^0\.0\d{3}$/);
    // Nobody priced these cases: nothing was paid by disease.
    expect(targets.map(({ met }) => met)).toEqual([false, false, false]);
    const { stdout: table } = await dianzhiHere(['indicators', '--cases', grouped, ...words]);
    expect(table).toMatch(/region +3000/);
  });

  test('a cleared year: its point values and what was paid of what was billed, held against the limits of the policy', async () => {
    const runs = join(folder, 'demo-output', 'settlement');
    const asked = ['fund-risk', ACCOUNTS, '--policy', 'demo-dip', '--lang', 'en', '--runs'];
    const { code, stdout, stderr } = await dianzhiHere([...asked, join(runs, '2026'), '--json']);
    expect(code, stderr).toBe(0);
    const { funds } = JSON.parse(stdout) as { funds: { fund: string; cleared: Record<string, unknown>[] }[] };
    expect(funds.map(({ fund }) => fund)).toEqual(['employee', 'resident']);
    // Nobody cleared the year before: there is nothing to hold the value against but its opening.
    for (const { cleared } of funds) {
      expect(cleared).toMatchObject([{ year: 2026, paidToBilled: expect.stringMatching(/^[01]\.\d{4}$/) }]);
      const [pool] = cleared[0]!['pools'] as Record<string, unknown>[];
      expect(pool).toMatchObject({ pool: 'points', opening: expect.any(String), toOpening: expect.any(String) });
      expect(pool).not.toHaveProperty('toYearBefore');
    }
    expect((await dianzhiHere([...asked, join(runs, '2026')])).stdout).toMatch(/Paid of what was billed by item\nyear +paid/);
    const month = await dianzhiHere([...asked, join(runs, '2026-01')]);
    expect([month.code, month.stderr]).toEqual([2, expect.stringContaining('[SERVER_OPTION_INVALID]')]);
  });

  test('leads: every one says its rule, its document and the records that raised it, and rows in another order raise the same', async () => {
    const output = join(folder, 'leads.csv');
    const { code, stderr } = await dianzhiHere(['leads', '--cases', grouped, '--output', output, ...words]);
    expect([code, stderr]).toEqual([0, expect.stringContaining('none of them a verdict')]);
    const text = readFileSync(output, 'utf8');
    const [header, ...rows] = parseCsv(text, output).map(({ fields }) => fields);
    const column = (name: string) => header!.indexOf(name);
    expect(rows.length).toBeGreaterThan(10);
    for (const row of rows) {
      expect(row[column('rule')]).not.toBe('');
      expect(row[column('document')]).toContain('虚构');
      expect(row[column('caseIds')]).toMatch(/^D2026-\d+/);
    }
    const [head, ...lines] = readFileSync(grouped, 'utf8').trimEnd().split('\n');
    const reversed = file('reversed.csv', `${[head, ...lines.toReversed()].join('\n')}\n`);
    const again = await dianzhiHere(['leads', '--cases', reversed, '--output', '-', ...words]);
    const named = (rowsOf: string[][]) => rowsOf.map((row) => [row[column('rule')], row[column('caseIds')]].join()).sort();
    expect(
      named(
        parseCsv(again.stdout, '-')
          .slice(1)
          .map(({ fields }) => fields),
      ),
    ).toEqual(named(rows));
  });

  test('where applications for special-case review cluster is a lead with their cases, by hospital and by group', async () => {
    const [header, ...rows] = parseCsv(readFileSync(grouped, 'utf8'), grouped).map(({ fields }) => fields);
    const of = (row: readonly string[], name: string) => row[header!.indexOf(name)]!;
    const [one] = rows.filter((row) => of(row, 'drg') === 'ES35');
    const hospital = of(one!, 'hospitalId');
    const applied = rows.filter((row) => of(row, 'drg') === 'ES35' && of(row, 'hospitalId') === hospital).slice(0, 3);
    const register = join(folder, 'leads.ndjson');
    const review = async (...asked: string[]) => {
      const by = ['--register', register, '--policy', 'demo-drg', '--by', 'A', '--why', 'test', '--at', '2026-04-02'];
      const { code, stderr } = await dianzhiHere(['review', ...asked, ...by]);
      expect(code, stderr).toBe(0);
    };
    await review('open', '--period', '2026-Q1', '--discharges', 'drg-rate=12345,drg-points=0,dip=0');
    for (const [at, row] of applied.entries()) {
      const named = ['--case', of(row, 'caseId'), '--hospital', hospital, '--method', 'drg-rate', '--fund', 'employee'];
      const facts = ['--ground', 'high-cost', '--facts', '{"cost":"30000.00","standard":"10000.00"}'];
      await review('apply', '--period', '2026-Q1', ...named, '--discharge-date', '2026-02-11', ...facts);
      await review('submit', `2026-Q1-000${at + 1}`);
    }
    const { stdout } = await dianzhiHere(['leads', '--cases', grouped, '--register', register, '--output', '-', ...words]);
    const leads = parseCsv(stdout, '-').map(({ fields }) => fields);
    const cases = applied.map((row) => of(row, 'caseId')).join('|');
    const ofRule = (rule: string) => leads.filter((fields) => fields[1] === rule).map((fields) => [fields[3], fields[4]]);
    expect(ofRule('many-special-cases')).toEqual([[hospital, cases]]);
    expect(ofRule('special-cases-of-group')).toEqual([['', cases]]);
  });

  test('no person is in a lead', async () => {
    const { stdout } = await dianzhiHere(['leads', '--cases', grouped, '--output', '-', ...words]);
    const [header, first] = parseCsv(readFileSync(join(folder, 'demo-output', 'discharges.csv'), 'utf8'), '-');
    const person = first!.fields[header!.fields.indexOf('personKey')]!;
    expect(person.length).toBeGreaterThan(20);
    expect(stdout).not.toMatch(/[0-9a-f]{32}/);
  });

  test.each([
    ['a file that nobody grouped', ['--cases', join(folder, 'demo-output', 'discharges.csv'), ...words]],
    ['a day that is none', ['--cases', grouped, '--policy', 'demo-drg', '--on', '2026-02-30', '--lang', 'en']],
  ])('%s is refused', async (_why, asked) => {
    const { code, stderr } = await dianzhiHere(['indicators', ...asked]);
    expect(code).toBe(2);
    expect(stderr).toContain('[SERVER_OPTION_INVALID]');
  });

  test('leads never write over the cases', async () => {
    const { stderr } = await dianzhiHere(['leads', '--cases', grouped, '--output', grouped, ...words]);
    expect(stderr).toContain('[SERVER_OUTPUT_IS_INPUT]');
  });
});
