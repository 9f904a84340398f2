import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { objectsOf, Workplace } from '../tiny-workplace.js';
import { cases, smallBudget, smallPolicy, WEIGHTS } from './small-region.js';

const place = new Workplace();
const JANUARY = cases({ caseId: 'C1' }, { caseId: 'C2' }, { caseId: 'C3', hospitalId: 'B', dischargeDate: '2026-01-31' });

beforeAll(async () => {
  place.file('policy.yaml', smallPolicy());
  place.file('budget.yaml', smallBudget());
  place.file('weights.csv', WEIGHTS);
  place.file('january.csv', JANUARY);
  const options = ['--scheme', 'tiny', '--policy', 'policy.yaml', '--source', 'test'];
  const { code, stderr } = await place.dianzhiHere('import', 'weights', 'weights.csv', ...options);
  expect(code, stderr).toBe(0);
});

const USUAL = ['--policy', 'policy.yaml', '--scheme', 'tiny', '--budget', 'budget.yaml', '--lang', 'en'];
const month = (of: string, file: string, output: string, ...more: string[]) =>
  place.dianzhiHere('settle', 'month', ...USUAL, '--month', of, '--cases', file, '--output', output, ...more);
const year = (output: string, file: string, ...more: string[]) =>
  place.dianzhiHere('settle', 'year', ...USUAL, '--year', '2026', '--cases', file, '--output', output, ...more);

const only = (row: Record<string, string> | undefined, ...columns: string[]): string =>
  columns.map((column) => row?.[column]).join(' ');

