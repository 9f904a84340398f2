import { describe, expect, test } from 'vitest';
import { TINY_CASES, tinyCsv, tinyRecords } from '../tiny-scheme.js';
import { Workplace } from '../tiny-workplace.js';

const here = new Workplace();
const ONE = '{"caseId":"one","sex":1,"ageYears":60,"principalDiagnosis":"I63.900","secondaryDiagnoses":["I50.900","G93.600"]}';
const explain = (...args: string[]) => here.dianzhiHere('explain', '--scheme', 'tiny', ...args);

describe('dianzhi explain', () => {
  test('a case as JSON: its way through the gates, with rules, codes, and what was excluded by which table', async () => {
    const { code, stdout, stderr } = await explain('--case', ONE);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const part of [
      'Case one · scheme tiny',
      'Result: grouped · MDCB › BR2 › BR21 脑缺血性疾患，伴严重合并症或并发症 · severity mcc',
      'I50.900 心力衰竭 MCC: counts (table EX_1)',
      'rule: ZYZD in DI_B',
      'met: ZYZD I63.900 ∈ DI_B',
      'rule: QTZD in MCC',
    ]) {
      expect(stdout).toContain(part);
    }
    expect(stdout).toMatch(/G93\.600 脑水肿 MCC: .*EX_2/);
  });

  test('in Chinese by --lang, by DIANZHI_LANG and by the locale; --lang goes before both', async () => {
    const words = ['explain', '--scheme', 'tiny', '--case', ONE];
    const [option, variable, locale, both] = await Promise.all([
      here.dianzhiHere(...words, '--lang', 'zh'),
      here.run(words, { env: { DIANZHI_LANG: 'zh' } }),
      here.run(words, { env: { LANG: 'zh_CN.UTF-8' } }),
      here.run(['--lang=en', ...words], { env: { DIANZHI_LANG: 'zh', LANG: 'zh_CN.UTF-8' } }),
    ]);
    expect(option.stdout).toContain('结果: 入组 · MDCB › BR2 › BR21');
    expect(option.stdout).toContain('被主要诊断排除（排除表 EX_2）');
    expect(variable.stdout).toBe(option.stdout);
    expect(locale.stdout).toBe(option.stdout);
    expect(both.stdout).toContain('Result: grouped');
  });

  test('--json gives the same as data, with the trace of each rule', async () => {
    const { code, stdout } = await explain('--case', ONE, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      result: { status: 'grouped', mdc: 'MDCB', adrg: 'BR2', drg: 'BR21', severity: 'mcc', scheme: 'tiny' },
      discharge: { caseId: 'one', sex: 1, ageYears: 60 },
      mdcs: [
        { code: 'MDCA', holds: false, rule: 'ZYSS in OP_A' },
        { code: 'MDCB', holds: true },
      ],
    });
  });

  test('a case of a file by --row, the first without it, from standard input too; charges are printed as data', async () => {
    here.file('cases.csv', tinyCsv({ totalCharges: () => '1234.56' }));
    const [first, third, last, piped] = await Promise.all([
      explain('--case', 'cases.csv'),
      explain('--case', 'cases.csv', '--row', '3', '--json'),
      explain('--case', 'cases.csv', '--row', '10'),
      here.run(['explain', '--scheme', 'tiny', '--case', '-', '--row', '2'], { stdin: tinyCsv() }),
    ]);
    expect(first.stdout).toContain('Case case-1 ');
    // Fen as text: JSON numbers would round large amounts.
    expect(JSON.parse(third.stdout)).toMatchObject({ result: { drg: 'BR21' }, discharge: { totalCharges: '123456' } });
    expect(last).toMatchObject({ code: 0, stdout: expect.stringContaining('Case case-10 ') as string });
    expect(last.stdout).toContain('Sex is missing');
    expect(piped.stdout).toContain('Case case-2 ');
  });

  test('a settlement list, with and without its envelope, is known by its content', async () => {
    const body = { setlinfo: { setl_id: 'S1', gend: '1', age: '60' }, diseinfo: [{ diag_code: 'I63.900', maindiag_flag: '1' }] };
    const [bare, wrapped, listOnly] = await Promise.all([
      explain('--case', JSON.stringify(body)),
      explain('--case', JSON.stringify({ infno: '4101', input: body })),
      explain('--case', JSON.stringify({ diseinfo: body.diseinfo })),
    ]);
    for (const { code, stdout } of [bare, wrapped]) {
      expect(code).toBe(0);
      expect(stdout).toContain('Case S1 ');
      expect(stdout).toContain('BR25');
    }
    expect(listOnly.code).toBe(0);
    expect(listOnly.stdout).toContain('principal diagnosis: I63.900');
  });

  test('every outcome explains itself, in agreement with the group', async () => {
    here.file(
      'all.ndjson',
      tinyRecords()
        .map((record) => `${JSON.stringify(record)}\n`)
        .join(''),
    );
    const runs = await Promise.all(
      TINY_CASES.map((_, row) => explain('--case', 'all.ndjson', '--row', String(row + 1), '--json')),
    );
    const found = runs.map(({ stdout }) => (JSON.parse(stdout) as { result: { status: string; drg?: string } }).result);
    expect(found.map(({ status, drg }) => `${status} ${drg ?? ''}`)).toEqual(TINY_CASES.map(({ expected }) => expected));
  });

  test.each([
    ['a row behind the end', ['--case', 'few.csv', '--row', '11'], 3, 'SERVER_CASE_NOT_FOUND', 'few.csv has no case number 11'],
    ['a second row of one case', ['--case', ONE, '--row', '2'], 3, 'SERVER_CASE_NOT_FOUND', '--case has no case number 2'],
    ['row 0', ['--case', 'few.csv', '--row', '0'], 2, 'SERVER_USAGE', '--row'],
    ['a row that is no number', ['--case', 'few.csv', '--row', '1.5'], 2, 'SERVER_USAGE', '--row'],
    ['JSON that is none', ['--case', '{"caseId":'], 3, 'SERVER_CASE_NOT_JSON', 'neither a JSON object nor a file'],
    ['a file that is not there', ['--case', 'none.csv'], 3, 'SERVER_CASE_NOT_JSON', 'none.csv'],
    ['a folder', ['--case', 'tables'], 3, 'INTAKE_FILE_UNREADABLE', 'tables'],
    [
      'an unknown scheme',
      ['--case', ONE, '--scheme', 'none'],
      4,
      'SERVER_SCHEME_UNKNOWN',
      'There is no scheme none. There are: ',
    ],
    ['no case', [], 2, 'SERVER_USAGE', '--case'],
  ])('%s', async (_, args, exit, error, words) => {
    here.file('few.csv', tinyCsv());
    const [english, chinese] = await Promise.all([explain(...args), explain(...args, '--lang', 'zh')]);
    for (const { code, stdout, stderr } of [english, chinese]) {
      expect({ code, stdout }).toEqual({ code: exit, stdout: '' });
      expect(stderr).toContain(`[${error}]`);
    }
    expect(english.stderr).toContain(words);
    expect(chinese.stderr).toMatch(/[\u4e00-\u9fff]{4}/);
  });
});
