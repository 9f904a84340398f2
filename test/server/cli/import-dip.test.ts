import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { INVENTED, writeDipWorkbook } from '../../fixtures/dip-workbook.js';
import { shared, sharedIsThere, WHEN_SHARED_IS_THERE } from '../../shared-material.js';
import { Workplace } from '../tiny-workplace.js';

const here = new Workplace();
const DIRECTORY = '序号,病种编码,病种类型,主诊断代码,主诊断名称,主要操作代码,主要操作名称,其他操作代码,其他操作名称,病种分值\n';

async function importDirectory(rows: string, ...more: string[]) {
  here.file('city.csv', DIRECTORY + rows);
  return here.dianzhiHere('import', 'dip-directory', 'city.csv', '--id', 'city', '--region', '410400', '--replace', ...more);
}

describe('dianzhi import dip-workbook', () => {
  test('stores the directory, which schemes lists and check-scheme checks', async () => {
    await writeDipWorkbook(here.path('dip.xlsx'), INVENTED);
    const imported = await here.run(
      'import dip-workbook dip.xlsx --id dip-3 --name 国家目录 --edition 3.0 --effective-from 2027-01-01 --source 某文件'.split(
        ' ',
      ),
    );
    expect(imported).toMatchObject({ code: 0, stdout: '' });
    expect(imported.stderr).toMatch(/^Imported dip-3 \(14 groups · 2 for primary care · 1 \+ 4 \+ 1\) into /);
    const { stdout } = await here.dianzhiHere('schemes', '--json');
    expect((JSON.parse(stdout) as { id: string }[]).find(({ id }) => id === 'dip-3')).toMatchObject({
      kind: 'dip',
      name: '国家目录',
      edition: '3.0',
      effectiveFrom: '2027-01-01',
      region: null,
      newbornWeight: 'birth',
      operators: 'national',
      shortProcedureCodes: 'exact',
      demonstration: false,
      builtIn: false,
      source: { text: '某文件', file: 'dip.xlsx' },
    });
    expect((await here.dianzhiHere('schemes')).stdout.split('\n')).toContain(
      'dip-3 · dip · 国家目录 · 3.0 · from 2027-01-01 · 14 groups · 2 for primary care',
    );
    const checked = await here.dianzhiHere('check-scheme', 'dip-3', '--json');
    expect(checked).toMatchObject({ code: 0, stdout: '[]\n' });
  });

  test('a workbook with errors is refused with all of them and leaves nothing', async () => {
    const base = [
      { number: '1', diagnosis: '' },
      { number: '2', diagnosis: 'K35', procedure: '47.0100|' },
    ];
    await writeDipWorkbook(here.path('bad.xlsx'), { ...INVENTED, base }, { leftOut: ['burn'] });
    const { code, stderr } = await here.dianzhiHere('import', 'dip-workbook', 'bad.xlsx', '--id', 'bad');
    expect(code).toBe(4);
    expect(stderr.match(/\((sheet-missing|diagnosis-missing|operand-empty)\)/g)).toEqual([
      '(sheet-missing)',
      '(diagnosis-missing)',
      '(operand-empty)',
    ]);
    expect(stderr).toContain('四、基础规则下的核心病种 row 3 column 主要诊断编码');
    expect(existsSync(`${here.data}/schemes/bad`)).toBe(false);
  });

  test.each([
    ['a file that is no workbook', 'city.csv', 3],
    ['no file', 'nowhere.xlsx', 3],
  ])('%s ends with exit code %3$i', async (_why, path, exit) => {
    here.file('city.csv', DIRECTORY);
    expect((await here.dianzhiHere('import', 'dip-workbook', path, '--id', 'none')).code).toBe(exit);
  });
});