describe('dianzhi settle month', () => {
  beforeAll(async () => {
    const { code, stderr } = await month('2026-01', 'january.csv', 'runs/2026-01');
    expect(code, stderr).toBe(0);
  });

  test('pays 95 % of what the cases were priced at, less the deposit', () => {
    const [a, b] = place.rows('runs/2026-01/hospitals.csv');
    // 2 × 9,720 = 19,440; 95 % are 18,468.00; less 5 % of that, 923.40
    expect(only(a, 'fund', 'hospitalId', 'level', 'cases', 'fundPart', 'leftForClearing', 'deposit', 'paid')).toBe(
      'resident A 3 2 19440.00 972.00 923.40 17544.60',
    );
    // 9,720; 9,234.00; less 461.70
    expect(only(b, 'hospitalId', 'cases', 'fundPart', 'deposit', 'paid', 'demonstration')).toBe('B 1 9720.00 461.70 8772.30 no');
  });

  test('says of every case what it was settled at', () => {
    const rows = place.rows('runs/2026-01/cases.csv');
    expect(rows.map((row) => only(row, 'hospitalId', 'caseId', 'status', 'group', 'method', 'settledPayment'))).toEqual([
      'A C1 settled BR25 drg-rate 9720.00',
      'A C2 settled BR25 drg-rate 9720.00',
      'B C3 settled BR25 drg-rate 9720.00',
    ]);
  });

  test('writes every step with its operands and documents, and what was found to hold', () => {
    const steps = objectsOf(place.text('runs/2026-01/steps.ndjson'));
    expect(steps).toContainEqual(
      expect.objectContaining({
        fund: 'resident',
        hospital: 'A',
        rule: 'advance',
        amount: '-972.00',
        operands: expect.arrayContaining([
          expect.objectContaining({ value: '0.95', source: expect.objectContaining({ number: '测试〔2026〕1号' }) }),
        ]),
      }),
    );
    const { invariants } = JSON.parse(place.text('runs/2026-01/invariants.json')) as { invariants: { holds: boolean }[] };
    expect(invariants.length).toBeGreaterThan(4);
    expect(invariants.every(({ holds }) => holds)).toBe(true);
  });

  test('the report is one file that asks for no other and runs nothing', () => {
    const report = place.text('runs/2026-01/report.html');
    expect(report).toContain('<svg');
    expect(report).not.toMatch(/<script|<link|<img|url\(|@import|src=/);
    expect(report.match(/https?:\/\/[^"]*/g)?.filter((address) => address !== 'http://www.w3.org/2000/svg') ?? []).toEqual([]);
  });

  test('figures of the report link to the parameters and documents that they rest on', () => {
    const report = place.text('runs/2026-01/report.html');
    const links = [...report.matchAll(/<a href="#([^"]+)"/g)].map(([, link]) => decodeURIComponent(link!));
    expect(links.length).toBeGreaterThan(3);
    for (const link of links) expect(report).toContain(`<span id="${link}">`);
    expect(report).toMatch(/settlement\.advanceShare[\s\S]*《测试文件》测试〔2026〕1号 第1条/);
  });

  test('says no path and no time in what it compares', () => {
    for (const name of readdirSync(place.path('runs/2026-01')))
      if (name !== 'places.json') expect(place.text(`runs/2026-01/${name}`)).not.toContain(place.folder);
  });

  test('is refused where the month was settled, beside it or in a run that is named', async () => {
    for (const options of [['runs/again'], ['elsewhere/again', '--previous', 'runs/2026-01']] as const) {
      const [output, ...more] = options;
      const { code, stderr } = await month('2026-01', 'january.csv', output, ...more);
      expect(stderr).toContain('SETTLEMENT_MONTH_SETTLED');
      expect(code).toBe(2);
      expect(existsSync(place.path(output))).toBe(false);
    }
  });

  test('a dry run says the same and writes nothing', async () => {
    const { code, stdout } = await month('2026-01', 'january.csv', 'dry/run', '--dry-run', '--json');
    expect(code).toBe(0);
    const { fingerprint } = JSON.parse(place.text('runs/2026-01/run.json')) as { fingerprint: string };
    expect(JSON.parse(stdout)).toMatchObject({ dryRun: true, fingerprint, funds: [{ fund: 'resident', paid: '26316.90' }] });
    expect(existsSync(place.path('dry'))).toBe(false);
  });
});

describe('dianzhi settle verify', () => {
  test('every byte agrees, on any number of threads', async () => {
    for (const threads of ['1', '3']) {
      const { code, stdout } = await place.dianzhiHere('settle', 'verify', 'runs/2026-01', '--threads', threads, '--json');
      expect(JSON.parse(stdout)).toMatchObject({ agrees: true, inputs: [] });
      expect(code).toBe(0);
    }
  });

  test('says no after one byte of any file was changed', async () => {
    for (const { name } of (JSON.parse(place.text('runs/2026-01/run.json')) as { files: { name: string }[] }).files) {
      cpSync(place.path('runs/2026-01'), place.path('changed/run'), { recursive: true });
      const bytes = readFileSync(place.path(`changed/run/${name}`));
      bytes[bytes.length >> 1]! ^= 1;
      writeFileSync(place.path(`changed/run/${name}`), bytes);
      const { code, stdout } = await place.dianzhiHere('settle', 'verify', 'changed/run', '--json');
      const { agrees, files } = JSON.parse(stdout) as { agrees: boolean; files: { name: string; state: string }[] };
      expect({ name, code, agrees }).toEqual({ name, code: 5, agrees: false });
      expect(files.filter(({ state }) => state !== 'same')).toEqual([{ name, state: 'changed' }]);
      rmSync(place.path('changed'), { recursive: true });
    }
  });

  test('names the input that is not what was settled', async () => {
    place.file(
      'other.csv',
      cases({ caseId: 'C1' }, { caseId: 'C2' }, { caseId: 'C9', hospitalId: 'B', dischargeDate: '2026-01-31' }),
    );
    const { code, stdout } = await place.dianzhiHere('settle', 'verify', 'runs/2026-01', '--cases', 'other.csv', '--json');
    expect(code).toBe(5);
    const { inputs } = JSON.parse(stdout) as { inputs: { what: string }[] };
    expect(inputs.map(({ what }) => what)).toEqual(['cases']);
  });
});

describe('corrections and the year', () => {
  const CORRECTIONS = (run: string): string =>
    `id,kind,run,hospitalId,fund,caseId,amount,reason,document\nK1,clawback,${run},A,resident,C2,-600.00,重复收费,测监〔2026〕7号\n`;
  const fingerprint = (): string => (JSON.parse(place.text('runs/2026-01/run.json')) as { fingerprint: string }).fingerprint;

  beforeAll(async () => {
    place.file('february.csv', cases({ caseId: 'C4', hospitalId: 'B', dischargeDate: '2026-02-10' }));
    place.file('corrections.csv', CORRECTIONS(fingerprint().slice(0, 12)));
    const february = await month('2026-02', 'february.csv', 'runs/2026-02', '--corrections', 'corrections.csv');
    expect(february.code, february.stderr).toBe(0);
    const rows = JANUARY + place.text('february.csv').split('\n').slice(1).join('\n');
    place.file('year.csv', rows);
    const cleared = await year('runs/year', 'year.csv', '--months', 'runs/2026-01', 'runs/2026-02');
    expect(cleared.code, cleared.stderr).toBe(0);
  });

  test('a clawback flows into the next month; what it cannot take is owed; the settled run is as it was', () => {
    const [a] = place.rows('runs/2026-02/hospitals.csv');
    expect(only(a, 'hospitalId', 'cases', 'entries', 'credited', 'paid', 'owed')).toBe('A 0 -600.00 -600.00 0.00 600.00');
    expect(place.rows('runs/2026-02/entries.csv')).toEqual([
      expect.objectContaining({ id: 'K1', kind: 'clawback', amount: '-600.00', refersTo: `${fingerprint()}:C2` }),
    ]);
  });

  test('the year: the money by standards, less the clawback, less what months paid and withheld', () => {
    const [a, b] = place.rows('runs/year/hospitals.csv');
    // Four like cases share 30,000: 7,500 each. A: 15,000 − 600 = 14,400 due; months 17,544.60 − 600, deposit 923.40
    expect(only(a, 'gross', 'due', 'months', 'depositWithheld', 'finalPayment')).toBe(
      '15000.00 14400.00 16944.60 923.40 -3468.00',
    );
    // B: 15,000 due; two months of 8,772.30, deposit 2 × 461.70
    expect(only(b, 'gross', 'due', 'months', 'depositWithheld', 'finalPayment')).toBe(
      '15000.00 15000.00 17544.60 923.40 -3468.00',
    );
    const amounts = place.rows('runs/year/cases.csv').map((row) => only(row, 'caseId', 'settledPayment'));
    expect(amounts).toEqual(['C1 7200.00', 'C2 7200.00', 'C3 7500.00', 'C4 7500.00']);
  });

  test('a year that was cleared is final', async () => {
    const again = await year('runs/year2', 'year.csv', '--months', 'runs/2026-01', 'runs/2026-02');
    expect(again.stderr).toContain('SETTLEMENT_YEAR_FINAL');
    const march = await month('2026-03', 'february.csv', 'runs/2026-03');
    expect(march.stderr).toContain('SETTLEMENT_YEAR_FINAL');
  });

  test('an entry is booked once, and refers to a case that is there', async () => {
    mkdirSync(place.path('more'), { recursive: true });
    cpSync(place.path('runs/2026-01'), place.path('more/2026-01'), { recursive: true });
    cpSync(place.path('runs/2026-02'), place.path('more/2026-02'), { recursive: true });
    place.file('march.csv', cases({ caseId: 'C5', dischargeDate: '2026-03-01' }));
    const twice = await month('2026-03', 'march.csv', 'more/2026-03', '--corrections', 'corrections.csv');
    expect(twice.stderr).toContain('SETTLEMENT_ENTRY_BOOKED');
    place.file('nothing.csv', CORRECTIONS(fingerprint()).replace('K1', 'K2').replace('C2', 'C8'));
    const nothing = await month('2026-03', 'march.csv', 'more/2026-03', '--corrections', 'nothing.csv');
    expect(nothing.stderr).toContain('SETTLEMENT_CORRECTS_NOTHING');
    expect(nothing.code).toBe(3);
  });

  test('a year without one of its months is refused by name', async () => {
    const { stderr } = await year('lone/year', 'year.csv', '--months', 'runs/2026-01');
    expect(stderr).toContain('2026-02');
    expect(stderr).toContain('SETTLEMENT_MONTHS_MISSING');
  });

  test('a month that was edited is not cleared: by its checksum, and by what it says where the checksums were made to fit', async () => {
    for (const month of ['2026-01', '2026-02'])
      cpSync(place.path(`runs/${month}`), place.path(`edited/${month}`), { recursive: true });
    const table = place.text('edited/2026-01/hospitals.csv');
    const edited = table.replace('17544.60,0.00,17544.60,0.00', '17544.61,0.00,17544.60,0.00');
    expect(edited).not.toBe(table);
    place.file('edited/2026-01/hospitals.csv', edited);
    const clear = () => year('edited/year', 'year.csv', '--months', 'edited/2026-01', 'edited/2026-02');
    expect((await clear()).stderr).toContain('[SETTLEMENT_RUN_CHANGED]');
    const [was, is] = [table, edited].map((text) => createHash('sha256').update(text).digest('hex'));
    place.file('edited/2026-01/run.json', place.text('edited/2026-01/run.json').replace(was!, is!));
    const { code, stderr } = await clear();
    expect([code, stderr]).toEqual([1, expect.stringContaining('resident: entries (A 2026-01: 17544.60 ≠ 17544.61)')]);
    expect(existsSync(place.path('edited/year'))).toBe(false);
  });

  test('diff explains two runs hospital by hospital and step by step', async () => {
    const { code, stdout } = await place.dianzhiHere('settle', 'diff', 'runs/2026-01', 'runs/2026-02', '--json');
    expect(code).toBe(0);
    const { places } = JSON.parse(stdout) as { places: { hospital: string; figures: object[]; steps: { rule: string }[] }[] };
    const b = places.find(({ hospital }) => hospital === 'A')!;
    expect(b.figures).toContainEqual({ what: 'paid', one: '17544.60', other: '0.00' });
    expect(b.steps).toContainEqual(expect.objectContaining({ rule: 'advance', one: '-972.00', other: '0.00' }));
    const chinese = await place.dianzhiHere('settle', 'diff', 'runs/2026-01', 'runs/2026-02', '--lang', 'zh');
    expect(chinese.stdout).toMatch(/^居民 · A +1 +2$/m);
    expect(chinese.stdout).toMatch(/^实付 paid +17544\.60 +0\.00$/m);
    expect(chinese.stdout).toMatch(/^ {4}金额 /m);
    expect(chinese.stdout).not.toMatch(/[0-9a-f]{64}/);
    const same = await place.dianzhiHere('settle', 'diff', 'runs/2026-01', 'runs/2026-01', '--lang', 'en');
    expect(same.stdout).toContain('Every hospital and every step is the same');
  });
});

describe('bad input is refused with what to do, and leaves nothing', () => {
  const rejected = async (code: string, file: string, ...more: string[]): Promise<string> => {
    const { stderr, code: exit } = await month('2026-01', file, 'refused/run', ...more);
    expect(stderr).toContain(code);
    expect([2, 3, 4]).toContain(exit);
    expect(existsSync(place.path('refused')) ? readdirSync(place.path('refused')) : []).toEqual([]);
    return stderr;
  };

  test('cases of another month and year', async () => {
    place.file(
      'outside.csv',
      cases({ caseId: 'C1' }, { caseId: 'C2', dischargeDate: '2026-02-01' }, { caseId: 'C3', dischargeDate: '2025-01-31' }),
    );
    expect(await rejected('SETTLEMENT_CASES_OUTSIDE', 'outside.csv')).toContain('C2 (2026-02-01)');
  });

  test('a case that stands twice, in one file or two', async () => {
    place.file('twice.csv', cases({ caseId: 'C1' }, { caseId: 'C2' }, { caseId: 'C1', totalCharges: '1.00' }));
    await rejected('SETTLEMENT_CASE_TWICE', 'twice.csv');
    await rejected('SETTLEMENT_CASE_TWICE', 'january.csv', '--cases', 'january.csv');
  });

  test('a hospital without level where a rule asks for it, and one with two', async () => {
    place.file('level.csv', cases({ caseId: 'C1', hospitalLevel: '' }));
    const coefficient = { 'drg-rate': { baseRate: '12000', hospitalCoefficients: [{ level: '3', coefficient: '1' }] } };
    place.file('level.yaml', smallPolicy(coefficient));
    expect(await rejected('SETTLEMENT_HOSPITAL_WITHOUT_LEVEL', 'level.csv', '--policy', 'level.yaml')).toContain(': A.');
    place.file('levels.csv', cases({ caseId: 'C1' }, { caseId: 'C2', hospitalLevel: '2' }));
    await rejected('SETTLEMENT_LEVELS_DISAGREE', 'levels.csv');
  });

  test('a budget that does not add up, and one of another year', async () => {
    const lines = [{ id: 'by-disease', name: { zh: '病种', en: 'Disease' }, derivation: { by: 'amount', amount: '29999.99' } }];
    place.file('wrong.yaml', smallBudget({ lines }));
    await rejected('PRICING_BUDGET_DOES_NOT_ADD_UP', 'january.csv', '--budget', 'wrong.yaml');
    const { code, stderr } = await place.dianzhiHere('budget', 'check', 'wrong.yaml', '--lang', 'en');
    expect(stderr).toContain('PRICING_BUDGET_DOES_NOT_ADD_UP');
    expect(code).toBe(3);
    place.file('old.yaml', smallBudget().replace('year: "2026"', 'year: "2025"'));
    await rejected('SETTLEMENT_BUDGET_UNFIT', 'january.csv', '--budget', 'old.yaml');
  });

  test('an assumed parameter; an invented one outside a demonstration, and inside it every output says so', async () => {
    place.file('assumed.yaml', smallPolicy({}, {}, 'assumed'));
    await rejected('PRICING_EVIDENCE_REFUSED', 'january.csv', '--policy', 'assumed.yaml');
    place.file('invented.yaml', smallPolicy({}, {}, 'invented'));
    await rejected('PRICING_EVIDENCE_REFUSED', 'january.csv', '--policy', 'invented.yaml');
    place.file('demonstration.yaml', smallPolicy({}, { demonstration: 'true' }, 'invented'));
    const { code, stderr } = await month('2026-01', 'january.csv', 'demonstration/run', '--policy', 'demonstration.yaml');
    expect(code, stderr).toBe(0);
    expect(stderr).toContain('invented');
    for (const table of ['hospitals', 'cases'])
      for (const row of place.rows(`demonstration/run/${table}.csv`))
        expect(only(row, 'evidence', 'demonstration')).toBe('invented yes');
    expect(place.text('demonstration/run/report.html')).toContain('Demonstration policy with invented values');
  });

  test('an output that stands', async () => {
    const { code, stderr } = await month('2026-05', 'january.csv', 'data');
    expect(stderr).toContain('SETTLEMENT_RUN_EXISTS');
    expect(code).toBe(2);
  });

  test('cases of which none can be settled', async () => {
    place.file('bare.csv', cases({ caseId: 'C1', patient: '' }));
    expect(await rejected('SETTLEMENT_NOTHING_TO_SETTLE', 'bare.csv')).toContain('PRICING_FACT_MISSING');
  });
});

describe('the same inputs give the same bytes', () => {
  const MANY = Array.from({ length: 60 }, (_, at) => ({
    caseId: `C${at}`,
    hospitalId: ['A', 'B', 'C'][at % 3]!,
    dischargeDate: `2026-01-${String((at % 31) + 1).padStart(2, '0')}`,
    patient: `${4000 + at}.${String(at).padStart(2, '0')}`,
  }));

  test('whatever the order of cases and hospitals, the files they come in, and the number of threads', async () => {
    const turned = MANY.map((_, at) => MANY[(at * 37 + 11) % 60]!);
    place.file('many.csv', cases(...MANY));
    place.file('half-1.csv', cases(...turned.slice(0, 23)));
    place.file('half-2.csv', cases(...turned.slice(23)));
    const runs = [
      await month('2026-01', 'many.csv', 'same-1/run', '--threads', '1'),
      await month('2026-01', 'half-1.csv', 'same-2/run', '--cases', 'half-2.csv', '--threads', '3'),
    ];
    for (const { code, stderr } of runs) expect(code, stderr).toBe(0);
    const files = readdirSync(place.path('same-1/run')).filter((name) => name !== 'places.json');
    expect(files).toContain('run.json');
    for (const name of files)
      expect({ name, isSame: place.text(`same-2/run/${name}`) === place.text(`same-1/run/${name}`) }).toEqual({
        name,
        isSame: true,
      });
  });
});

describe('a run that is killed', () => {
  test('leaves nothing under its name, and the same command starts clean', async () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => ({ caseId: `C${at}` }));
    place.file('long.csv', cases(...rows));
    const words = ['settle', 'month', ...USUAL, '--month', '2026-01', '--cases', 'long.csv', '--output', 'killed/run'];
    const { signal } = await place.run(words, {
      onStart: (child) => {
        const folder = join(place.folder, 'killed');
        const watch = setInterval(() => {
          if (!existsSync(folder) || readdirSync(folder).length === 0) return;
          clearInterval(watch);
          child.kill('SIGKILL');
        }, 5);
        child.on('close', () => clearInterval(watch));
      },
    });
    expect(signal).toBe('SIGKILL');
    expect(readdirSync(place.path('killed'))).toEqual([expect.stringMatching(/^run\.\d+\.partial$/)]);
    const again = await place.run(words);
    expect(again.code, again.stderr).toBe(0);
    expect(readdirSync(place.path('killed'))).toEqual(['run']);
  });
});
