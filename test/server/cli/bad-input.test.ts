import { spawnSync } from 'node:child_process';
import { linkSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { PROGRAM } from '../../command-line.js';
import { tinyCsv, writeWorkbook } from '../tiny-scheme.js';
import { outcomes, Workplace } from '../tiny-workplace.js';

const here = new Workplace();
const HEADER = 'caseId,sex,ageYears,principalDiagnosis,admissionDate';
const OLD_WORKBOOK = Buffer.from('d0cf11e0a1b11ae1'.padEnd(1024, '0'), 'hex');

/** What a run must have left behind: nothing new, and nothing under a working name. */
function nothingNew(before: readonly string[]): void {
  expect(here.names()).toEqual(before);
}

describe('a case file that cannot be read: exit 3, what and where and what to do, no output', () => {
  test.each([
    ['a file that is not there', 'none.csv', undefined, 'INTAKE_FILE_UNREADABLE', 'no such file', 'Check the path'],
    ['an empty file', 'empty.csv', '', 'INTAKE_FILE_EMPTY', 'is empty', 'Export it again'],
    [
      'a picture',
      'picture.csv',
      Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
      'INTAKE_FILE_BINARY',
      'at byte 8',
      'Save it as',
    ],
    [
      'bytes of no encoding',
      'bytes.csv',
      Buffer.from(`${HEADER}\n\xff\xfe\xff\xff\x80`, 'latin1'),
      'INTAKE_FILE_BINARY',
      'bytes.csv',
      'Save it as',
    ],
    ['no known header', 'letter.csv', 'Dear all,\nhere are our cases.\n', 'INTAKE_NO_HEADER', 'Dear all', 'A header names'],
    ['a folder', 'tables', undefined, 'INTAKE_FILE_UNREADABLE', 'it is a folder', 'Check the path'],
    ['an XLS', 'old.xls', OLD_WORKBOOK, 'REFERENCE_DATA_NOT_A_SPREADSHEET', 'old .xls format', 'Save it as XLSX'],
    ['an XLS named .csv', 'old.csv', OLD_WORKBOOK, 'REFERENCE_DATA_NOT_A_SPREADSHEET', 'old .xls format', 'Save it as XLSX'],
    ['two sets of column names', 'two.csv', 'BAH,C03C,ABC01C\n', 'REFERENCE_DATA_TWO_DIALECTS', 'two.csv', 'Keep'],
  ])('%s', async (_, name, content, error, what, remedy) => {
    if (content !== undefined) here.file(name, content);
    const before = here.names();
    const { code, stdout, stderr } = await here.groupHere(name, 'never.csv');
    expect({ code, stdout, stderr }).toMatchObject({ code: 3, stdout: '' });
    for (const part of [`[${error}]`, name, what, remedy]) expect(stderr).toContain(part);
    nothingNew(before);
  });

  test('a workbook that is cut short, one without cases, and a text named .xlsx', async () => {
    const whole = readFileSync(await writeWorkbook(here.path('scheme.xlsx')));
    here.file('cut.xlsx', whole.subarray(0, whole.length / 2));
    here.file('text.xlsx', 'this is no workbook\n');
    const before = here.names();
    const [cut, scheme, text, imported] = await Promise.all([
      here.groupHere('cut.xlsx', 'never.csv'),
      here.groupHere('scheme.xlsx', 'never.csv'),
      here.groupHere('text.xlsx', 'never.csv'),
      here.dianzhiHere('import', 'drg-workbook', 'cut.xlsx', '--id', 'cut'),
    ]);
    expect([cut.code, scheme.code, text.code, imported.code]).toEqual([3, 3, 3, 3]);
    expect(cut.stderr).toContain('the archive is cut short');
    expect(scheme.stderr).toContain('[INTAKE_NO_HEADER]');
    expect(imported.stderr).toContain('the archive is cut short');
    nothingNew(before);
  });
});

test('the same is told in Chinese', async () => {
  here.file('nothing.csv', '');
  const { code, stderr } = await here.groupHere('nothing.csv', 'never.csv', '--lang', 'zh');
  expect({ code, stderr }).toEqual({
    code: 3,
    stderr: '病例文件 nothing.csv 是空的。请重新导出；CSV 和 XLSX 至少要有表头。 [INTAKE_FILE_EMPTY]\n',
  });
});

describe('a row that cannot be read: a result row with its reason, and the run goes on', () => {
  test('each row keeps its place and says why it is invalid', async () => {
    const lines: readonly (readonly [why: string, line: string, reason: string])[] = [
      ['sex 3', 'x,3,60,I63.900,', 'sex-not-1-or-2:3'],
      ['age -1', 'x,1,-1,I63.900,', 'age-out-of-range:-1'],
      ['age 151', 'x,1,151,I63.900,', 'age-out-of-range:151'],
      ['an age that is no number', 'x,1,sixty,I63.900,', ':sixty'],
      ['a date that is none', 'x,1,60,I63.900,2026-02-30', 'field-unreadable:admissionDate=2026-02-30'],
      ['a cell too many', 'x,1,60,I63.900,,more', 'record-unreadable'],
      ['a short row', 'x,1', 'age-missing'],
      ['no identifier', ',1,60,I63.900,', 'case-id-missing'],
      ['no age in days under one year', 'x,1,0,I63.900,', 'age-days-missing'],
      ['a quote never closed', 'x,1,60,"I63.900,', 'record-unreadable'],
    ];
    here.file('rows.csv', [HEADER, ...lines.flatMap(([, line]) => [line, 'good,1,60,I63.900,']), ''].join('\n'));
    const { code, stdout } = await here.groupHere('rows.csv', 'rows-out.csv', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ rows: 20, status: { grouped: 10, invalid: 10 } });
    const rows = here.rows('rows-out.csv');
    expect(outcomes(rows)).toEqual(lines.flatMap(() => ['invalid ', 'grouped BR25']));
    for (const [place, [why, , reason]] of lines.entries()) {
      expect({ why, reasons: rows[2 * place]!['reasons'] }).toEqual({ why, reasons: expect.stringContaining(reason) as string });
    }
  });

  test('an unknown code is a reason and makes no case invalid', async () => {
    here.file(
      'codes.csv',
      'caseId,sex,ageYears,principalDiagnosis,secondaryDiagnoses\na,1,60,I63.900,X00.000|E11.900\nb,1,60,nonsense,\n',
    );
    expect((await here.groupHere('codes.csv', 'codes-out.csv')).code).toBe(0);
    expect(outcomes(here.rows('codes-out.csv'))).toEqual(['grouped BR23', 'ungrouped 0000']);
    expect(here.rows('codes-out.csv').map(({ reasons }) => reasons)).toEqual([
      'unknown-diagnosis:X00.000',
      expect.stringMatching(/^principal-diagnosis-unknown\|unknown-diagnosis:/) as string,
    ]);
  });

  test('NDJSON with broken lines: each is a row, in its place', async () => {
    const good = '{"caseId":"a","sex":1,"ageYears":60,"principalDiagnosis":"I63.900"}';
    here.file('broken.ndjson', `${good}\n{"caseId":"b",\n[1]\nnull\n"text"\n${good}\n`);
    for (const output of ['broken.csv', 'broken-out.ndjson']) {
      const { code, stdout } = await here.groupHere('broken.ndjson', output, '--json');
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({
        rows: 6,
        status: { grouped: 2, invalid: 4 },
        reasons: { 'record-unreadable': 4 },
      });
    }
    expect(outcomes(here.rows('broken.csv'))).toEqual(['grouped BR25', ...Array<string>(4).fill('invalid '), 'grouped BR25']);
  });

  test('a header and no row gives a header and no row', async () => {
    here.file('header.csv', `${HEADER}\n`);
    const { code, stdout } = await here.groupHere('header.csv', 'header-out.csv', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ rows: 0 });
    expect(here.text('header-out.csv').split('\n')).toEqual([expect.stringContaining('caseId,status') as string, '']);
  });
});

