import { appendFileSync, copyFileSync, existsSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ReviewEvent } from '../../../pricing/index.js';
import { appendEntries, openRegister } from '../../../server/review/register-file.js';
import { objectsOf, Workplace } from '../tiny-workplace.js';
import { cases, SETTLED_SECTIONS, smallBudget, smallPolicy, WEIGHTS } from './small-region.js';

const place = new Workplace();
const DONE = { by: 'A01', why: '测试' } as const;
const PANEL = ['E1', 'E2', 'E3'];

/** An application that has come before its panel, as entries of the register. */
function inPanel(application: string, caseId: string, more: object = {}): ReviewEvent[] {
  const facts = { cost: '40000.00', standard: '14400.00' };
  const applied = {
    caseId,
    hospital: 'A',
    method: 'drg-rate',
    fund: 'resident',
    dischargeDate: '2026-01-06',
    ground: 'high-cost',
    facts,
  };
  return [
    { action: 'apply', at: '2026-04-02', ...DONE, application, period: '2026-Q1', case: { ...applied, ...more } },
    { action: 'submit', at: '2026-04-02', ...DONE, application },
    { action: 'screen', at: '2026-04-02', ...DONE, application },
    { action: 'draw', at: '2026-04-02', ...DONE, application, seed: 'dice', panel: PANEL, excluded: [], candidates: 3 },
  ];
}
const approved = (application: string, pays: 'by-item' | 'changed-standard', amount: string): ReviewEvent => ({
  action: 'approve',
  at: '2026-04-02',
  ...DONE,
  application,
  pays,
  amount,
});
const rejected = (application: string): ReviewEvent => ({ action: 'reject', at: '2026-04-02', ...DONE, application });
const OPEN: ReviewEvent = { action: 'open', at: '2026-04-02', ...DONE, period: '2026-Q1', discharges: { 'drg-rate': 400 } };

async function write(name: string, ...entries: readonly ReviewEvent[]): Promise<void> {
  await appendEntries(await openRegister(place.path(name)), entries);
}

// C1: 40,000.00 less 11,200.00 struck out are 28,800.00, two ordinary standards. C3 was turned down.
const DECIDED = [
  OPEN,
  ...inPanel('2026-Q1-0001', 'C1'),
  approved('2026-Q1-0001', 'by-item', '11200.00'),
  ...inPanel('2026-Q1-0002', 'C3', { hospital: 'B', dischargeDate: '2026-01-31' }),
  rejected('2026-Q1-0002'),
];

beforeAll(async () => {
  for (const how of ['in-points', 'as-priced'])
    place.file(`${how}.yaml`, smallPolicy({ settlement: { ...SETTLED_SECTIONS.settlement, specialCases: how } }));
  const inMonths = { ...SETTLED_SECTIONS.settlement, specialCases: 'in-points', specialCasesInMonths: 'true' };
  place.file('in-months.yaml', smallPolicy({ settlement: inMonths }));
  place.file('silent.yaml', smallPolicy());
  place.file('budget.yaml', smallBudget());
  place.file('weights.csv', WEIGHTS);
  place.file(
    'year.csv',
    cases(
      { caseId: 'C1', totalCharges: '40000.00' },
      { caseId: 'C2' },
      { caseId: 'C3', hospitalId: 'B', dischargeDate: '2026-01-31' },
      { caseId: 'C4', hospitalId: 'B', dischargeDate: '2026-02-10' },
    ),
  );
  const { code, stderr } = await place.dianzhiHere(
    'import',
    'weights',
    'weights.csv',
    '--scheme',
    'tiny',
    '--policy',
    'silent.yaml',
    '--source',
    'test',
  );
  expect(code, stderr).toBe(0);
  await write('decided.ndjson', ...DECIDED);
});

const FIXED = ['--scheme', 'tiny', '--budget', 'budget.yaml', '--lang', 'en'];
const year = (policy: string, output: string, ...more: string[]) => {
  const words = ['--policy', policy, '--year', '2026', '--cases', 'year.csv', '--output', output, '--without-months'];
  return place.dianzhiHere('settle', 'year', ...FIXED, ...words, ...more);
};
const only = (row: Record<string, string> | undefined, ...columns: string[]): string =>
  columns.map((column) => row?.[column]).join(' ');

