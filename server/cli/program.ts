import { Command, Option } from 'commander';
import { DIP_OPERATORS, PROCEDURE_CODE_READINGS } from '../../reference-data/index.js';
import { RESULT_FORMATS } from '../grouping/result-rows.js';
import { buildDirectoryCommand, type BuildDirectoryOptions } from './commands/build-directory.js';
import { checkPolicyCommand, type CheckPolicyOptions } from './commands/check-policy.js';
import { checkScheme, type CheckSchemeOptions } from './commands/check-scheme.js';
import { demo } from './commands/demo.js';
import { explain, type ExplainOptions } from './commands/explain.js';
import { group, type GroupOptions } from './commands/group.js';
import { importDip, importDipDirectory, type ImportDipDirectoryOptions } from './commands/import-dip.js';
import { importDrg, type ImportDrgOptions } from './commands/import-drg.js';
import type { ImportOptions } from './commands/import-steps.js';
import { price, type PriceOptions } from './commands/price.js';
import { EVIDENCE_GRADES, importWeightsCommand, type ImportWeightsOptions } from './commands/import-weights.js';
import { schemes } from './commands/schemes.js';
import {
  AMENDMENT,
  collected,
  DATA,
  EITHER_POLICY,
  ENCODING,
  FIRST_STAY,
  inputFormat,
  PAYMENT_POLICY,
  POLICY,
  purpose,
  threadCount,
  wholeNumber,
} from './common-options.js';
import type { CommandContext } from './console.js';
import { policyPath } from '../pricing/policy-path.js';
import { defineBill } from './define-bill.js';
import { defineServe } from './define-serve.js';
import { defineSettle } from './define-settle.js';
import { defineOversight } from './define-oversight.js';
import { defineReview } from './define-review.js';
import { defineSimulate } from './define-simulate.js';
import { defineWhatIf } from './define-what-if.js';
import { packageVersion } from './package-version.js';