describe('dianzhi import dip-tables', () => {
  test('a folder with one table of groups is a directory', async () => {
    mkdirSync(here.path('tsv'), { recursive: true });
    const header =
      'kind\tcategory\tseq\tprincipalDiagnosis\tprincipalDiagnosisName\tprincipalProcedure\tprincipalProcedureName\n';
    writeFileSync(here.path('tsv/dip-jc.tsv'), `${header}BASE\tJC\t1\tK35\t阑尾炎\t47.0100\t切除术\n`);
    const { code, stdout } = await here.dianzhiHere('import', 'dip-tables', 'tsv', '--id', 'jc', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      manifest: { id: 'jc', kind: 'dip', tables: { groups: { records: 1 } } },
      warnings: [],
    });
    expect(here.text('data/schemes/jc/groups.csv')).toContain('JC-1,JC,1,阑尾炎，切除术,,K35,47.0100,');
  });

  test.skipIf(!sharedIsThere)(`the sample of the national directory${WHEN_SHARED_IS_THERE}`, async () => {
    const sample = shared('reference', 'dip-3.0-sample');
    const { code, stderr } = await here.dianzhiHere('import', 'dip-tables', sample, '--id', 'dip-3.0-sample', '--lang', 'zh');
    expect(code).toBe(0);
    expect(stderr).toContain('已导入 dip-3.0-sample（病种 494 · 基层病种 127 · 134 + 148 + 48）');
  });
});

describe('dianzhi import dip-directory', () => {
  test('keeps region, operators and the reading of short codes', async () => {
    const { code, stdout } = await importDirectory(
      '1,A1,1,K35.3,阑尾炎,47.01/6.31,,,,"100.5"\n',
      '--procedure-codes',
      'prefix',
      '--json',
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      manifest: { kind: 'dip', region: '410400', operators: 'slash-plus', shortProcedureCodes: 'prefix' },
      warnings: [
        { level: 'warning', code: 'operators-decided', row: null },
        { level: 'warning', code: 'code-repaired', row: 2, column: '主要操作代码' },
      ],
    });
    expect(here.text('data/schemes/city/groups.csv')).toContain(',47.01/06.31,');
  });

  test('errors of rows are told with row and column, all at once', async () => {
    const { code, stderr } = await importDirectory(
      '1,A1,1,,无诊断,47.0100,,,,10\n2,A2,1,K36,,47.0100,,,,"1,234.5"\n3,A3,1,K37,,(47.0100,,,,1\n\n',
    );
    expect(code).toBe(4);
    expect(stderr).toContain('[error] city.csv row 2 column 主诊断代码: A1 has no main diagnosis (diagnosis-missing)');
    expect(stderr).toContain('[error] city.csv row 3 column 病种分值: "1,234.5" is not a plain decimal');
    expect(stderr).toContain('[error] city.csv row 4 column 主要操作代码: The brackets of "(47.0100" do not match');
  });

  test('columns of its own, by words and by a file', async () => {
    here.file('own.csv', '码,诊断,手术\nX1,K35,47.0100\n');
    here.file('map.yaml', 'key: 码\ndiagnosis: 诊断\nprocedure: 手术\n');
    for (const columns of ['key=码,diagnosis=诊断,procedure=手术', 'map.yaml']) {
      const ended = await here.run(
        `import dip-directory own.csv --id own --region 370800 --replace --columns ${columns}`.split(' '),
      );
      expect(ended).toMatchObject({ code: 0 });
    }
    expect(here.text('data/schemes/own/groups.csv')).toContain('X1,core,1,,,K35,47.0100,');
  });

  test.each([
    ['a region of four digits', ['--region', '4104'], 2],
    ['operators of no kind', ['--operators', 'guess'], 2],
    ['a map with an unknown column', ['--columns', 'diagnosis=a,colour=b'], 2],
    ['a map that is not there', ['--columns', 'nowhere.yaml'], 3],
    ['a day that is none', ['--effective-from', '2027-02-30'], 2],
  ])('%s is refused', async (_why, more, exit) => {
    expect((await importDirectory('1,A1,1,K35.3,阑尾炎,,,,,1\n', ...more)).code).toBe(exit);
  });
});
