import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../reference-data/index.js';
import { run } from './command-line.js';
import { installedFrom, packedTarball } from './packed.js';
import { outcomes, rowsOf } from './server/tiny-workplace.js';
import { TINY_CASES, tinyCsv, writeTables } from './server/tiny-scheme.js';

let paths: readonly string[];
let folder: string;

beforeAll(async () => {
  const packed = await packedTarball();
  paths = packed.paths;
  folder = await installedFrom(packed.tarball);
});

const dianzhi = (...args: string[]) => {
  const { bin } = JSON.parse(readFileSync(join(folder, 'node_modules/dianzhi/package.json'), 'utf8')) as {
    bin: { dianzhi: string };
  };
  return run(process.execPath, [join(folder, 'node_modules/dianzhi', bin.dianzhi), ...args], { cwd: folder });
};

describe('the packed package', () => {
  test('holds the program, its types, the reference data and the papers, and nothing else', () => {
    const papers = ['LICENSE', 'README.md', 'README.zh-CN.md', 'CHANGELOG.md', 'LICENCES.md'].filter((name) =>
      existsSync(join(packageRoot(), name)),
    );
    expect(papers).toContain('LICENSE');
    for (const name of [...papers, 'package.json', 'dist/index.js', 'dist/index.d.ts', 'dist/server/cli/main.js'])
      expect(paths).toContain(name);
    for (const name of ['columns/column-aliases.csv', 'columns/personal-columns.csv', 'demo/hospitals.csv']) {
      expect(paths).toContain(`reference-data/${name}`);
    }
    const known = new Set([...papers, 'package.json']);
    const strange = paths.filter(
      (path) =>
        !known.has(path) && !/^dist\/.*\.(?:js|d\.ts)$/.test(path) && !/^reference-data\/.*\.(?:csv|json|ya?ml|md)$/.test(path),
    );
    expect(strange).toEqual([]);
    expect(paths.filter((path) => /(?:^|\/)(?:test|benchmarks|data)\//.test(path))).toEqual([]);
  });

  test('holds whatever table the reference data has in the checkout', async () => {
    const { stdout } = await run('git', ['ls-files', 'reference-data/*.csv', 'reference-data/**/*.csv'], { cwd: packageRoot() });
    for (const path of stdout.split('\n').filter((name) => name !== '')) expect(paths).toContain(path);
  });

  test('its program lists, imports and groups from where it is installed', async () => {
    const listed = await dianzhi('schemes', '--json');
    expect(listed).toMatchObject({ code: 0, stderr: '' });
    expect(Array.isArray(JSON.parse(listed.stdout))).toBe(true);
    writeTables(join(folder, 'tables'));
    writeFileSync(join(folder, 'cases.csv'), tinyCsv());
    expect((await dianzhi('import', 'drg-tables', 'tables', '--id', 'tiny')).code).toBe(0);
    const { code, stdout } = await dianzhi('group', '--scheme', 'tiny', '--input', 'cases.csv', '--output', '-');
    expect(code).toBe(0);
    expect(outcomes(rowsOf(stdout))).toEqual(TINY_CASES.map(({ expected }) => expected));
  });

  test('a program imports it by name and groups a case; a fault has its code', async () => {
    writeTables(join(folder, 'more-tables'));
    await dianzhi('import', 'drg-tables', 'more-tables', '--id', 'library');
    writeFileSync(
      join(folder, 'use.mjs'),
      `import { loadScheme, createGrouper, CodedError } from 'dianzhi';
const scheme = await loadScheme('library', { data: 'data' });
const [one, other] = [createGrouper(scheme), createGrouper(scheme)];
const discharge = { caseId: '1', sex: 1, ageYears: 60, principalDiagnosis: 'I63.900', secondaryDiagnoses: ['I50.900'], otherProcedures: [] };
const fault = await loadScheme('none', { data: 'data' }).catch((error) => error);
console.log(JSON.stringify({
  id: scheme.manifest.id,
  drg: one.group(discharge).drg,
  again: other.group(discharge).drg,
  explained: one.explain(discharge).result.drg,
  isCoded: fault instanceof CodedError,
  code: fault.code,
}));
`,
    );
    const { code, stdout, stderr } = await run(process.execPath, ['use.mjs'], { cwd: folder });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      id: 'library',
      drg: 'BR21',
      again: 'BR21',
      explained: 'BR21',
      isCoded: true,
      code: 'SERVER_SCHEME_UNKNOWN',
    });
  });

  test('its types are there for a program in TypeScript', async () => {
    writeFileSync(
      join(folder, 'use.ts'),
      `import { loadScheme, createGrouper, type Discharge, type GroupResult, type LoadedDrgScheme, type LoadedScheme } from 'dianzhi';
export const group = (scheme: LoadedDrgScheme, discharge: Discharge): GroupResult => createGrouper(scheme).group(discharge);
export const scheme: Promise<LoadedScheme> = loadScheme('tiny');
// @ts-expect-error A sex is 1 or 2.
export const wrong: Discharge = { caseId: '1', sex: 3, secondaryDiagnoses: [], otherProcedures: [] };
`,
    );
    const tsc = join(packageRoot(), 'node_modules', 'typescript', 'bin', 'tsc');
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--lib', 'es2023', '--types', 'node'];
    const { code, stdout } = await run(process.execPath, [tsc, ...options, 'use.ts'], { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  });
});
