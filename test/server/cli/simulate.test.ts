import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseYuan, sumFen } from '../../../pricing/index.js';
import { packageRoot, parseCsv } from '../../../reference-data/index.js';
import { temporaryFolder } from '../../command-line.js';
import { dianzhiHere } from '../../run-here.js';
import { rowsOf } from '../tiny-workplace.js';

const folder = temporaryFolder();
const cases = join(folder, 'demo-output', 'discharges.csv');
const NOW = ['simulate', '--input', cases, '--scheme', 'chs-drg-starter', '--policy', 'demo-drg', '--first-stay', '--lang', 'en'];

interface Told {
  readonly rows: number;
  readonly compared: number;
  readonly redistribution: readonly Readonly<Record<string, string>>[];
}

describe('dianzhi simulate', () => {
  beforeAll(async () => {
    expect((await dianzhiHere(['demo', '--count', '400'], { cwd: folder })).code).toBe(0);
  });

  test('the same scheme and policy change nothing for anybody', async () => {
    const { stdout } = await dianzhiHere([...NOW, '--to-policy', 'demo-drg', '--json']);
    const { rows, compared, redistribution } = JSON.parse(stdout) as Told;
    expect(rows).toBe(400);
    expect(compared).toBeGreaterThan(350);
    expect(new Set(redistribution.flatMap((row) => [row['difference'], row['samePoolDifference']]))).toEqual(new Set(['0.00']));
  });

  test('from DRG to DIP: by hospital, MDC, severity and method; what it was is what price says', async () => {
    const output = join(folder, 'simulated.csv');
    const words = ['--to-scheme', 'demo-dip', '--to-policy', 'demo-dip', '--output', output];
    const { code, stdout } = await dianzhiHere([...NOW, ...words]);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/400 cases, \d+ paid by both sides/)]);
    const [header, ...rows] = parseCsv(readFileSync(output, 'utf8'), output).map(({ fields }) => fields);
    const row = (fields: string[]) => Object.fromEntries(fields.map((value, place) => [header![place]!, value]));
    const told = rows.map(row);
    expect([...new Set(told.map(({ dimension }) => dimension))]).toEqual(['fund', 'hospital', 'mdc', 'severity', 'method']);
    expect(told.some(({ key }) => key === 'drg-rate > dip')).toBe(true);
    const priced = join(folder, 'priced.csv');
    await dianzhiHere(['price', ...NOW.slice(3, 8), '--input', cases, '--output', priced, '--purpose', 'estimate']);
    const [head, ...lines] = parseCsv(readFileSync(priced, 'utf8'), priced).map(({ fields }) => fields);
    const column = (name: string) => head!.indexOf(name);
    const paid = lines.map((fields) => fields[column('fundPayment')]!).filter((text) => text !== '');
    const before = told.filter(({ dimension }) => dimension === 'hospital').map((one) => parseYuan(one['before']!));
    expect(sumFen(before)).toBe(sumFen(paid.map(parseYuan)));
  });

  test('a year settled under DRG and under DIP: rows, cases and report, the same for any number of threads', async () => {
    const budget = (region: string) => join(packageRoot(), 'reference-data', 'regions', region, 'budget-2026.yaml');
    const scores = ['hospitalId,score', ...[1, 2, 3, 4, 5, 6].map((at) => `H0000000000${at},90`), ''].join('\n');
    writeFileSync(join(folder, 'scores.csv'), scores);
    const told = (threads: string) => {
      const files = ['--output', `gains-${threads}.csv`, '--cases', `cases-${threads}.csv`, '--report', `report-${threads}.html`];
      const sides = [
        '--budget',
        budget('demo-drg'),
        '--to-scheme',
        'demo-dip',
        '--to-policy',
        'demo-dip',
        '--to-budget',
        budget('demo-dip'),
      ];
      return dianzhiHere([...NOW, ...sides, '--assessment', 'scores.csv', ...files, '--threads', threads, '--json'], {
        cwd: folder,
      });
    };
    const [one, three] = [await told('1'), await told('3')];
    expect([one.code, one.stderr]).toEqual([0, 'gains-1.csv\ncases-1.csv\nreport-1.html\n']);
    expect(three.stdout).toBe(one.stdout);
    const text = (name: string) => readFileSync(join(folder, name), 'utf8');
    for (const name of ['gains-1.csv', 'cases-1.csv', 'report-1.html']) expect(text(name.replace('1', '3'))).toBe(text(name));
    const { rows, year, redistribution } = JSON.parse(one.stdout) as Told & { readonly year: string };
    expect([rows, year]).toEqual([400, '2026']);
    const cases = rowsOf(text('cases-1.csv'));
    expect(cases).toHaveLength(400);
    for (const [side, column] of [
      ['before', 'paidBefore'],
      ['after', 'paidAfter'],
    ] as const) {
      const paid = sumFen(cases.flatMap((row) => (row[column] === '' ? [] : [parseYuan(row[column]!)])));
      for (const dimension of ['fund', 'hospital', 'mdc', 'severity', 'method'])
        expect(sumFen(redistribution.filter((row) => row['dimension'] === dimension).map((row) => parseYuan(row[side]!)))).toBe(
          paid,
        );
    }
    expect(redistribution.some(({ key }) => key === 'drg-rate > bed-day')).toBe(true);
    expect(text('report-1.html')).toContain('<svg');
    expect(text('report-1.html')).not.toMatch(/<script|<link|<img|url\(|@import|src=/);
  });

  test('without anything to try there is nothing to simulate', async () => {
    expect((await dianzhiHere(NOW)).stderr).toContain('[SERVER_USAGE]');
  });
});
