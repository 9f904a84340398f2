import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder, type Ended } from '../../command-line.js';
import { dianzhiHere } from '../../run-here.js';

const folder = temporaryFolder();
const register = join(folder, 'register.ndjson');
const experts = join(folder, 'experts.csv');
const hospitals = join(folder, 'hospitals.csv');
const PLACE = ['--policy', 'demo-drg', '--by', 'A01', '--why', '测试', '--lang', 'en'];
const CASE = ['--period', '2026-Q1', '--method', 'drg-rate', '--fund', 'employee', '--discharge-date', '2026-02-11'];
const FACTS = '{"cost":"30000.00","standard":"10000.00"}';

const review = (step: string, at: string, ...words: string[]): Promise<Ended> =>
  dianzhiHere(['review', step, '--register', register, ...PLACE, '--at', at, ...words]);
const applied = (caseId: string, ...words: string[]): string[] => [
  ...CASE,
  '--case',
  caseId,
  '--hospital',
  'H1',
  '--ground',
  'high-cost',
  '--facts',
  FACTS,
  ...words,
];
const lines = (): string[] => readFileSync(register, 'utf8').trimEnd().split('\n');
const entry = <T>(line: string): T => (JSON.parse(line) as { entry: T }).entry;

describe('dianzhi review', () => {
  beforeAll(async () => {
    const roster = Array.from({ length: 9 }, (_, number) => `E${number},H${number % 3}`);
    writeFileSync(experts, `expert,hospital\n${roster.join('\n')}\n`);
    writeFileSync(hospitals, 'hospital,discharges,fundPaid\nH1,100,1000000.00\nH2,50,500000.00\n');
    const opened = await review('open', '2026-04-01', '--period', '2026-Q1', '--discharges', 'drg-rate=400,dip=0');
    expect([opened.code, opened.stderr]).toEqual([0, expect.stringContaining('written')]);
  });

  test('a case from its draft to its publication, with panel, votes, results and table', async () => {
    for (const [step, ...words] of [
      ['apply', ...applied('T1')],
      ['submit', '2026-Q1-0001'],
      ['screen', '2026-Q1-0001'],
    ])
      expect((await review(step!, '2026-04-02', ...words)).stderr).toContain('2026-Q1-0001');
    expect((await review('draw', '2026-04-03', '2026-Q1-0001', '--experts', experts, '--seed', 'dice')).code).toBe(0);
    const { panel, seed, excluded } = entry<{ panel: string[]; seed: string; excluded: { expert: string; why: string }[] }>(
      lines().at(-1)!,
    );
    expect([seed, panel.length, excluded.map(({ expert }) => expert)]).toEqual(['dice', 3, ['E1', 'E4', 'E7']]);
    const leaves = panel[2]!;
    await review('draw', '2026-04-03', '2026-Q1-0001', '--experts', experts, '--recused', leaves);
    const again = entry<{ panel: string[]; seed: string }>(lines().at(-1)!);
    expect([again.seed, again.panel.slice(0, 2), again.panel.includes(leaves)]).toEqual(['dice', panel.slice(0, 2), false]);
    for (const [place, expert] of again.panel.entries())
      expect(
        (await review('vote', '2026-04-07', '2026-Q1-0001', '--expert', expert, '--vote', place === 0 ? 'no' : 'yes')).code,
      ).toBe(0);
    const decided = await review('decide', '2026-04-07', '2026-Q1-0001', '--pays', 'by-item', '--amount', '500.00');
    expect(decided.stderr).toContain('2026-Q1-0001: approved');
    const results = await dianzhiHere(['review', 'results', '--register', register, '--output', '-', '--year', '2026']);
    // 30,000.00 − 500.00
    expect(results.stdout).toBe(
      'application,caseId,hospital,fund,year,result,amount\n2026-Q1-0001,T1,H1,employee,2026,by-item,29500.00\n',
    );
    await review('price', '2026-05-20', '2026-Q1-0001');
    await review('clear', '2026-05-31', '2026-Q1-0001', '--run', 'R1', '--fund-paid', '20000.00');
    const words = ['--period', '2026-Q1', '--hospitals', hospitals, '--output', join(folder, 'published.csv')];
    expect((await review('publish', '2026-06-10', ...words)).stderr).toContain('published');
    expect(readFileSync(join(folder, 'published.csv'), 'utf8')).toBe(
      'hospital,applied,approved,shareOfDischarges,fundPaid,shareOfSpending\nH1,1,1,0.01,20000.00,0.02\nH2,0,0,0,0.00,0\n',
    );
    const shown = await dianzhiHere(['review', 'show', '--register', register, '--lang', 'en']);
    expect(shown.stdout).toMatch(/2026-Q1-0001 +H1 +T1 +drg-rate +high-cost +published/);
  });

  test('a dry run checks and writes nothing; what is refused writes nothing either', async () => {
    const before = lines();
    const words = applied('T2', '--discharge-date', '2026-03-01');
    const dry = await review('apply', '2026-06-10', ...words, '--dry-run');
    expect([dry.code, dry.stderr]).toEqual([0, expect.stringContaining('nothing was written')]);
    const again = await review('apply', '2026-06-10', ...applied('T1'));
    expect([again.code, again.stderr]).toEqual([3, expect.stringContaining('[PRICING_REVIEW_REPEATED]')]);
    const late = await review('submit', '2026-06-10', '2026-Q1-0001');
    expect([late.code, late.stderr]).toEqual([3, expect.stringContaining('[PRICING_REVIEW_TRANSITION]')]);
    expect(lines()).toEqual(before);
  });

  test.each([
    ['a changed entry', (all: string[]) => all.with(1, all[1]!.replace('H1', 'H2')), 'Line 3'],
    ['an entry that is gone', (all: string[]) => all.toSpliced(1, 1), 'Line 2'],
    ['an entry that no state allows', (all: string[]) => [...all, '{"seq":99}'], 'seq'],
  ])('a register with %s is refused', async (_why, change, words) => {
    const broken = join(folder, 'broken.ndjson');
    writeFileSync(broken, `${change(lines()).join('\n')}\n`);
    const { code, stderr } = await dianzhiHere(['review', 'show', '--register', broken, '--lang', 'en']);
    expect(code).toBe(3);
    expect(stderr).toContain('[SERVER_REGISTER_INVALID]');
    expect(stderr).toContain(words);
  });

  test('a last line that was cut off is refused, not passed over', async () => {
    const broken = join(folder, 'cut.ndjson');
    writeFileSync(broken, readFileSync(register, 'utf8').slice(0, -20));
    expect((await dianzhiHere(['review', 'show', '--register', broken])).stderr).toContain('[SERVER_REGISTER_INVALID]');
  });

  test('a period is opened with the discharges that stand in priced files, each case once', async () => {
    const rows = [
      'A1,H1,2026-04-01,drg-rate',
      'A2,H1,2026-06-30,drg-points',
      'A2,H2,2026-06-30,drg-rate',
      'A3,H1,2026-05-05,bed-day',
      'A4,H1,2026-07-01,drg-rate',
      'A5,H1,2026-05-05,',
    ];
    const files = ['first.csv', 'second.csv'].map((name) => join(folder, name));
    writeFileSync(files[0]!, `caseId,hospitalId,dischargeDate,method\n${rows.join('\n')}\n`);
    writeFileSync(files[1]!, 'hospitalId,method,dischargeDate,caseId\nH1,drg-rate,2026-04-01,A1\nH9,dip,2026-04-02,A1\n');
    const counted = ['--period', '2026-Q2', '--count-cases', ...files];
    const { code, stderr, stdout } = await review('open', '2026-07-01', ...counted);
    expect(code, stderr).toBe(0);
    const sums = files.map((path) => createHash('sha256').update(readFileSync(path)).digest('hex'));
    expect(JSON.parse(stdout)).toMatchObject({ discharges: { 'drg-rate': 2, 'drg-points': 1, dip: 1 }, countedFrom: sums });
    const none = await review('open', '2026-10-09', '--period', '2026-Q3', '--count-cases', files[1]!);
    expect([none.code, none.stderr]).toEqual([3, expect.stringContaining('2026-Q3: 0')]);
  });

  test.each([
    ['discharges that cannot be read', ['open', '--period', '2026-Q2', '--discharges', 'many'], 'SERVER_OPTION_INVALID'],
    ['a period whose discharges nobody says', ['open', '--period', '2026-Q3'], 'SERVER_USAGE'],
    ['facts that are no JSON', ['apply', ...applied('T9'), '--facts', '{'], 'SERVER_OPTION_INVALID'],
    ['facts that no application has', ['apply', ...applied('T9'), '--facts', '{"luck":1}'], 'SERVER_OPTION_INVALID'],
    ['a payment without its amount', ['decide', '2026-Q1-0001', '--pays', 'by-item'], 'SERVER_USAGE'],
    ['an application that there is not', ['submit', '2026-Q9-0001'], 'PRICING_REVIEW_UNKNOWN'],
  ])('%s is refused', async (_why, [step, ...words], code) => {
    expect((await review(step!, '2026-07-10', ...words)).stderr).toContain(`[${code}]`);
  });
});
