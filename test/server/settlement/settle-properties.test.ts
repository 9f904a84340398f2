// Small regions with both funds and several ways of paying, settled by the real program: what no arrangement of the inputs may change.
import fc from 'fast-check';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { fen, parseYuan, printYuan, sumFen } from '../../../pricing/index.js';
import { settle } from '../../../server/settlement/settle.js';
import type { SettleRequest } from '../../../server/settlement/settle-request.js';
import { rowsOf, Workplace } from '../tiny-workplace.js';
import { cases, SETTLED_SECTIONS, smallPolicy, WEIGHTS } from './small-region.js';

const SEED = 20261122;
const place = new Workplace();
const FUNDS = ['employee', 'resident'] as const;
const name = { zh: '名称', en: 'Name' };

const { settlement } = SETTLED_SECTIONS;
const SECTIONS = {
  router: {
    routes: [
      { id: 'day-case', when: { lengthOfStayDays: '<= 2' }, to: 'fee-for-service', budget: 'beside-points' },
      { id: 'grouped', when: { grouped: 'true' }, to: 'drg-rate' },
      { id: 'not-grouped', to: 'return-record' },
    ],
  },
  'fee-for-service': { rules: [{ pays: 'charges', share: '0.9' }] },
  settlement: {
    ...settlement,
    pools: [
      { id: 'beside', name, when: { budgets: ['beside-points'] }, comesOff: 'all', value: { regime: 'fixed' } },
      { ...settlement.pools[0], shares: 'true' },
    ],
    yearOrder: ['deductions', 'sharing', 'reserve', 'rounding'],
    surplusBands: [{ upTo: '0.05', hospitalKeeps: '1' }, { hospitalKeeps: '0.4' }],
    overspendBands: [{ upTo: '0.1', fundShares: '0.5' }],
    reserveLine: 'reserve',
  },
};

const line = (id: string, derivation: object): object => ({ id, name, derivation });
/** Money of each fund for its cases. */
const MONEY = { employee: '300000.00', resident: '210000.00' } as const;
const ofFund = (fund: (typeof FUNDS)[number]): object => ({
  income: printYuan(fen(parseYuan(MONEY[fund]) + parseYuan('4000'))),
  source: 'budget',
  lines: [line('by-disease', { by: 'amount', amount: MONEY[fund] }), line('reserve', { by: 'rest' })],
  versions: [{ seq: '1', date: '2026-01-01', reason: '年初预算', document: 'budget', approver: '测试' }],
});

beforeAll(async () => {
  place.file('policy.yaml', smallPolicy(SECTIONS));
  const sources = { budget: { document: '测试预算', number: '测试〔2026〕2号', evidence: 'official' } };
  const funds = Object.fromEntries(FUNDS.map((fund) => [fund, ofFund(fund)]));
  place.file('budget.yaml', stringify({ kind: 'budget', region: 'test', name, year: '2026', sources, funds }));
  place.file('weights.csv', WEIGHTS.replace('BR25,1.2\n', 'BR25,1.2\nBR23,1.7\nBR21,2.4333\nMR19,0.61\n'));
  const words = ['import', 'weights', 'weights.csv', '--scheme', 'tiny', '--policy', 'policy.yaml', '--source', 'test'];
  const { code, stderr } = await place.dianzhiHere(...words);
  expect(code, stderr).toBe(0);
});

type Row = Readonly<Record<string, string>>;

const aCase = fc
  .record({
    hospitalId: fc.integer({ min: 1, max: 9 }).map((one) => `H${one}`),
    insuranceType: fc.constantFrom(...FUNDS),
    month: fc.constantFrom('01', '02'),
    day: fc.integer({ min: 1, max: 28 }),
    lengthOfStayDays: fc.integer({ min: 1, max: 12 }),
    // A stroke, a stroke with an illness beside it, an illness of men, and one that has no group.
    principalDiagnosis: fc.constantFrom('I63.900', 'I63.900', 'N40.x00', 'G40.900'),
    charges: fc.bigInt(100_000n, 6_000_000n),
    othersShare: fc.bigInt(10n, 60n),
  })
  .map(({ month, day, lengthOfStayDays, charges, othersShare, ...more }): Row => ({
    ...more,
    dischargeDate: `2026-${month}-${String(day).padStart(2, '0')}`,
    lengthOfStayDays: String(lengthOfStayDays),
    totalCharges: printYuan(fen(charges)),
    patient: printYuan(fen((charges * othersShare) / 100n)),
  }));

const region = fc
  .array(aCase, { minLength: 12, maxLength: 60 })
  .map((rows) => rows.map((row, at): Row => ({ ...row, caseId: `K${at}` })))
  // A stroke in each month and fund: a month without any case would be nothing to settle.
  .map((rows) => [...rows, ...ALWAYS]);
const ALWAYS = FUNDS.flatMap((insuranceType) =>
  ['01', '02'].map((month): Row => ({
    caseId: `A${insuranceType}${month}`,
    hospitalId: 'H1',
    insuranceType,
    dischargeDate: `2026-${month}-15`,
  })),
);

/** How the inputs of a run are laid out: order of the rows, number of files, threads. */
interface Arrangement {
  readonly order: (rows: readonly Row[]) => readonly Row[];
  readonly files: number;
  readonly threads: number;
}

const PLAIN: Arrangement = { order: (rows) => rows, files: 1, threads: 1 };

