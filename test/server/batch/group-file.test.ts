import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../command-line.js';
import { groupFile } from '../../../server/grouping/group-file.js';
import { TINY, tinyCsv } from '../tiny-scheme.js';
import { loaded, tablesOf } from './both-paths.js';

const folder = temporaryFolder();
const scheme = loaded(tablesOf(TINY));
const input = join(folder, 'cases.csv');
writeFileSync(input, tinyCsv());

const run = (output: string, more: object = {}) =>
  groupFile({ scheme, input, output: join(folder, output), outputFormat: 'csv', ...more });

describe('groupFile', () => {
  test('two runs to one output in one process: the second is refused, and the first ends', async () => {
    const results = await Promise.allSettled([run('shared.csv'), run('shared.csv'), run('other.csv')]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    const refused = results.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    expect(refused.reason).toMatchObject({ code: 'SERVER_OUTPUT_IN_USE' });
    expect(readFileSync(join(folder, 'shared.csv'), 'utf8')).toBe(readFileSync(join(folder, 'other.csv'), 'utf8'));
    expect(readdirSync(folder).sort()).toEqual(['cases.csv', 'other.csv', 'shared.csv']);
  });

  test('one run after the other to one output is no matter, nor is --resume with nothing to go on with', async () => {
    const first = await run('again.csv');
    const { seconds: _, ...second } = await run('again.csv', { resume: true, threads: 2, chunkSize: 50 });
    expect(second).toEqual({ ...first, seconds: undefined });
  });
});
