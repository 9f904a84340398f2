import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demonstrationCsv, demonstrationDischarges, packageRoot } from '../../reference-data/index.js';
import { buildDirectoryCommand } from '../../server/cli/commands/build-directory.js';

let folder: string;
const policy = join(packageRoot(), 'reference-data', 'regions', 'demo-dip', 'directory-policy.yaml');

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dianzhi-'));
  const discharges = [2023, 2024, 2025].flatMap((year) => [...demonstrationDischarges({ seed: 1, count: 400, year })]);
  writeFileSync(join(folder, 'all.csv'), [...demonstrationCsv(discharges)].join(''));
});
afterAll(() => rmSync(folder, { recursive: true }));

const run = (options: Readonly<Record<string, unknown>>) =>
  buildDirectoryCommand(
    { input: [join(folder, 'all.csv')], years: '2023,2024,2025', policy, output: join(folder, 'out'), names: [], ...options },
    { language: 'en' },
  );

describe('buildDirectoryCommand', () => {
  test('one file of all years makes a directory under the identifier that was given', async () => {
    await run({ id: 'city-2026', demonstration: true });
    expect(JSON.parse(readFileSync(join(folder, 'out', 'manifest.json'), 'utf8'))).toMatchObject({
      kind: 'dip',
      id: 'city-2026',
      demonstration: true,
    });
  });

  test.each([
    ['a year twice', { years: '2023,2023,2024' }, 'SERVER_OPTION_INVALID'],
    ['a year that is none', { years: '23,24,25' }, 'SERVER_OPTION_INVALID'],
    ['an identifier that is no folder name', { id: 'a/b' }, 'SERVER_SCHEME_ID_INVALID'],
    ['a library that is not there', { library: 'nowhere' }, 'SERVER_SCHEME_UNKNOWN'],
    ['a library of the other kind', { library: 'chs-drg-starter' }, 'REFERENCE_DATA_SCHEME_DAMAGED'],
    ['a file that is not there', { input: ['nowhere.csv'] }, 'REFERENCE_DATA_FILE_UNREADABLE'],
    ['a policy that is not there', { policy: 'nowhere.yaml' }, 'REFERENCE_DATA_FILE_UNREADABLE'],
  ])('%s is refused', async (_why, options, code) => {
    await expect(run(options)).rejects.toMatchObject({ code });
  });
});
