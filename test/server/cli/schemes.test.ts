import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../command-line.js';
import { Workplace } from '../tiny-workplace.js';

const here = new Workplace();

type Listed = { readonly id: string; readonly builtIn: boolean; readonly demonstration: boolean };
const listed = async (...more: string[]) => JSON.parse((await here.dianzhiHere('schemes', '--json', ...more)).stdout) as Listed[];

describe('dianzhi schemes', () => {
  test('--json prints an array with what a program needs to choose; without it one line a scheme', async () => {
    const [json, text] = await Promise.all([listed(), here.dianzhiHere('schemes')]);
    expect(Array.isArray(json)).toBe(true);
    expect(json.find(({ id }) => id === 'tiny')).toEqual({
      id: 'tiny',
      kind: 'drg',
      name: 'tiny',
      edition: null,
      effectiveFrom: null,
      region: null,
      newbornWeight: 'admission',
      whenNoDrgRow: 'adrg',
      demonstration: false,
      builtIn: false,
      source: { file: 'tables', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
      checksum: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
    expect({ code: text.code, stderr: text.stderr }).toEqual({ code: 0, stderr: '' });
    expect(text.stdout.split('\n')).toContain('tiny · drg · tiny · MDC 3 · ADRG 5 · DRG 7');
  });

  test('it works before any import, and a built-in scheme is none that may be replaced', async () => {
    const empty = temporaryFolder();
    const builtIn = await listed('--data', empty);
    expect(builtIn.every((scheme) => scheme.builtIn && scheme.demonstration)).toBe(true);
    for (const { id } of builtIn) {
      const { code, stderr } = await here.dianzhiHere('import', 'drg-tables', 'tables', '--id', id, '--replace', '--data', empty);
      expect({ code, isTold: stderr.includes('[SERVER_SCHEME_BUILT_IN]') }).toEqual({ code: 2, isTold: true });
    }
  });

  test('the data directory is --data, else DIANZHI_DATA, else data in the calling directory', async () => {
    const [other, none] = [temporaryFolder(), temporaryFolder()];
    mkdirSync(`${other}/data/schemes`, { recursive: true });
    cpSync(here.path('data/schemes/tiny'), `${other}/data/schemes/tiny`, { recursive: true });
    const knows = async (args: string[], env: Record<string, string>, cwd: string) => {
      const { stdout } = await here.run(['schemes', '--json', ...args], { env, cwd });
      return (JSON.parse(stdout) as Listed[]).some(({ id }) => id === 'tiny');
    };
    expect(await knows(['--data', `${other}/data`], { DIANZHI_DATA: none }, none)).toBe(true);
    expect(await knows(['--data', none], { DIANZHI_DATA: `${other}/data` }, other)).toBe(false);
    expect(await knows([], { DIANZHI_DATA: `${other}/data` }, none)).toBe(true);
    expect(await knows([], { DIANZHI_DATA: '' }, other)).toBe(true);
    expect(await knows([], { DIANZHI_DATA: '' }, none)).toBe(false);
  });

  test('what an import left that was killed is no scheme', async () => {
    for (const rest of ['tiny.77.partial', 'tiny.77.old']) {
      cpSync(here.path('data/schemes/tiny'), here.path(`data/schemes/${rest}`), { recursive: true });
    }
    mkdirSync(here.path('data/schemes/without-manifest'));
    expect((await listed()).filter((scheme) => !scheme.builtIn).map(({ id }) => id)).toEqual(['tiny']);
    const { code } = await here.dianzhiHere('check-scheme', 'tiny.77.old');
    expect(code).toBe(4);
  });
});

describe('dianzhi check-scheme', () => {
  test('a scheme in order has nothing to report: an empty array, no line on standard output', async () => {
    const [json, text] = await Promise.all([
      here.dianzhiHere('check-scheme', 'tiny', '--json'),
      here.dianzhiHere('check-scheme', 'tiny', '--lang', 'zh'),
    ]);
    expect({ code: json.code, found: JSON.parse(json.stdout) as unknown }).toEqual({ code: 0, found: [] });
    expect(text).toMatchObject({ code: 0, stdout: '', stderr: 'tiny：0处错误，0条提示（MDC 3 · ADRG 5 · DRG 7）\n' });
  });

  test('an amendment is checked with the scheme; one that empties a set refuses it, --json with the findings as data', async () => {
    here.file(
      'emptying.yaml',
      'scheme: tiny\neffectiveFrom: 2026-01-01\nsource: invented\nchanges:\n  - { action: remove, set: DI_BR2, code: I63.900 }\n',
    );
    const { code, stdout, stderr } = await here.dianzhiHere('check-scheme', 'tiny', '--amendment', 'emptying.yaml', '--json');
    expect(code).toBe(4);
    expect(JSON.parse(stdout)).toEqual([
      expect.objectContaining({ level: 'error', code: 'set-unknown', sheet: 'adrg.csv', row: 3, column: 'ADRG规则' }),
    ]);
    expect(stderr).toContain('[SERVER_SCHEME_REFUSED]');
  });

  test.each([
    [
      'an amendment for another scheme',
      'scheme: other\neffectiveFrom: 2026-01-01\nsource: s\nchanges:\n  - { action: add, set: DI_B, code: G41.900 }\n',
      4,
      'other ≠ tiny',
    ],
    [
      'an amendment that adds what is there',
      'scheme: tiny\neffectiveFrom: 2026-01-01\nsource: s\nchanges:\n  - { action: add, set: DI_B, code: I63.900 }\n',
      4,
      'add DI_B I63.900',
    ],
    [
      'an amendment that removes what is not',
      'scheme: tiny\neffectiveFrom: 2026-01-01\nsource: s\nchanges:\n  - { action: remove, set: DI_B, code: I64.x00 }\n',
      4,
      'remove DI_B I64.x00',
    ],
    [
      'an amendment without a source',
      'scheme: tiny\neffectiveFrom: 2026-01-01\nchanges:\n  - { action: add, set: DI_B, code: I64.x00 }\n',
      4,
      'source',
    ],
    ['no YAML', 'scheme: [tiny\n', 4, 'amendment.yaml'],
    ['an empty file', '', 4, 'amendment.yaml'],
  ])('%s is refused', async (_, text, exit, words) => {
    here.file('amendment.yaml', text);
    const { code, stderr } = await here.dianzhiHere('check-scheme', 'tiny', '--amendment', 'amendment.yaml');
    expect(code).toBe(exit);
    expect(stderr).toContain(words);
    expect(stderr).toContain('[REFERENCE_DATA_AMENDMENT_INVALID]');
  });

  test('a folder that was changed after the import is refused and says which table, in both languages', async () => {
    await here.dianzhiHere('import', 'drg-tables', 'tables', '--id', 'damaged');
    writeFileSync(here.path('data/schemes/damaged/sets.csv'), `${here.text('data/schemes/damaged/sets.csv')}DI_B,X00,,\n`);
    await here.dianzhiHere('import', 'drg-tables', 'tables', '--id', 'no-manifest');
    writeFileSync(here.path('data/schemes/no-manifest/manifest.json'), '{"formatVersion":1');
    const runs = await Promise.all([
      here.dianzhiHere('check-scheme', 'damaged'),
      here.dianzhiHere('check-scheme', 'damaged', '--lang', 'zh'),
      here.dianzhiHere('group', '--scheme', 'damaged', '--input', 'none.csv', '--output', 'damaged-out.csv'),
      here.dianzhiHere('check-scheme', 'no-manifest'),
    ]);
    for (const { code, stderr } of runs) {
      expect(code).toBe(4);
      expect(stderr).toContain('[REFERENCE_DATA_SCHEME_DAMAGED]');
    }
    expect(runs[0].stderr).toContain('sets.csv');
    expect(runs[1].stderr).toContain('请重新导入该方案');
    expect(runs[3].stderr).toContain('manifest.json');
    expect(here.names()).not.toContain('damaged-out.csv');
  });
});
