import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../../reference-data/index.js';
import { EXIT_CODES } from '../../../server/cli/exit-codes.js';
import { run } from '../../command-line.js';
import { tinyCsv } from '../tiny-scheme.js';
import { Workplace } from '../tiny-workplace.js';

const here = new Workplace();

describe('dianzhi', () => {
  test('--version and --help of every command print to standard output and end with 0', async () => {
    const { version } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { version: string };
    expect(await here.dianzhi('--version')).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: '' });
    const commands = [
      [],
      ['group'],
      ['explain'],
      ['import'],
      ['import', 'drg-workbook'],
      ['import', 'drg-tables'],
      ['schemes'],
      ['check-scheme'],
      ['demo'],
    ];
    for (const { code, stdout, stderr } of await Promise.all(commands.map((words) => here.dianzhi(...words, '--help')))) {
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/^Usage: dianzhi/);
      expect(stdout).toMatch(/[\u4e00-\u9fff]/);
    }
    expect(await here.dianzhi('--lang', 'zh', 'help', 'group')).toMatchObject({ code: 0 });
  });

  test.each([
    ['no command', [], '没有给出命令', 'no command was given'],
    ['a command that is none', ['grup'], '没有命令 grup', "unknown command 'grup' (Did you mean group?)"],
    ['an import of nothing known', ['import', 'dip'], '没有命令 dip', "unknown command 'dip'"],
    ['an option that is none', ['schemes', '--all'], '没有选项 --all', "unknown option '--all'"],
    ['an option without its value', ['schemes', '--data'], '选项 --data <dir> 缺少值', "option '--data <dir>' argument missing"],
    [
      'a required option left out',
      ['group', '--input', 'a.csv'],
      '缺少必需的选项 --scheme <id>',
      "required option '--scheme <id>' not specified",
    ],
    ['an argument left out', ['check-scheme'], '缺少参数 id', "missing required argument 'id'"],
    ['an argument too many', ['schemes', 'more'], '参数过多', 'too many arguments'],
    [
      'a format that is none',
      ['group', '--input-format', 'xml'],
      '的值“xml”无效，可用：csv, ndjson, xlsx, 4101。',
      'Allowed choices are csv, ndjson, xlsx, 4101. ',
    ],
  ])('%s is wrong usage, told in both languages', async (_, words, zh, en) => {
    const [chinese, english] = await Promise.all([
      here.dianzhi(...words, '--lang', 'zh'),
      here.dianzhi(...words, '--lang', 'en'),
    ]);
    for (const { code, stdout, stderr } of [chinese, english]) {
      expect({ code, stdout }).toEqual({ code: EXIT_CODES.usage, stdout: '' });
      expect(stderr).toContain('[SERVER_USAGE]');
    }
    expect(chinese.stderr).toContain(`命令有误：`);
    expect(chinese.stderr).toContain(zh);
    expect(english.stderr).toContain(en);
  });

  test('a language that is none is wrong usage by option; by variable the locale decides', async () => {
    const [option, variable] = await Promise.all([
      here.dianzhi('--lang', 'fr', 'schemes'),
      here.run(['schemes', 'more'], { env: { DIANZHI_LANG: 'fr', LC_ALL: 'zh_CN.UTF-8' } }),
    ]);
    expect(option).toMatchObject({ code: EXIT_CODES.usage, stdout: '' });
    expect(option.stderr).toContain('zh, en');
    expect(variable.stderr).toContain('命令有误');
  });

  test('a fault of ours ends with 1 and says how to report it', async () => {
    // Nothing that a caller can do brings one about, so the runtime is broken from outside.
    const broken = `JSON.parse = () => { throw new TypeError('broken on purpose'); };`;
    const program = join(packageRoot(), 'dist', 'server', 'cli', 'main.js');
    const { code, stderr } = await run(
      process.execPath,
      ['--import', `data:text/javascript,${encodeURIComponent(broken)}`, program, 'check-scheme', 'tiny'],
      { env: { DIANZHI_DATA: here.data, DIANZHI_LANG: 'zh' } },
    );
    expect(code).toBe(EXIT_CODES.fault);
    expect(stderr).toMatch(/^程序内部错误，请连同以下内容报告：\n.*broken on purpose/);
  });

  test('a reader that closes the pipe early ends the run with 0 and no complaint', () => {
    here.file('long.csv', tinyCsv() + 'more,1,60,I63.900,,\n'.repeat(20_000));
    const command =
      '"$0" dist/server/cli/main.js group --scheme tiny --input "$1" --output - 2>"$2" | head -1; echo "${PIPESTATUS[0]}"';
    const { stdout } = spawnSync('bash', ['-c', command, process.execPath, here.path('long.csv'), here.path('complaint')], {
      cwd: packageRoot(),
      env: { ...process.env, LANG: 'C', DIANZHI_DATA: here.data },
      encoding: 'utf8',
    });
    expect(stdout).toMatch(/^caseId,status,[^\n]*\n0\n$/);
    expect(here.text('complaint')).toBe('');
  });

  test('nobody listening on standard error does not stop the work', () => {
    here.file('unheard.csv', tinyCsv());
    const command =
      '("$0" dist/server/cli/main.js group --scheme tiny --input "$1" --output "$2"; echo "$?" >"$3") 2>&1 | true; sleep 1';
    const files = ['unheard.csv', 'unheard-out.csv', 'unheard-code'].map((name) => here.path(name));
    spawnSync('bash', ['-c', command, process.execPath, ...files], {
      cwd: packageRoot(),
      env: { ...process.env, DIANZHI_DATA: here.data },
    });
    expect(here.rows('unheard-out.csv')).toHaveLength(10);
    expect(here.text('unheard-code')).toBe('0\n');
  });
});