describe('dianzhi settle year --review', () => {
  test.each([
    // 48,720 (30,000 and what others paid) over standards of 72,000: C1 19,488.00 less 4,680.00, the others 9,744.00 less 4,680.00 each
    ['in-points', ['C1 14808.00', 'C2 5064.00', 'C3 5064.00', 'C4 5064.00']],
    // C1 first: 28,800.00 less 4,680.00; 5,880.00 and what others paid are left for three: 6,640.00 less 4,680.00 each
    ['as-priced', ['C1 24120.00', 'C2 1960.00', 'C3 1960.00', 'C4 1960.00']],
  ])('%s: the decision stands in place of the price, and the pool pays what it has', async (how, amounts) => {
    const { code, stderr } = await year(`${how}.yaml`, `${how}/2026`, '--review', 'decided.ndjson');
    expect(code, stderr).toBe(0);
    const rows = place.rows(`${how}/2026/cases.csv`);
    expect(rows.map((row) => only(row, 'caseId', 'settledPayment'))).toEqual(amounts);
    expect(only(rows[0], 'application', 'outcome', 'paymentStandard', 'pricedPayment')).toBe(
      '2026-Q1-0001 special-case 28800.00 24120.00',
    );
    expect(only(rows[1], 'application', 'outcome')).toBe(' normal');
  });

  test('case, application, decision and amount stand in one table, in the steps and in the report', () => {
    // By the ordinary rule C1 would have had 14,400.00 less 4,680.00
    expect(place.text('in-points/2026/special-cases.csv')).toBe(
      [
        'application,hospitalId,caseId,fund,dischargeDate,decidedAt,result,decidedAmount,ordinaryPayment,pricedPayment,settledPayment',
        '2026-Q1-0001,A,C1,resident,2026-01-06,2026-04-02,by-item,28800.00,9720.00,24120.00,14808.00',
        '2026-Q1-0002,B,C3,resident,2026-01-31,2026-04-02,ordinary,,9720.00,9720.00,5064.00\n',
      ].join('\n'),
    );
    expect(objectsOf(place.text('in-points/2026/steps.ndjson'))).toContainEqual(
      expect.objectContaining({
        hospital: 'A',
        case: 'C1',
        rule: 'special-case',
        operands: expect.arrayContaining([
          expect.objectContaining({ en: 'application', value: '2026-Q1-0001' }),
          expect.objectContaining({ en: 'amount of the decision', value: '28800.00' }),
        ]),
        result: expect.objectContaining({ value: '24120.00' }),
        source: expect.objectContaining({ number: '测试〔2026〕1号' }),
      }),
    );
    expect(place.text('in-points/2026/report.html')).toContain('special-cases.csv');
  });

  test('the run is recomputed to the byte after the register went on, and names a register that is another', async () => {
    copyFileSync(place.path('decided.ndjson'), place.path('going-on.ndjson'));
    const settled = await year('in-points.yaml', 'going-on/2026', '--review', 'going-on.ndjson');
    expect(settled.code, settled.stderr).toBe(0);
    await write('going-on.ndjson', { action: 'price', at: '2026-05-02', ...DONE, application: '2026-Q1-0001' });
    const again = await place.dianzhiHere('settle', 'verify', 'going-on/2026', '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({ agrees: true, inputs: [] });
    await write(
      'other.ndjson',
      ...DECIDED.slice(0, 5),
      approved('2026-Q1-0001', 'changed-standard', '28800.00'),
      ...DECIDED.slice(6),
    );
    const other = await place.dianzhiHere('settle', 'verify', 'going-on/2026', '--review', 'other.ndjson', '--json');
    const { agrees, inputs } = JSON.parse(other.stdout) as { agrees: boolean; inputs: { what: string }[] };
    expect([agrees, inputs.map(({ what }) => what)]).toEqual([false, ['files']]);
  });

  test('a register is opened by the cases of a run, and learns from the clearing what the fund paid', async () => {
    const entry = ['--policy', 'demo-drg', '--by', 'A01', '--why', '测试', '--lang', 'en'];
    const { fingerprint } = JSON.parse(place.text('in-points/2026/run.json')) as { fingerprint: string };
    const when = ['--at', '2026-04-01', '--period', '2026-Q1'];
    const opened = await place.dianzhiHere(
      'review',
      'open',
      '--register',
      'new.ndjson',
      ...entry,
      ...when,
      '--count-cases',
      'in-points/2026',
    );
    expect(JSON.parse(opened.stdout)).toMatchObject({ discharges: { 'drg-rate': 4, dip: 0 }, countedFrom: [fingerprint] });
    copyFileSync(place.path('decided.ndjson'), place.path('cleared.ndjson'));
    const cleared = await place.dianzhiHere('review', 'clear-run', 'in-points/2026', '--register', 'cleared.ndjson', ...entry);
    expect(cleared.code, cleared.stderr).toBe(0);
    expect((await openRegister(place.path('cleared.ndjson'))).register.applications).toMatchObject([
      { id: '2026-Q1-0001', state: 'cleared', fundPaid: '14808.00' },
      { id: '2026-Q1-0002', state: 'cleared', fundPaid: '5064.00' },
    ]);
    const again = await place.dianzhiHere('review', 'clear-run', 'in-points/2026', '--register', 'cleared.ndjson', ...entry);
    expect([again.code, again.stdout]).toEqual([0, '']);
  });

  test('a register in which the number of an application is another case is not cleared by the run', async () => {
    const [, , ...later] = DECIDED;
    await write('stranger.ndjson', OPEN, inPanel('2026-Q1-0001', 'C4')[0]!, ...later);
    const entry = ['--policy', 'demo-drg', '--by', 'A01', '--why', '测试', '--lang', 'en'];
    const cleared = await place.dianzhiHere('review', 'clear-run', 'in-points/2026', '--register', 'stranger.ndjson', ...entry);
    expect([cleared.code, cleared.stderr]).toEqual([2, expect.stringContaining('SETTLEMENT_RUN_UNFIT')]);
  });

  test('the threads that price change nothing', async () => {
    for (const threads of ['1', '2']) {
      const { code, stderr } = await year(
        'in-points.yaml',
        `threads-${threads}/2026`,
        '--review',
        'decided.ndjson',
        '--threads',
        threads,
      );
      expect(code, stderr).toBe(0);
      expect(place.text(`threads-${threads}/2026/run.json`)).toBe(place.text('in-points/2026/run.json'));
    }
  });

  test('refused while an application is not decided, unless its case is knowingly settled by the ordinary rule', async () => {
    await write('open.ndjson', ...DECIDED, ...inPanel('2026-Q1-0003', 'C2'));
    const refused = await year('in-points.yaml', 'open/2026', '--review', 'open.ndjson');
    expect([refused.code, refused.stderr]).toEqual([
      3,
      expect.stringMatching(/2026-Q1-0003 \(in-panel\).*--undecided-as-ordinary.*\[SETTLEMENT_REVIEW_OPEN\]/s),
    ]);
    expect(existsSync(place.path('open/2026'))).toBe(false);
    const settled = await year('in-points.yaml', 'open/2026', '--review', 'open.ndjson', '--undecided-as-ordinary');
    expect(settled.code, settled.stderr).toBe(0);
    expect(place.rows('open/2026/cases.csv').map((row) => only(row, 'caseId', 'settledPayment'))[1]).toBe('C2 5064.00');
    expect(place.text('open/2026/run.json')).toContain('"undecidedAsOrdinary": true');
  });

  test.each([
    [
      'a case that is not there',
      [OPEN, ...inPanel('2026-Q1-0001', 'C9'), rejected('2026-Q1-0001')],
      'SETTLEMENT_REVIEW_CASE_MISSING',
    ],
    [
      'a case of another fund',
      [OPEN, ...inPanel('2026-Q1-0001', 'C1', { fund: 'employee' }), approved('2026-Q1-0001', 'changed-standard', '20000.00')],
      'employee ≠ resident',
    ],
    [
      'charges that the case does not have',
      [OPEN, ...inPanel('2026-Q1-0001', 'C2'), approved('2026-Q1-0001', 'by-item', '11200.00')],
      '40000.00 ≠ 15000.00',
    ],
  ])('%s is refused', async (why, entries, words) => {
    const name = `${why.replaceAll(' ', '-')}.ndjson`;
    await write(name, ...entries);
    const { code, stderr } = await year('in-points.yaml', 'refused/2026', '--review', name);
    expect([code, stderr]).toEqual([3, expect.stringContaining(words)]);
    expect(existsSync(place.path('refused/2026'))).toBe(false);
  });

  test('a case is settled once: by one register, and not by an entry too', async () => {
    copyFileSync(place.path('decided.ndjson'), place.path('copy.ndjson'));
    const twice = await year('in-points.yaml', 'twice/2026', '--review', 'decided.ndjson', '--review', 'copy.ndjson');
    expect(twice.stderr).toContain('[SETTLEMENT_REVIEW_TWICE]');
    place.file(
      'entry.csv',
      'id,kind,hospitalId,fund,amount,reason,refersTo\nS1,special-case,A,resident,100.00,特例单议,2026-Q1-0001\n',
    );
    const entry = await year('in-points.yaml', 'twice/2026', '--review', 'decided.ndjson', '--corrections', 'entry.csv');
    expect(entry.stderr).toContain('[SETTLEMENT_REVIEW_TWICE]');
  });

  test('a region that says nothing of special cases settles none', async () => {
    const { code, stderr } = await year('silent.yaml', 'silent/2026', '--review', 'decided.ndjson');
    expect([code, stderr]).toEqual([4, expect.stringContaining('settlement.specialCases')]);
  });

  test('a register that was changed is refused', async () => {
    copyFileSync(place.path('decided.ndjson'), place.path('changed.ndjson'));
    appendFileSync(place.path('changed.ndjson'), '{"seq":99}\n');
    const { stderr } = await year('in-points.yaml', 'changed/2026', '--review', 'changed.ndjson');
    expect(stderr).toContain('[SERVER_REGISTER_INVALID]');
  });
});

describe('dianzhi settle month --review', () => {
  const month = (policy: string, output: string, ...more: string[]) => {
    const words = ['--policy', policy, '--month', '2026-01', '--cases', 'january.csv', '--output', output];
    return place.dianzhiHere('settle', 'month', ...FIXED, ...words, ...more);
  };

  beforeAll(() => {
    const january = place
      .text('year.csv')
      .split('\n')
      .filter((line) => !line.startsWith('C4'));
    place.file('january.csv', january.join('\n'));
  });

  test('only where the policy says that months settle special cases', async () => {
    const refused = await month('in-points.yaml', 'months/2026-01', '--review', 'decided.ndjson');
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('[SETTLEMENT_REVIEW_NOT_IN_MONTHS]')]);
    const { code, stderr } = await month('in-months.yaml', 'months/2026-01', '--review', 'decided.ndjson');
    expect(code, stderr).toBe(0);
    // 24,120.00 for C1 and 9,720.00 for C2
    expect(only(place.rows('months/2026-01/hospitals.csv')[0], 'hospitalId', 'fundPart')).toBe('A 33840.00');
  });

  test('a year of such months is not cleared without its register', async () => {
    const words = ['settle', 'year', ...FIXED, '--policy', 'in-months.yaml', '--year', '2026', '--cases', 'january.csv'];
    words.push('--months', 'months/2026-01', '--output', 'months/2026');
    expect((await place.dianzhiHere(...words)).stderr).toContain('[SETTLEMENT_REVIEW_LEFT_OUT]');
    const { code, stderr } = await place.dianzhiHere(...words, '--review', 'decided.ndjson');
    expect(code, stderr).toBe(0);
  });
});
