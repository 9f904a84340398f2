import { describe, expect, test } from 'vitest';

interface Run {
  readonly speeds: ReadonlyMap<string, number>;
  readonly fingerprints: ReadonlyMap<string, string>;
}
interface Comparison {
  readonly rows: readonly { readonly name: string; readonly ratio: number }[];
  readonly places: readonly string[];
  readonly differing: readonly string[];
}
/** The script is plain JavaScript, so that it runs without a build; these are the shapes that it promises. */
interface CompareResults {
  readRun(results: object): Run;
  compareRuns(pairs: readonly (readonly [Run, Run])[]): Comparison;
  printRows(rows: Comparison['rows'], one: string, other: string): string;
}

const script = new URL('../../benchmarks/compare-results.mjs', import.meta.url).href;
const { readRun, compareRuns, printRows } = (await import(script)) as CompareResults;

function run(median: number, fingerprint = 'a1'): Run {
  return readRun({ machine: { fingerprint: 'no answer' }, fingerprint, measured: [{ name: 'group', median }] });
}

describe('readRun', () => {
  test('finds speeds and fingerprints also where results are nested', () => {
    const { speeds, fingerprints } = readRun({
      dip: { fingerprint: 'b2', measured: [{ name: 'group', median: 7 }] },
      rowsPerSecond: 3,
    });
    expect([...speeds]).toEqual([
      ['dip: group', 7],
      ['rows a second', 3],
    ]);
    expect([...fingerprints]).toEqual([['dip: fingerprint', 'b2']]);
  });
});

describe('compareRuns', () => {
  test('the ratio is the median of the ratios of pairs, so a slow moment hits both sides of it', () => {
    const { rows, differing } = compareRuns([
      [run(100), run(50)],
      [run(30), run(10)],
      [run(80), run(40)],
    ]);
    expect(rows).toMatchObject([{ name: 'group', ratio: 2 }]);
    expect(differing).toEqual([]);
  });

  test('one run with another fingerprint makes the answers differ', () => {
    const pairs = [
      [run(1), run(1)],
      [run(1), run(1, 'z9')],
    ] as const;
    expect(compareRuns(pairs).differing).toEqual(['fingerprint']);
  });

  test('a fingerprint that one version does not state is a difference too', () => {
    const silent = readRun({ measured: [{ name: 'group', median: 1 }] });
    expect(compareRuns([[run(1), silent]]).differing).toEqual(['fingerprint']);
  });

  test('what one version alone measures stands in the table with dashes', () => {
    const more = readRun({ fingerprint: 'a1', measured: [{ name: 'load', median: 2 }] });
    const { rows } = compareRuns([[run(1), more]]);
    expect(printRows(rows, 'one', 'other')).toContain('| load | - | - | 2.00 | 2.00 - 2.00 | - |');
  });
});
