import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { fen, parseYuan, printYuan, sumFen } from '../../../pricing/index.js';
import { DIMENSIONS } from '../../../server/simulate/gains-and-losses.js';
import { rowsOf, Workplace } from '../tiny-workplace.js';
import { cases, smallBudget, smallPolicy } from '../settlement/small-region.js';
import { tried } from './tried-years.js';

const place = new Workplace();

/** Level 2 has half a coefficient. */
const HALVED = {
  'drg-rate': {
    baseRate: '12000',
    hospitalCoefficients: [
      { level: '3', coefficient: '1' },
      { level: '2', coefficient: '0.5' },
    ],
  },
};
const YEAR = cases(
  { caseId: 'C1' },
  { caseId: 'C2', secondaryDiagnoses: 'I50.900', totalCharges: '20000.00', dischargeDate: '2026-12-31' },
  { caseId: 'C3', hospitalId: 'B', hospitalLevel: '2' },
  { caseId: 'C4', hospitalId: 'B', hospitalLevel: '2', dischargeDate: '2026-05-05' },
  { caseId: 'C5', hospitalId: 'B', hospitalLevel: '2', principalDiagnosis: 'G40.900' },
  { caseId: 'C6', hospitalId: 'B', hospitalLevel: '2', totalCharges: '' },
);

beforeAll(async () => {
  place.file('policy.yaml', smallPolicy());
  place.file('halved.yaml', smallPolicy(HALVED));
  place.file('budget.yaml', smallBudget());
  place.file('weights.csv', 'drg,relativeWeight\nBR25,1.2\nBR21,2\n');
  place.file('year.csv', YEAR);
  const options = ['--scheme', 'tiny', '--policy', 'policy.yaml', '--source', 'test'];
  const { code, stderr } = await place.dianzhiHere('import', 'weights', 'weights.csv', ...options);
  expect(code, stderr).toBe(0);
});

