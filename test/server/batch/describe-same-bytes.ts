// Whichever way a row takes, its result is the same, byte for byte: the fast lane, the reader of all forms in a chunk, and the same
// reader on the calling thread.
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DrgTables } from '../../../reference-data/index.js';
import { packageRoot, readDrgWorkbook } from '../../../reference-data/index.js';
import { RelativeWeights } from '../../../server/grouping/relative-weights.js';
import { loadScheme, type LoadedDrgScheme } from '../../../server/schemes/load-scheme.js';
import { randomEdition, randomTables, RANDOM_SCHEME_CODES } from '../../properties/random-scheme.js';
import { shared, sharedIsThere, WHEN_SHARED_IS_THERE } from '../../shared-material.js';
import { TINY } from '../tiny-scheme.js';
import { byChunks, caseFile, hasTable, loaded, rowByRow, tablesOf } from './both-paths.js';
import { randomTable, type CodePool } from './random-table.js';

/** A few codes of every set of a scheme; a pattern stands for codes that begin with it. */
function codesOf({ sets, complications }: DrgTables): CodePool {
  const codes = { diagnoses: ['Z99.999', 'I10.x00'], procedures: ['99.9900', '00.0100'] };
  const seen = new Map<string, number>();
  for (const { set, code } of sets) {
    const count = (seen.get(set) ?? 0) + 1;
    seen.set(set, count);
    if (count > 3) continue;
    const isDiagnosis = /^[A-Z]/.test(code);
    codes[isDiagnosis ? 'diagnoses' : 'procedures'].push(code.replace(/\*$/, isDiagnosis ? '0' : '00'));
  }
  for (const { code } of complications.slice(0, 300)) codes.diagnoses.push(code.replace(/^([^+]*)\*$/, '$10'));
  return codes;
}

/** Those of the starter scheme; of other schemes they know a few groups by chance. */
const WEIGHTS = join(packageRoot(), 'reference-data', 'schemes', 'chs-drg-starter', 'weights.csv');

const CHUNK_SIZES = [16, 64, 300, 4096, 1 << 20];
const chunkSize = fc.constantFrom(...CHUNK_SIZES);

/** Both ways over one text, held against each other. @returns The rows of the fast lane and all rows; undefined for a text without header. */
async function sameBothWays(
  scheme: LoadedDrgScheme,
  text: string | Buffer,
  size: number,
  more: { readonly outputFormat?: 'csv' | 'ndjson'; readonly weights?: () => Promise<RelativeWeights> } = {},
): Promise<{ readonly fast: number; readonly rows: number } | undefined> {
  const path = caseFile(text);
  const isReadable = await hasTable(path).catch(() => undefined);
  if (isReadable === undefined) return undefined;
  expect(isReadable).toBe(true);
  const expected = await rowByRow({ scheme, path, ...more });
  const { outcome, fastRows } = await byChunks({ scheme, path, ...more }, size);
  // As texts first: what differs is shown by line.
  expect(outcome.text).toBe(expected.text);
  expect(outcome).toEqual(expected);
  // In the same order too, since the figures are printed as they stand.
  expect(JSON.stringify(outcome.summary)).toBe(JSON.stringify(expected.summary));
  return { fast: fastRows, rows: outcome.summary.rows };
}

/** Counts of all tables of a property. */
class Taken {
  tables = 0;
  refused = 0;
  fast = 0;
  rows = 0;

  add(found: { readonly fast: number; readonly rows: number } | undefined): void {
    this.tables++;
    if (found === undefined) this.refused++;
    this.fast += found?.fast ?? 0;
    this.rows += found?.rows ?? 0;
  }

  /** A property over rows that all take one way would prove nothing. */
  expectBothWays(): void {
    expect(this.refused).toBeLessThan(this.tables / 20);
    expect(this.fast).toBeGreaterThan(this.rows / 20);
    expect(this.rows - this.fast).toBeGreaterThan(this.rows / 20);
  }
}

interface SchemeCase {
  readonly why: string;
  readonly load: () => Promise<{ readonly scheme: LoadedDrgScheme; readonly pool: CodePool }>;
  readonly runs: number;
  readonly rows: { readonly min: number; readonly max: number };
}

const SCHEMES: readonly SchemeCase[] = [
  {
    why: 'the starter scheme, all patterns',
    load: async () => {
      const scheme = (await loadScheme('chs-drg-starter')) as LoadedDrgScheme;
      return { scheme, pool: codesOf(scheme.scheme.tables) };
    },
    runs: 40,
    rows: { min: 0, max: 12 },
  },
  {
    why: 'a scheme of five ADRGs',
    load: async () => {
      const tables = tablesOf(TINY);
      return { scheme: loaded(tables), pool: codesOf(tables) };
    },
    runs: 300,
    rows: { min: 0, max: 8 },
  },
  {
    why: 'the same by birth weight',
    load: async () => {
      const tables = tablesOf(TINY);
      return { scheme: loaded(tables, { newbornWeight: 'birth' }), pool: codesOf(tables) };
    },
    runs: 150,
    rows: { min: 0, max: 8 },
  },
  ...(sharedIsThere
    ? [
        {
          why: 'CHS-DRG 1.1',
          load: async () => {
            const { tables } = await readDrgWorkbook(shared('reference', 'chs-drg-1.1.xlsx'));
            return { scheme: loaded(tables, { newbornWeight: 'birth' }), pool: codesOf(tables) };
          },
          runs: 12,
          rows: { min: 40, max: 80 },
        },
      ]
    : []),
];

/** @param times How many times as many tables as in a quick run. */
export function describeSameBytes(times: number): void {
  describe(`by chunks and row by row${WHEN_SHARED_IS_THERE}`, () => {
    test.each(SCHEMES)('random tables have the same results and the same figures under $why', async ({ load, runs, rows }) => {
      const weights = () => RelativeWeights.read(WEIGHTS);
      const { scheme, pool } = await load();
      const taken = new Taken();
      await fc.assert(
        fc.asyncProperty(randomTable(pool, rows), chunkSize, async (table, size) => {
          taken.add(await sameBothWays(scheme, table(','), size, { weights }));
        }),
        { numRuns: runs * times },
      );
      taken.expectBothWays();
    });

    test('random tables under random schemes, where codes are known alone, by patterns and in pairs', async () => {
      const taken = new Taken();
      await fc.assert(
        fc.asyncProperty(
          randomTables,
          randomEdition,
          randomTable(RANDOM_SCHEME_CODES, { min: 1, max: 8 }),
          chunkSize,
          async (tables, edition, table, size) => {
            taken.add(await sameBothWays(loaded(tables, edition), table(','), size));
          },
        ),
        { numRuns: 200 * times },
      );
      taken.expectBothWays();
    });

    test.each([
      ['tabs', '\t'],
      ['semicolons', ';'],
      ['bars', '|'],
    ])('cells between %s', async (_why, separator) => {
      const tables = tablesOf(TINY);
      const scheme = loaded(tables);
      await fc.assert(
        fc.asyncProperty(randomTable(codesOf(tables), { min: 1, max: 6 }), chunkSize, async (table, size) => {
          await sameBothWays(scheme, table(separator), size);
        }),
        { numRuns: 100 * times },
      );
    });

    test('results as NDJSON', async () => {
      const tables = tablesOf(TINY);
      const scheme = loaded(tables);
      await fc.assert(
        fc.asyncProperty(randomTable(codesOf(tables), { min: 1, max: 6 }), chunkSize, async (table, size) => {
          await sameBothWays(scheme, table(','), size, { outputFormat: 'ndjson' });
        }),
        { numRuns: 100 * times },
      );
    });
  });
}
