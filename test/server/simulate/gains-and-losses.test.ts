import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fen, sumFen } from '../../../pricing/index.js';
import type { ComparedCase } from '../../../server/simulate/compared-case.js';
import { DIMENSIONS, GainsAndLosses } from '../../../server/simulate/gains-and-losses.js';
import { inSamePool } from '../../../server/simulate/same-pool.js';

type Amount = bigint | undefined;

const caseOf = (hospital: string, before: Amount, after: Amount, fund = 'resident'): ComparedCase => {
  const side = (method: string, amount: Amount) => ({
    group: 'X',
    method: amount === undefined ? '' : method,
    amount: amount === undefined ? undefined : fen(amount),
    why: amount === undefined ? 'returned' : '',
  });
  const place = { hospital, caseId: 'C', fund, mdc: 'MDCA', severity: 'cc' };
  return { ...place, before: side('dip', before), after: side('drg-rate', after) };
};

function rowsOf(cases: readonly ComparedCase[]) {
  const gains = new GainsAndLosses();
  for (const one of cases) gains.add(one);
  return gains.rows();
}

describe('GainsAndLosses', () => {
  test('counts who gains and who loses; a case that only one side pays is neither, and its money counts', () => {
    const cases = [caseOf('H1', 100n, 101n), caseOf('H1', 100n, 99n), caseOf('H1', 100n, 100n), caseOf('H1', 70n, undefined)];
    const rows = rowsOf(cases);
    expect(rows.find(({ dimension }) => dimension === 'hospital')).toEqual({
      dimension: 'hospital',
      key: 'H1',
      fund: 'resident',
      cases: 4,
      gaining: 1,
      losing: 1,
      before: 370n,
      after: 300n,
    });
    const methods = rows.filter(({ dimension }) => dimension === 'method').map(({ key, before, after }) => [key, before, after]);
    expect(methods).toEqual([
      ['dip > -', 70n, 0n],
      ['dip > drg-rate', 300n, 300n],
    ]);
  });

  test('an amount without a case stands with its hospital and in no MDC, severity or method', () => {
    const gains = new GainsAndLosses();
    gains.addBeside({ fund: 'resident', hospital: 'H9', before: fen(-500n), after: fen(0n) });
    expect(gains.rows().map(({ dimension, key, cases, before }) => [dimension, key, cases, before])).toEqual([
      ['fund', 'resident', 0, -500n],
      ['hospital', 'H9', 0, -500n],
      ['mdc', '-', 0, -500n],
      ['severity', '-', 0, -500n],
      ['method', '-', 0, -500n],
    ]);
  });

  test('every dimension adds up to the same, each fund by itself, and no order of cases matters', () => {
    const amount = fc.option(fc.bigInt({ min: 0n, max: 10n ** 9n }), { nil: undefined, freq: 5 });
    const any = fc.tuple(fc.constantFrom('H1', 'H2', 'H3'), amount, amount, fc.constantFrom('employee', 'resident'));
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 40 }), (all) => {
        const cases = all.map(([hospital, before, after, fund]) => caseOf(hospital, before, after, fund));
        const rows = inSamePool(rowsOf(cases));
        for (const fund of ['employee', 'resident']) {
          const own = cases.filter((one) => one.fund === fund);
          const [before, after] = (['before', 'after'] as const).map((side) =>
            sumFen(own.map((one) => one[side].amount ?? fen(0n))),
          );
          for (const dimension of DIMENSIONS) {
            const some = rows.filter((row) => row.fund === fund && row.dimension === dimension);
            expect(sumFen(some.map((row) => row.before))).toBe(before);
            expect(sumFen(some.map((row) => row.after))).toBe(after);
            if (after! > 0n) expect(sumFen(some.map((row) => row.samePool))).toBe(before);
          }
        }
        expect(rowsOf(cases.toReversed())).toEqual(rowsOf(cases));
      }),
    );
  });
});

describe('inSamePool', () => {
  const ofHospitals = (cases: readonly ComparedCase[]) =>
    inSamePool(rowsOf(cases)).flatMap(({ dimension, samePool }) => (dimension === 'hospital' ? [samePool] : []));

  test('everybody has the share that the other side gives', () => {
    // 200 fen by 3 : 1
    expect(ofHospitals([caseOf('H1', 100n, 300n), caseOf('H2', 100n, 100n)])).toEqual([150n, 50n]);
  });

  test('a hospital to which nothing would be paid has nothing of the pool; of nothing at all nothing is shared', () => {
    expect(ofHospitals([caseOf('H1', 100n, 300n), caseOf('H2', 100n, 0n)])).toEqual([200n, 0n]);
    expect(ofHospitals([caseOf('H1', 100n, 0n)])).toEqual([0n]);
  });
});