/** The command line: every command with its options. */
export function createProgram(context: CommandContext): Command {
  const program = new Command('dianzhi')
    .description('点值：按DRG方案对出院病例分组并说明理由 | groups discharges under DRG schemes, with the reasons')
    .version(packageVersion())
    .addOption(new Option('--lang <language>', '语言 | language of messages (DIANZHI_LANG)').choices(['zh', 'en']))
    .showSuggestionAfterError()
    .configureOutput({ outputError: () => undefined })
    .exitOverride();

  program
    .command('group')
    .description('对病例文件分组 | group a file of discharges')
    .requiredOption('--scheme <id>', '分组方案 | scheme')
    .requiredOption('--input <file>', '病例文件，- 为标准输入 | cases, - for standard input')
    .requiredOption('--output <file>', '结果文件，- 为标准输出 | results, - for standard output')
    .addOption(inputFormat())
    .addOption(new Option('--output-format <format>', '输出格式 | output format (by ending)').choices(RESULT_FORMATS))
    .option(...ENCODING)
    .option('--weights <file>', '权重CSV（drg,relativeWeight），用于CMI | relative weights for the CMI')
    .option('--threads <n>', '工作线程数，1为不用工作线程 | worker threads, 1 for none (one for each core)', threadCount)
    .option('--resume', '接着中断的运行继续 | go on where a stopped run of the same work has come to')
    .option(...POLICY)
    .option(...AMENDMENT)
    .option(...DATA)
    .option('--json', '以JSON输出汇总 | print the summary as JSON')
    .action((options: GroupOptions) => group(options, context));

  program
    .command('price')
    .description('按支付政策计价 | price a file of cases under a payment policy')
    .requiredOption(...PAYMENT_POLICY)
    .requiredOption('--input <file>', '已分组或未分组的病例，- 为标准输入 | cases, grouped or not, - for standard input')
    .requiredOption('--output <file>', '结果文件，- 为标准输出 | results, - for standard output')
    .option('--scheme <id>', '分组方案；未分组的病例边分组边计价 | scheme; cases without a group are grouped on the way')
    .option('--breakdown <file>', '逐例计算依据（NDJSON） | every line and number of every case, as NDJSON')
    .addOption(purpose('settlement'))
    .option('--on <date>', '全部按当日政策计价 | price every case under the policy of this day, YYYY-MM-DD')
    .option(...FIRST_STAY)
    .option('--grouping-policy <file>', 'DIP分组政策（YAML） | how the region chooses between groups, for DIP')
    .addOption(inputFormat())
    .addOption(new Option('--output-format <format>', '输出格式 | output format (by ending)').choices(RESULT_FORMATS))
    .option(...ENCODING)
    .option('--threads <n>', '工作线程数，1为不用工作线程 | worker threads, 1 for none (one for each core)', threadCount)
    .option(...AMENDMENT)
    .option(...DATA)
    .option('--json', '以JSON输出汇总 | print the summary as JSON')
    .action((options: PriceOptions) => price(options, context));

  program
    .command('explain')
    .description('说明一个病例为何入此组、如何支付 | why a case falls into its group, and how it is paid')
    .requiredOption('--scheme <id>', '分组方案 | scheme')
    .requiredOption('--case <json|file>', '病例JSON或文件 | a case as JSON, or a file of cases')
    .option('--row <n>', '文件中的第几个病例 | which case of the file', wholeNumber, 1)
    .addOption(inputFormat())
    .option(...ENCODING)
    .option(...EITHER_POLICY)
    .addOption(purpose('estimate'))
    .option('--on <date>', '按当日政策计价 | price under the policy of this day, YYYY-MM-DD')
    .option(...FIRST_STAY)
    .option(...AMENDMENT)
    .option(...DATA)
    .option('--json', '输出JSON | print the evidence as JSON')
    .action((options: ExplainOptions) => explain(options, context));

  defineBill(program, context);
  defineWhatIf(program, context);
  defineSettle(program, context);
  defineServe(program, context);
  defineOversight(program, context);
  defineReview(program, context);
  defineSimulate(program, context);

  const imports = program.command('import').description('导入分组方案、权重 | import a scheme, or weights');
  const importing = (name: string, description: string, newbornWeight: 'admission' | 'birth') =>
    imports
      .command(`${name} <path>`)
      .description(description)
      .requiredOption('--id <id>', '方案标识 | identifier, 1-64 of A-Z a-z 0-9 . _ + -')
      .option('--name <text>', '名称 | name')
      .option('--edition <text>', '版本 | edition, such as 3.0')
      .addOption(
        new Option('--newborn-weight <which>', '新生儿体重取值 | which weight of a newborn is compared')
          .choices(['admission', 'birth'])
          .default(newbornWeight),
      )
      .option('--effective-from <date>', '施行日期 | first day in force, YYYY-MM-DD')
      .option('--source <text>', '发文机关、文号 | issuer and document')
      .option('--replace', '覆盖同名方案 | replace a scheme of this identifier')
      .option(...DATA)
      .option('--json', '输出JSON | print the manifest and warnings as JSON');
  const importingDrg = (name: string, description: string, from: 'workbook' | 'tables') =>
    importing(name, description, 'admission')
      .addOption(
        new Option('--when-no-drg-row <what>', 'ADRG内无DRG行符合时 | when no DRG row of a matched ADRG holds')
          .choices(['adrg', 'next'])
          .default('adrg'),
      )
      .action((path: string, options: ImportDrgOptions) => importDrg(from, path, options, context));
  importingDrg('drg-workbook', '国家DRG配置工作簿 | a workbook laid out as the national DRG configuration workbook', 'workbook');
  importingDrg('drg-tables', '六个CSV表的文件夹 | a folder of six CSV tables', 'tables');
  importing('dip-workbook', '国家DIP分组方案工作簿 | a workbook laid out as the national DIP directory', 'birth').action(
    (path: string, options: ImportOptions) => importDip('workbook', path, options, context),
  );
  importing('dip-tables', 'DIP分组方案TSV表的文件夹 | a folder of TSV tables of a DIP directory', 'birth').action(
    (path: string, options: ImportOptions) => importDip('tables', path, options, context),
  );
  importing('dip-directory', '地方公布的DIP目录（CSV或XLSX） | a DIP directory as a region publishes it', 'birth')
    .requiredOption('--region <code>', '统筹区六位区划代码 | region, six digits')
    .option('--columns <map>', '列对应：YAML文件或 diagnosis=主诊断代码,... | map of columns: YAML file or words')
    .addOption(
      new Option('--operators <how>', '“任一”“同时”的写法 | how any and all are written (by the signs of the file)').choices(
        DIP_OPERATORS,
      ),
    )
    .addOption(
      new Option(
        '--procedure-codes <how>',
        '短手术码：还原前后的零、作前缀、照原样 | short procedure codes: zeros were lost, prefixes, as they are',
      )
        .choices(PROCEDURE_CODE_READINGS)
        .default('restore'),
    )
    .action((path: string, options: ImportDipDirectoryOptions) => importDipDirectory(path, options, context));

  imports
    .command('weights <path>')
    .description('导入权重、分值与次均费用（CSV或XLSX） | weights, points and mean charges as a region publishes them')
    .requiredOption('--scheme <id>', '分组方案 | scheme')
    .requiredOption(...PAYMENT_POLICY)
    .option('--source <key>', '政策sources中的文件 | document, by its key among the sources of the policy')
    .option('--clause <text>', '条款、附件 | clause or annex of the document')
    .addOption(new Option('--evidence <grade>', '依据等级 | grade (that of the document)').choices(EVIDENCE_GRADES))
    .option('--effective-from <date>', '施行日期 | first day in force (that of the policy), YYYY-MM-DD')
    .option(...DATA)
    .option('--json', '输出JSON | print the manifest and warnings as JSON')
    .action((path: string, options: ImportWeightsOptions) => importWeightsCommand(path, options, context));

  program
    .command('schemes')
    .description('列出可用方案 | list the schemes')
    .option(...DATA)
    .option('--json', '输出JSON | print as JSON')
    .action((options: { readonly data?: string; readonly json?: boolean }) => schemes(options, context));

  program
    .command('check-scheme <id>')
    .description('检查方案 | report what is wrong or odd about a scheme')
    .option(...AMENDMENT)
    .option(...DATA)
    .option('--json', '输出JSON | print as JSON')
    .action((id: string, options: CheckSchemeOptions) => checkScheme(id, options, context));

  program
    .command('check-policy')
    .description('检查支付政策 | report what is wrong or odd about a payment policy')
    .argument('[file]', '支付政策（YAML），或随附地区如demo-dip | payment policy, or a region that ships', policyPath)
    .option('--on <date>', '显示当日生效的政策 | show the policy in force on a day, YYYY-MM-DD')
    .option('--schema', '输出政策的JSON Schema | print the JSON Schema of policies')
    .option('--json', '输出JSON | print as JSON')
    .action((file: string | undefined, options: CheckPolicyOptions) => checkPolicyCommand(file, options, context));

  program
    .command('build-directory')
    .description('用历年病例编制本地DIP目录 | build a local DIP directory from discharges of some years')
    .requiredOption('--input <file>', '病例文件，可多次 | discharges, repeatable', collected)
    .requiredOption('--years <list>', '年份 | calendar years, such as 2023,2024,2025')
    .requiredOption('--policy <file>', '编制政策YAML | choices of the region')
    .requiredOption('--output <dir>', '输出目录 | folder for directory, evidence and report')
    .option('--library <id>', '国家病种库 | DIP scheme to group with first')
    .option('--previous <id>', '上一版目录 | DIP scheme to compare with')
    .option('--attributes <file>', '手术操作治疗方式表 | treatment attributes of procedures')
    .option('--names <file>', '编码名称CSV（code,name），可多次 | names of codes, repeatable', collected, [])
    .option('--id <id>', '目录标识 | identifier of the directory', 'local-dip')
    .option('--demonstration', '标记为演示 | mark as demonstration, never for payment')
    .option(...ENCODING)
    .option(...DATA)
    .option('--json', '以JSON输出报告 | print the report as JSON')
    .action((options: BuildDirectoryOptions) => buildDirectoryCommand(options, context));

  program
    .command('demo')
    .description('演示：生成病例，分组并结算全年 | demonstration: generate cases, group them, settle their year')
    .option('--output <dir>', '输出目录 | folder for the files', 'demo-output')
    .option('--count <n>', '病例数 | number of cases', wholeNumber, 3000)
    .option('--seed <n>', '随机种子 | seed', wholeNumber, 20260101)
    .action((options: { readonly output: string; readonly count: number; readonly seed: number }) => demo(options, context));

  return program;
}