describe('an output that cannot be written: exit 2, and nothing half-written', () => {
  test.each([
    ['the input itself', 'cases.csv', 'SERVER_OUTPUT_IS_INPUT'],
    ['the input by another spelling', '../here/cases.csv', 'SERVER_OUTPUT_IS_INPUT'],
    ['a link to the input', 'soft.csv', 'SERVER_OUTPUT_IS_INPUT'],
    ['another name of the input', 'hard.csv', 'SERVER_OUTPUT_IS_INPUT'],
    ['a folder that is not there', 'nowhere/out.csv', 'SERVER_OUTPUT_UNWRITABLE'],
    ['a folder', 'folder.csv', 'SERVER_OUTPUT_UNWRITABLE'],
    ['a file for a folder', 'cases.csv/out.csv', 'SERVER_OUTPUT_UNWRITABLE'],
    ['an ending of no format', 'out.xlsx', 'SERVER_OPTION_INVALID'],
    ['no ending', 'out', 'SERVER_OPTION_INVALID'],
  ])('%s', async (_, output, error) => {
    const cwd = here.path('here');
    mkdirSync(here.path('here/folder.csv'), { recursive: true });
    writeFileSync(`${cwd}/cases.csv`, tinyCsv());
    for (const [make, name] of [
      [symlinkSync, 'soft.csv'],
      [linkSync, 'hard.csv'],
    ] as const) {
      try {
        make(`${cwd}/cases.csv`, `${cwd}/${name}`);
      } catch {
        // It stands there from the row before.
      }
    }
    const { code, stderr } = await here.run(['group', '--scheme', 'tiny', '--input', 'cases.csv', '--output', output], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain(`[${error}]`);
    expect(stderr).toContain(output);
    expect(readFileSync(`${cwd}/cases.csv`, 'utf8')).toBe(tinyCsv());
    expect(spawnSync('find', [cwd, '-name', '*partial*'], { encoding: 'utf8' }).stdout).toBe('');
  });

  test('a link that is the input does not let its file be overwritten', async () => {
    const text = tinyCsv();
    here.file('target.csv', text);
    symlinkSync('target.csv', here.path('pointer.csv'));
    const { code } = await here.group('pointer.csv', 'target.csv');
    expect(code).toBe(2);
    expect(here.text('target.csv')).toBe(text);
  });

  test('a disk that is full while the rows are written leaves the file that stood there', () => {
    here.file('many.csv', `caseId,sex,ageYears,principalDiagnosis\n${'m,1,60,I63.900\n'.repeat(5000)}`);
    here.file('many-out.csv', 'what stood there before');
    const before = here.names();
    // A bound on the size of files stops a write midway as a full disk does. Unit: blocks of 1024 bytes.
    const { status, stderr } = spawnSync(
      'bash',
      [
        '-c',
        'ulimit -f 100; exec "$0" "$@"',
        process.execPath,
        PROGRAM,
        'group',
        '--scheme',
        'tiny',
        '--input',
        'many.csv',
        '--output',
        'many-out.csv',
        '--lang',
        'zh',
      ],
      { cwd: here.folder, env: { ...process.env, DIANZHI_DATA: here.data }, encoding: 'utf8' },
    );
    expect(status).toBe(2);
    expect(stderr).toContain('无法写入 many-out.csv');
    expect(here.text('many-out.csv')).toBe('what stood there before');
    nothingNew(before);
  });

  test.runIf(process.platform === 'linux')('a full device as standard output is told, for rows and for lists', () => {
    here.file('full.csv', tinyCsv());
    for (const words of ['group --scheme tiny --input full.csv --output -', 'schemes', 'check-scheme tiny --json']) {
      const { status, stderr } = spawnSync('bash', ['-c', `"$0" "$1" ${words} > /dev/full`, process.execPath, PROGRAM], {
        cwd: here.folder,
        env: { ...process.env, LANG: 'C', DIANZHI_DATA: here.data },
        encoding: 'utf8',
      });
      expect(status).toBe(2);
      expect(stderr).toBe(
        '- cannot be written: 磁盘已满 (the disk is full). Check folder, permission and disk space; nothing incomplete stands under that name. [SERVER_OUTPUT_UNWRITABLE]\n',
      );
    }
  });

  test.skipIf(process.platform === 'win32')('a named pipe is written to and stays one', () => {
    here.file('piped.csv', tinyCsv());
    const command =
      'mkfifo pipe.csv && { cat pipe.csv > got.csv & "$0" "$1" group --scheme tiny --input piped.csv --output pipe.csv; wait; test -p pipe.csv; }';
    const { status } = spawnSync('bash', ['-c', command, process.execPath, PROGRAM], {
      cwd: here.folder,
      env: { ...process.env, DIANZHI_DATA: here.data },
      timeout: 20_000,
    });
    expect(status).toBe(0);
    expect(here.rows('got.csv')).toHaveLength(10);
  });
});

describe('other files and words that cannot be used', () => {
  test.each([
    ['an unknown scheme', ['--scheme', 'none'], 4, 'SERVER_SCHEME_UNKNOWN', 'none'],
    ['an unknown encoding', ['--encoding', 'latin1'], 2, 'INTAKE_ENCODING_UNKNOWN', 'latin1'],
    ['the wrong encoding', ['--encoding', 'utf-8'], 3, 'INTAKE_FILE_BINARY', 'gbk.csv'],
    ['an amendment that is not there', ['--amendment', 'none.yaml'], 3, 'REFERENCE_DATA_FILE_UNREADABLE', 'none.yaml'],
    ['weights that are not there', ['--weights', 'none.csv'], 3, 'REFERENCE_DATA_FILE_UNREADABLE', 'none.csv'],
    ['weights without their header', ['--weights', 'no-header.csv'], 3, 'SERVER_WEIGHTS_INVALID', 'line 1'],
    ['a weight of zero', ['--weights', 'zero.csv'], 3, 'SERVER_WEIGHTS_INVALID', 'line 3'],
    ['a weight for no group', ['--weights', 'no-group.csv'], 3, 'SERVER_WEIGHTS_INVALID', 'line 2'],
  ])('%s', async (_, more, exit, error, words) => {
    here.file('gbk.csv', Buffer.from('caseId,principalDiagnosis,\xb1\xb8\xd7\xa2\na,I63.900,\xbc\xd7\n', 'latin1'));
    here.file('no-header.csv', 'BR25,1.0\n');
    here.file('zero.csv', 'drg,relativeWeight\nBR25,1\nBR23,0\n');
    here.file('no-group.csv', 'relativeWeight,drg\n1.0\n');
    const before = here.names();
    const { code, stdout, stderr } = await here.groupHere('gbk.csv', 'never.csv', ...more);
    expect({ code, stdout, stderr }).toMatchObject({ code: exit, stdout: '' });
    expect(stderr).toContain(`[${error}]`);
    expect(stderr).toContain(words);
    nothingNew(before);
  });

  test.each(['0', '65', '1000', '-1', '1.5', 'x', ''])('%j threads', async (threads) => {
    here.file('threads.csv', tinyCsv());
    const before = here.names();
    const { code, stdout, stderr } = await here.groupHere('threads.csv', 'never.csv', `--threads=${threads}`);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('a whole number from 1 to 64');
    nothingNew(before);
  });

  test.each([
    ['a workbook that is not there', ['drg-workbook', 'none.xlsx'], 'no such file'],
    ['a folder for a workbook', ['drg-workbook', 'tables'], 'it is a folder'],
    ['a file for a folder of tables', ['drg-tables', 'tables/mdc.csv'], 'it is no folder'],
    ['an XLS', ['drg-workbook', 'scheme.xls'], 'old .xls format'],
  ])('import: %s', async (_, words, what) => {
    here.file('scheme.xls', OLD_WORKBOOK);
    const { code, stderr } = await here.dianzhiHere('import', ...words, '--id', 'never');
    expect(code).toBe(3);
    expect(stderr).toContain(what);
    expect(stderr).toContain(words[1]);
  });
});
