import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fen, sumFen } from '../../../pricing/index.js';
import { DIMENSIONS, Redistribution, type ComparedCase } from '../../../server/simulate/redistribution.js';

const caseOf = (hospital: string, before: bigint, after: bigint, fund = 'resident'): ComparedCase => ({
  fund,
  keys: { hospital, mdc: 'MDCA', severity: 'cc', method: 'dip > drg-rate' },
  before: fen(before),
  after: fen(after),
});

function rowsOf(cases: readonly ComparedCase[]) {
  const redistribution = new Redistribution();
  for (const one of cases) redistribution.add(one);
  return redistribution.rows();
}

describe('Redistribution', () => {
  test('in the same pool everybody has the share that the other side gives', () => {
    const rows = rowsOf([caseOf('H1', 100n, 300n), caseOf('H2', 100n, 100n)]);
    // 200 fen by 3 : 1
    expect(rows.filter(({ dimension }) => dimension === 'hospital')).toMatchObject([
      { key: 'H1', cases: 1, before: 100n, after: 300n, samePool: 150n },
      { key: 'H2', cases: 1, before: 100n, after: 100n, samePool: 50n },
    ]);
  });

  test('a hospital to which nothing would be paid has nothing of the pool; of nothing at all nothing is shared', () => {
    const samePool = (cases: readonly ComparedCase[]) =>
      rowsOf(cases)
        .filter(({ dimension }) => dimension === 'hospital')
        .map((row) => row.samePool);
    expect(samePool([caseOf('H1', 100n, 300n), caseOf('H2', 100n, 0n)])).toEqual([200n, 0n]);
    expect(samePool([caseOf('H1', 100n, 0n)])).toEqual([0n]);
  });

  test('every dimension adds up to the same, each fund by itself, and no order of cases matters', () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 9n });
    const any = fc.tuple(fc.constantFrom('H1', 'H2', 'H3'), amount, amount, fc.constantFrom('employee', 'resident'));
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 40 }), (all) => {
        const cases = all.map(([hospital, before, after, fund]) => caseOf(hospital, before, after, fund));
        const rows = rowsOf(cases);
        for (const fund of ['employee', 'resident']) {
          const own = cases.filter((one) => one.fund === fund);
          for (const dimension of DIMENSIONS) {
            const some = rows.filter((row) => row.fund === fund && row.dimension === dimension);
            const whole = sumFen(own.map(({ before }) => before));
            expect(sumFen(some.map(({ before }) => before))).toBe(whole);
            expect(sumFen(some.map(({ after }) => after))).toBe(sumFen(own.map(({ after }) => after)));
            if (own.some(({ after }) => after > 0n)) expect(sumFen(some.map((row) => row.samePool))).toBe(whole);
          }
        }
        expect(rowsOf(cases.toReversed())).toEqual(rows);
      }),
    );
  });
});
