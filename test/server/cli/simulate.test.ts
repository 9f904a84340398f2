import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseYuan, sumFen } from '../../../pricing/index.js';
import { parseCsv } from '../../../reference-data/index.js';
import { dianzhi, temporaryFolder } from '../../command-line.js';

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
    expect((await dianzhi(['demo', '--count', '400'], { cwd: folder })).code).toBe(0);
  });

  test('the same scheme and policy change nothing for anybody', async () => {
    const { stdout } = await dianzhi([...NOW, '--to-policy', 'demo-drg', '--json']);
    const { rows, compared, redistribution } = JSON.parse(stdout) as Told;
    expect(rows).toBe(400);
    expect(compared).toBeGreaterThan(350);
    expect(new Set(redistribution.flatMap((row) => [row['difference'], row['samePoolDifference']]))).toEqual(new Set(['0.00']));
  });

  test('from DRG to DIP: by hospital, MDC, severity and method; what it was is what price says', async () => {
    const output = join(folder, 'simulated.csv');
    const words = ['--to-scheme', 'demo-dip', '--to-policy', 'demo-dip', '--output', output];
    const { code, stdout } = await dianzhi([...NOW, ...words]);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/400 cases, \d+ paid by both sides/)]);
    const [header, ...rows] = parseCsv(readFileSync(output, 'utf8'), output).map(({ fields }) => fields);
    const row = (fields: string[]) => Object.fromEntries(fields.map((value, place) => [header![place]!, value]));
    const told = rows.map(row);
    expect([...new Set(told.map(({ dimension }) => dimension))]).toEqual(['fund', 'hospital', 'mdc', 'severity', 'method']);
    expect(told.some(({ key }) => key === 'drg-rate > dip')).toBe(true);
    const priced = join(folder, 'priced.csv');
    await dianzhi(['price', ...NOW.slice(3, 8), '--input', cases, '--output', priced, '--purpose', 'estimate']);
    const [head, ...lines] = parseCsv(readFileSync(priced, 'utf8'), priced).map(({ fields }) => fields);
    const column = (name: string) => head!.indexOf(name);
    const paid = lines.map((fields) => fields[column('fundPayment')]!).filter((text) => text !== '');
    const before = told.filter(({ dimension }) => dimension === 'hospital').map((one) => parseYuan(one['before']!));
    expect(sumFen(before)).toBe(sumFen(paid.map(parseYuan)));
  });

  test('without anything to try there is nothing to simulate', async () => {
    expect((await dianzhi(NOW)).stderr).toContain('[SERVER_USAGE]');
  });
});