/** Settles both months and the year of a region. @returns Path of the folder with the three runs. */
async function settleAll(folder: string, rows: readonly Row[], { order, files, threads }: Arrangement): Promise<string> {
  const root = place.path(folder);
  rmSync(root, { recursive: true, force: true });
  mkdirSync(join(root, 'in'), { recursive: true });
  const written = (period: string): string[] => {
    const own = order(rows.filter(({ dischargeDate }) => dischargeDate!.startsWith(period)));
    const parts = Array.from({ length: files }, (_, at) => own.filter((_row, place) => place % files === at));
    return parts.flatMap((part, at) => {
      const path = join(root, 'in', `${period}-${at}.csv`);
      if (part.length === 0) return [];
      writeFileSync(path, cases(...part));
      return [path];
    });
  };
  const common = {
    policy: place.path('policy.yaml'),
    budget: place.path('budget.yaml'),
    scheme: 'tiny',
    amendments: [],
    firstStay: false,
    withoutMonths: false,
    data: place.data,
  };
  const runs: string[] = [];
  for (const period of ['2026-01', '2026-02', '2026']) {
    const kind: SettleRequest['kind'] = period.length === 4 ? 'year' : 'month';
    const request = { ...common, kind, period, cases: written(period), previous: kind === 'year' ? [...runs].reverse() : [] };
    const output = join(root, period);
    await settle(request, { output, threads });
    runs.push(output);
  }
  return root;
}

const PERIODS = ['2026-01', '2026-02', '2026'];
const bytesOf = (root: string): ReadonlyMap<string, string> =>
  new Map(
    PERIODS.flatMap((period) =>
      readdirSync(join(root, period))
        .filter((file) => file !== 'places.json')
        .map((file) => [`${period}/${file}`, readFileSync(join(root, period, file), 'utf8')] as const),
    ),
  );
const table = (root: string, path: string): Row[] => rowsOf(readFileSync(join(root, path), 'utf8'));
const sumOf = (rows: readonly Row[], column: string): bigint => sumFen(rows.map((row) => parseYuan(row[column]!)));

describe(`settling months and their year, seed ${SEED}`, () => {
  test('order, files and threads change no byte', async () => {
    await fc.assert(
      fc.asyncProperty(region, fc.infiniteStream(fc.nat()), fc.integer({ min: 1, max: 2 }), async (rows, dice, files) => {
        const plain = bytesOf(await settleAll('plain', rows, PLAIN));
        const order = (all: readonly Row[]): readonly Row[] =>
          all
            .map((row) => [dice.next().value, row] as const)
            .sort(([a], [b]) => a - b)
            .map(([, row]) => row);
        const other = bytesOf(await settleAll('other', rows, { order, files, threads: 2 }));
        expect([...other.keys()]).toEqual([...plain.keys()]);
        for (const [file, bytes] of plain) expect({ file, isSame: other.get(file) === bytes }).toEqual({ file, isSame: true });
      }),
      // Threads of their own for each file of each run: the longest of these tests.
      { seed: SEED, numRuns: 3 },
    );
  }, 180_000);

  test('payments add up to what the fund released, and cases to what is due to their hospital, in every fund', async () => {
    await fc.assert(
      fc.asyncProperty(region, async (rows) => {
        const root = await settleAll('sums', rows, PLAIN);
        const ofCases = table(root, '2026/cases.csv');
        for (const fund of FUNDS) {
          const hospitals = table(root, '2026/hospitals.csv').filter((row) => row['fund'] === fund);
          // Cases beside the points come off the line first, and the value of a point spends the rest to the fen.
          expect(printYuan(fen(sumOf(hospitals, 'gross')))).toBe(MONEY[fund]);
          for (const { hospitalId, due, months, depositWithheld, finalPayment } of hospitals) {
            const own = ofCases.filter(
              (row) => row['fund'] === fund && row['hospitalId'] === hospitalId && row['status'] === 'settled',
            );
            if (own.length > 0) expect(sumOf(own, 'settledPayment')).toBe(parseYuan(due!));
            expect(sumFen([months!, depositWithheld!, finalPayment!].map(parseYuan))).toBe(parseYuan(due!));
            const paid = ['2026-01', '2026-02'].flatMap((month) =>
              table(root, `${month}/hospitals.csv`).filter((row) => row['fund'] === fund && row['hospitalId'] === hospitalId),
            );
            expect(sumOf(paid, 'credited')).toBe(parseYuan(months!));
          }
        }
      }),
      { seed: SEED, numRuns: 6 },
    );
  });

  test('no money goes from fund to fund: what residents have is the same whatever employees have', async () => {
    const residents = (root: string): string[] =>
      PERIODS.flatMap((period) =>
        ['hospitals.csv', 'cases.csv', 'steps.ndjson'].flatMap((file) =>
          readFileSync(join(root, period, file), 'utf8')
            .split('\n')
            .filter((text) => text.includes('resident')),
        ),
      );
    await fc.assert(
      fc.asyncProperty(region, region, async (rows, others) => {
        const root = await settleAll('alone', rows, PLAIN);
        const kept = rows.filter(({ insuranceType }) => insuranceType === 'resident');
        const changed = others
          .filter(({ insuranceType }) => insuranceType === 'employee')
          .map((row) => ({ ...row, caseId: `E${row['caseId']}` }));
        expect(residents(await settleAll('changed', [...kept, ...changed], PLAIN))).toEqual(residents(root));
      }),
      { seed: SEED, numRuns: 4 },
    );
  });
});
