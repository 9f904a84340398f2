// The files of labelled cases through the program's own path from file to file: bytes cut into chunks, by several threads.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseCsv, readDrgWorkbook } from '../../reference-data/index.js';
import { groupFile } from '../../server/grouping/group-file.js';
import { temporaryFolder } from '../command-line.js';
import { byChunks, loaded } from '../server/batch/both-paths.js';
import { shared, sharedIsThere, WHEN_SHARED_IS_THERE } from '../shared-material.js';

const folder = temporaryFolder();

const LABEL_FILES = [
  { why: 'CHS-DRG 1.1', workbook: 'chs-drg-1.1.xlsx', cases: 'chs-drg-1.1-cases.csv', count: 19_977, newbornWeight: 'birth' },
  {
    why: 'the shape of CHS-DRG 3.0',
    workbook: 'chs-drg-3.0-shape.xlsx',
    cases: 'chs-drg-3.0-shape-cases.csv',
    count: 20_000,
    newbornWeight: 'admission',
  },
] as const;

/** The rows of a result whose groups are others than the columns of the input behind them expect. */
function wrongRows(text: string): { readonly count: number; readonly wrong: readonly string[] } {
  const [header, ...records] = parseCsv(text, 'result');
  const place = (name: string) => header!.fields.indexOf(name);
  const found = ['status', 'mdc', 'adrg', 'drg'].map(place);
  const expected = ['expectedStatus', 'expectedMdc', 'expectedAdrg', 'expectedDrg'].map(place);
  const answer = (fields: readonly string[], places: readonly number[]) => places.map((at) => fields[at]).join('/');
  const wrong = records
    .filter(({ fields }) => answer(fields, found) !== answer(fields, expected))
    .map(({ fields }) => `${fields[0]}: expected ${answer(fields, expected)}, found ${answer(fields, found)}`);
  return { count: records.length, wrong };
}

describe.skipIf(!sharedIsThere).each(LABEL_FILES)(`$why, file to file${WHEN_SHARED_IS_THERE}`, (file) => {
  const { workbook, cases, count, newbornWeight } = file;
  const scheme = sharedIsThere
    ? readDrgWorkbook(shared('reference', workbook)).then(({ tables }) => loaded(tables, { newbornWeight }))
    : undefined;

  test.each([
    ['one thread', 1, 1 << 20],
    ['two threads', 2, 100_000],
    ['four threads', 4, 30_000],
  ])('every row has the group that its label states: %s', async (_why, threads, chunkSize) => {
    const output = join(folder, `${workbook}-${threads}.csv`);
    const options = { input: shared('cases', cases), output, outputFormat: 'csv', threads, chunkSize } as const;
    const { rows } = await groupFile({ scheme: (await scheme)!, ...options });
    expect(rows).toBe(count);
    expect(wrongRows(readFileSync(output, 'utf8'))).toEqual({ count, wrong: [] });
  });

  test('nearly every valid row takes the fast lane', async () => {
    const { fastRows, outcome } = await byChunks({ scheme: (await scheme)!, path: shared('cases', cases) });
    expect(fastRows).toBeGreaterThan(0.95 * (outcome.summary.rows - outcome.summary.status.invalid));
  });
});