describe('simulateYear', () => {
  test('each case has what its year gives it on either side, to the fen', async () => {
    const { cases: all, unpaid } = await tried(place, 'year.csv', { policy: 'policy.yaml' }, { policy: 'halved.yaml' });
    // Standards are 12,000 × weight: C1, C3, C4 14,400, C2 24,000, together 67,200; the pool has 30,000 and the others' 4 × 4,680: 48,720.
    // A yuan of standard is worth 0.725: 14,400 → 10,440 − 4,680 = 5,760; 24,000 → 17,400 − 4,680 = 12,720.
    // With half a coefficient C3 and C4 have 7,200, all 52,800; a yuan is worth 0.922727...: C1 13,287.27 − 4,680 = 8,607.27,
    // C2 22,145.45 − 4,680 = 17,465.45, C3 and C4 6,643.64 − 4,680 = 1,963.64. Hospital A has 26,072.73, so that C2, its largest case,
    // takes one fen more; B has 3,927.27, and C3, the first of two that are alike, one fen less.
    expect(
      all.map((one) => [one.hospital, one.caseId, one.mdc, one.severity, one.before.amount, one.after.amount, one.after.why]),
    ).toEqual([
      ['A', 'C1', 'MDCB', 'none', 576000n, 860727n, ''],
      ['A', 'C2', 'MDCB', 'mcc', 1272000n, 1746546n, ''],
      ['B', 'C3', 'MDCB', 'none', 576000n, 196363n, ''],
      ['B', 'C4', 'MDCB', 'none', 576000n, 196364n, ''],
      ['B', 'C5', 'MDCB', 'none', undefined, undefined, 'returned'],
      ['B', 'C6', 'MDCB', 'none', undefined, undefined, 'PRICING_FACT_MISSING:totalCharges'],
    ]);
    expect(unpaid).toEqual([
      ['PRICING_FACT_MISSING:totalCharges', 1],
      ['returned', 1],
      ['PRICING_FACT_MISSING:totalCharges', 1],
      ['returned', 1],
    ]);
  });

  test('who gains and who loses, by fund, hospital, MDC, severity and method', async () => {
    const { rows } = await tried(place, 'year.csv', { policy: 'policy.yaml' }, { policy: 'halved.yaml' });
    const told = rows.map(({ dimension, key, cases: count, gaining, losing, before, after }) =>
      [dimension, key, count, gaining, losing, printYuan(before), printYuan(after)].join(' '),
    );
    expect(told).toEqual([
      'fund resident 4 2 2 30000.00 30000.00',
      'hospital A 2 2 0 18480.00 26072.73',
      'hospital B 2 0 2 11520.00 3927.27',
      'mdc MDCB 4 2 2 30000.00 30000.00',
      'severity mcc 1 1 0 12720.00 17465.46',
      'severity none 3 1 2 17280.00 12534.54',
      'method drg-rate > drg-rate 4 2 2 30000.00 30000.00',
    ]);
  });

  test('a deduction is borne by the cases of its hospital; that of a hospital without cases stands by itself', async () => {
    const head = 'id,kind,hospitalId,fund,refersTo,amount,reason,document\n';
    const entries = [
      'K1,audit-deduction,A,resident,P7,-350.00,重复收费,测〔2026〕7号\n',
      'K2,audit-deduction,Z,resident,P8,-100.00,虚记,测〔2026〕8号\n',
    ];
    place.file('audits.csv', head + entries.join(''));
    const sides = [{ policy: 'policy.yaml' }, { policy: 'policy.yaml', audits: 'audits.csv' }] as const;
    const { rows, cases: all } = await tried(place, 'year.csv', ...sides);
    // By charges: 350 × 15,000 / 35,000 = 150.00 of C1, 200.00 of C2
    expect(all.slice(0, 3).map(({ after }) => after.amount)).toEqual([561000n, 1252000n, 576000n]);
    expect(
      rows
        .filter(({ key }) => ['Z', '-', 'resident', 'A'].includes(key))
        .map((row) => [row.dimension, row.key, row.cases, row.after]),
    ).toEqual([
      ['fund', 'resident', 4, 2955000n],
      ['hospital', 'A', 2, 1813000n],
      ['hospital', 'Z', 0, -10000n],
      ['mdc', '-', 0, -10000n],
      ['severity', '-', 0, -10000n],
      ['method', '-', 0, -10000n],
    ]);
  });

  test('the same scheme and policy change nothing for anybody, and every dimension comes to the same, whatever the cases', async () => {
    const one = fc.record({
      hospitalId: fc.constantFrom('A', 'B', 'C'),
      principalDiagnosis: fc.constantFrom('I63.900', 'I63.900', 'I63.900', 'G40.900', 'Z99.999'),
      secondaryDiagnoses: fc.constantFrom('', '', 'I50.900'),
      totalCharges: fc.constantFrom('15000.00', '99.01', '20000.00', ''),
      dischargeDate: fc.constantFrom('2026-01-01', '2026-07-15', '2026-12-31'),
      caseId: fc.constantFrom('', '1', '2', '3', '4', '5', '6', '7', '8'),
    });
    const some = fc.uniqueArray(one, {
      minLength: 1,
      maxLength: 12,
      selector: ({ hospitalId, caseId, totalCharges }) => `${hospitalId} ${caseId === '' ? `?${totalCharges}` : caseId}`,
    });
    const first = { caseId: '0', patient: '40', totalCharges: '90.00' };
    await fc.assert(
      fc.asyncProperty(some, async (drawn) => {
        place.file('drawn.csv', cases(first, ...drawn.map((row) => ({ ...row, patient: '0' }))));
        const { rows, cases: all } = await tried(place, 'drawn.csv', { policy: 'policy.yaml' }, { policy: 'policy.yaml' });
        expect(all).toHaveLength(drawn.length + 1);
        expect(all.every(({ before, after }) => before.amount === after.amount && before.group === after.group)).toBe(true);
        for (const { before, after, gaining, losing } of rows) expect([after, gaining, losing]).toEqual([before, 0, 0]);
        for (const dimension of DIMENSIONS)
          expect(sumFen(rows.filter((row) => row.dimension === dimension).map((row) => row.before))).toBe(3_000_000n);
      }),
      { numRuns: 15 },
    );
  });

  test('on both sides every row comes to what the year settles its cases at, and to what it says hospitals are due', async () => {
    const sides = { policy: 'before', halved: 'after' } as const;
    const { rows } = await tried(place, 'year.csv', { policy: 'policy.yaml' }, { policy: 'halved.yaml' });
    for (const [policy, side] of Object.entries(sides)) {
      const options = [
        '--year',
        '2026',
        '--cases',
        'year.csv',
        '--budget',
        'budget.yaml',
        '--scheme',
        'tiny',
        '--without-months',
      ];
      const run = await place.dianzhiHere(
        'settle',
        'year',
        '--policy',
        `${policy}.yaml`,
        ...options,
        '--output',
        `runs-${side}/2026`,
      );
      expect(run.code, run.stderr).toBe(0);
      const due = rowsOf(readFileSync(place.path(`runs-${side}/2026/hospitals.csv`), 'utf8'));
      expect(rows.filter(({ dimension }) => dimension === 'hospital').map((row) => [row.key, printYuan(row[side])])).toEqual(
        due.map((row) => [row['hospitalId'], row['due']]),
      );
      const settled = rowsOf(readFileSync(place.path(`runs-${side}/2026/cases.csv`), 'utf8'));
      for (const dimension of DIMENSIONS) {
        const sum = sumFen(rows.filter((row) => row.dimension === dimension).map((row) => row[side]));
        expect(sum).toBe(
          sumFen(settled.map((row) => (row['settledPayment'] === '' ? fen(0n) : parseYuan(row['settledPayment']!)))),
        );
      }
    }
  });
});
