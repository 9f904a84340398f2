import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { TINY, tinyCsv, TINY_CASES, writeTables, writeWorkbook } from '../tiny-scheme.js';
import { outcomes, Workplace } from '../tiny-workplace.js';

const here = new Workplace();
const stored = () => readdirSync(`${here.data}/schemes`).sort();

describe('dianzhi import', () => {
  test('a workbook in the national layout gives the same tables as the six CSV tables, and groups alike', async () => {
    await writeWorkbook(here.path('tiny.xlsx'));
    const { code, stdout, stderr } = await here.dianzhiHere('import', 'drg-workbook', 'tiny.xlsx', '--id', 'from-workbook');
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toMatch(/^Imported from-workbook \(MDC 3 · ADRG 5 · DRG 7 · 6 \+ 3 \+ 2\) into /);
    for (const file of ['mdc', 'adrg', 'drg', 'sets', 'cc', 'exclusions']) {
      expect(here.text(`data/schemes/from-workbook/${file}.csv`)).toBe(here.text(`data/schemes/tiny/${file}.csv`));
    }
    here.file('cases.csv', tinyCsv());
    await here.dianzhiHere('group', '--scheme', 'from-workbook', '--input', 'cases.csv', '--output', 'out.csv');
    expect(outcomes(here.rows('out.csv'))).toEqual(TINY_CASES.map((one) => one.expected));
  });

  test('every option is kept in the manifest, which --json prints', async () => {
    const options = [
      '--name',
      '试验方案',
      '--newborn-weight',
      'birth',
      '--when-no-drg-row',
      'next',
      '--effective-from',
      '2026-03-01',
    ];
    const { code, stdout } = await here.dianzhiHere(
      'import',
      'drg-tables',
      'tables',
      '--id',
      'a+b.C-1_2',
      '--source',
      'issuer, number',
      '--json',
      ...options,
    );
    expect(code).toBe(0);
    const said = JSON.parse(stdout) as { manifest: unknown; warnings: unknown };
    const wanted = {
      id: 'a+b.C-1_2',
      name: '试验方案',
      newbornWeight: 'birth',
      whenNoDrgRow: 'next',
      effectiveFrom: '2026-03-01',
      source: { text: 'issuer, number', file: 'tables' },
    };
    expect(said).toMatchObject({ manifest: wanted, warnings: [] });
    expect(JSON.parse(here.text('data/schemes/a+b.C-1_2/manifest.json'))).toEqual(said.manifest);
    expect(JSON.parse(here.text('data/schemes/tiny/manifest.json'))).toMatchObject({
      name: 'tiny',
      newbornWeight: 'admission',
      whenNoDrgRow: 'adrg',
    });
  });

  test('an identifier that stands already is refused, and replaced whole with --replace', async () => {
    const changed = { ...TINY, mdc: TINY.mdc.map((row) => ({ ...row, name: 'changed' })) };
    writeTables(here.path('changed'), changed);
    await here.dianzhiHere('import', 'drg-tables', 'tables', '--id', 'twice');
    const before = here.text('data/schemes/twice/manifest.json');
    const refused = await here.dianzhiHere('import', 'drg-tables', 'changed', '--id', 'twice');
    expect(refused.code).toBe(2);
    expect(refused.stderr).toBe(
      'The scheme twice exists already. Choose another identifier, or add --replace. [SERVER_SCHEME_EXISTS]\n',
    );
    expect(here.text('data/schemes/twice/manifest.json')).toBe(before);
    const replaced = await here.dianzhiHere('import', 'drg-tables', 'changed', '--id', 'twice', '--replace');
    expect(replaced.code).toBe(0);
    expect(here.text('data/schemes/twice/mdc.csv')).toContain('MDCA,changed,');
    expect(stored().filter((name) => name.startsWith('twice'))).toEqual(['twice']);
  });

  test('an identifier is 1-64 of letters, digits and . _ + - and no name that an unfinished import uses', async () => {
    const longest = 'x'.repeat(64);
    const [fits, ...others] = await Promise.all(
      [longest, `${longest}x`, '', 'a b', '../up', '..', '方案', 'tiny.12.partial', 'tiny.12.old'].map((id) =>
        here.dianzhiHere('import', 'drg-tables', 'tables', `--id=${id}`),
      ),
    );
    expect(fits!.code).toBe(0);
    for (const { code, stderr } of others) {
      expect(code).toBe(2);
      expect(stderr).toContain('SERVER_SCHEME_ID_INVALID');
    }
    rmSync(`${here.data}/schemes/${longest}`, { recursive: true });
  });

  test.each([
    ['a date that is none', ['--effective-from', '2026-02-30'], 'SERVER_OPTION_INVALID'],
    ['a weight that is none', ['--newborn-weight', 'both'], 'SERVER_USAGE'],
    ['an answer that is none', ['--when-no-drg-row', 'stop'], 'SERVER_USAGE'],
  ])('%s is wrong usage', async (_, options, error) => {
    const { code, stderr } = await here.dianzhiHere('import', 'drg-tables', 'tables', '--id', 'wrong', ...options);
    expect(code).toBe(2);
    expect(stderr).toContain(`[${error}]`);
    expect(stored()).not.toContain('wrong');
  });

  const broken = {
    ...TINY,
    mdc: [...TINY.mdc, { code: 'MDCC', name: '', rule: 'ZYZD on DI_B', sort: '4' }],
    adrg: [...TINY.adrg, { code: 'CR1', name: '', rule: 'ZYZD in DI_NONE', mdc: 'MDCX', sort: '1' }],
    drg: [...TINY.drg, { code: 'CR19', name: '', rule: 'NL > ', adrg: 'CR9', mdc: 'MDCB', sort: '1' }],
  };

  test.each(['workbook', 'tables'])('a %s with errors is refused with all of them, and nothing is left', async (kind) => {
    const path = here.path(`broken-${kind}`);
    if (kind === 'workbook') await writeWorkbook(`${path}.xlsx`, broken);
    else writeTables(path, broken);
    const source = kind === 'workbook' ? `${path}.xlsx` : path;
    const before = stored();
    const { code, stdout, stderr } = await here.dianzhiHere('import', `drg-${kind}`, source, '--id', 'broken');
    expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
    // A workbook has its title and its header above the first row, a table its header.
    const at = (row: number) => `row ${row + (kind === 'workbook' ? 1 : 0)}`;
    const sheet = (name: string) => (kind === 'workbook' ? name.toUpperCase() : `${name}.csv`);
    expect(stderr).toContain('was refused for 5 error(s)');
    expect(stderr).toContain(
      `[error] ${sheet('mdc')} ${at(5)} column MDC规则: The rule does not parse: at position 6 expected "in", found "on"`,
    );
    expect(stderr).toContain(
      `[error] ${sheet('adrg')} ${at(7)} column ADRG规则: The rule names the set DI_NONE, which no row defines`,
    );
    expect(stderr).toContain(`[error] ${sheet('adrg')} ${at(7)} column 所属MDC编码: The parent MDCX does not exist`);
    expect(stderr).toContain(`[error] ${sheet('drg')} ${at(9)} column 所属ADRG编码: The parent CR9 does not exist`);
    expect(stderr).toContain(`[error] ${sheet('drg')} ${at(9)} column DRG规则: The rule does not parse`);
    expect(stderr).toContain('[SERVER_SCHEME_REFUSED]');
    expect(stored()).toEqual(before);
    const inChinese = await here.dianzhiHere('--lang', 'zh', 'import', `drg-${kind}`, source, '--id', 'broken');
    expect(inChinese.stderr).toContain('方案 broken 有 5 处错误，未采用');
    expect(inChinese.stderr).toContain('上级编码 MDCX 不存在');
  });

  test('a refused import with --replace leaves the scheme that stood there', async () => {
    await here.dianzhiHere('import', 'drg-tables', 'tables', '--id', 'stays');
    const before = here.text('data/schemes/stays/manifest.json');
    writeTables(here.path('broken-again'), broken);
    const { code } = await here.dianzhiHere('import', 'drg-tables', 'broken-again', '--id', 'stays', '--replace');
    expect(code).toBe(4);
    expect(here.text('data/schemes/stays/manifest.json')).toBe(before);
  });

  test('missing sheets and columns are told by name, all at once', async () => {
    await writeWorkbook(here.path('lacking.xlsx'), TINY, ['CC', '集合', 'MDC.MDC规则', 'DRG.所属ADRG编码']);
    writeTables(here.path('lacking'));
    rmSync(here.path('lacking/cc.csv'));
    writeFileSync(here.path('lacking/mdc.csv'), 'code,name,sort\nMDCA,,1\n');
    const [workbook, tables] = await Promise.all([
      here.dianzhiHere('import', 'drg-workbook', 'lacking.xlsx', '--id', 'lacking'),
      here.dianzhiHere('import', 'drg-tables', 'lacking', '--id', 'lacking'),
    ]);
    expect([workbook.code, tables.code]).toEqual([4, 4]);
    for (const line of ['[error] 集合: The sheet is missing', '[error] CC: The sheet is missing'])
      expect(workbook.stderr).toContain(line);
    expect(workbook.stderr).toContain('[error] MDC column MDC规则: No header row with this column');
    expect(workbook.stderr).toContain('[error] DRG column 所属ADRG编码: No header row with this column');
    expect(tables.stderr).toContain('[error] cc.csv: The sheet is missing');
    expect(tables.stderr).toContain('[error] mdc.csv column rule: No header row with this column');
    expect(stored()).not.toContain('lacking');
  });

  test('warnings do not refuse: they are shown with their place, and listed by check-scheme', async () => {
    const odd = {
      ...TINY,
      mdc: [...TINY.mdc, { code: 'MDCZ', name: '', rule: '', sort: '4' }],
      complications: [...TINY.complications, { code: 'E11.900', name: '', exclusionTable: 'EX_9', level: 'MCC' }],
    };
    writeTables(here.path('odd'), odd);
    const imported = await here.dianzhiHere('import', 'drg-tables', 'odd', '--id', 'odd');
    expect(imported.code).toBe(0);
    expect(imported.stderr).toContain('[warning] ');
    const [json, text] = await Promise.all([
      here.dianzhiHere('check-scheme', 'odd', '--json', '--lang', 'zh'),
      here.dianzhiHere('check-scheme', 'odd'),
    ]);
    const findings = JSON.parse(json.stdout) as { level: string; code: string; sheet: string; row: number; message: string }[];
    expect(findings.every(({ level }) => level === 'warning')).toBe(true);
    expect(findings).toContainEqual(expect.objectContaining({ code: 'code-both-levels', sheet: 'cc.csv' }));
    expect(findings).toContainEqual(expect.objectContaining({ code: 'gate-unconditional', sheet: 'mdc.csv', row: 5 }));
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'exclusion-table-empty', message: expect.stringContaining('EX_9') as string }),
    );
    expect(text.stdout.trimEnd().split('\n')).toHaveLength(findings.length);
    expect(text.stderr).toContain(`odd: 0 errors, ${findings.length} warnings`);
  });

  test('a data directory that cannot be written is wrong usage, and no scheme is left', async () => {
    here.file('a-file', 'x');
    const { code, stderr } = await here.dianzhiHere('import', 'drg-tables', 'tables', '--id', 'nowhere', '--data', 'a-file');
    expect(code).toBe(3);
    expect(stderr).toContain('a-file');
    expect(stderr).not.toContain('A fault of Dianzhi itself');
    expect(readFileSync(here.path('a-file'), 'utf8')).toBe('x');
    expect(existsSync(here.path('data/schemes/nowhere'))).toBe(false);
  });
});
