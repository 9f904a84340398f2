import { Command, Option } from 'commander';
import { policyPath } from '../pricing/policy-path.js';
import type { BuildDirectoryOptions } from './commands/build-directory.js';
import type { CheckPolicyOptions } from './commands/check-policy.js';
import type { CheckSchemeOptions } from './commands/check-scheme.js';
import type { ExplainOptions } from './commands/explain.js';
import type { GroupOptions } from './commands/group.js';
import type { PriceOptions } from './commands/price.js';
import {
  AMENDMENT,
  collected,
  DATA,
  EITHER_POLICY,
  ENCODING,
  FIRST_STAY,
  inputFormat,
  outputFormat,
  PAYMENT_POLICY,
  POLICY,
  purpose,
  THREADS,
  wholeNumber,
} from './common-options.js';
import type { CommandContext } from './console.js';
import { defineBill } from './define-bill.js';
import { defineImport } from './define-import.js';
import { defineOversight } from './define-oversight.js';
import { defineReview } from './define-review.js';
import { defineServe } from './define-serve.js';
import { defineSettle } from './define-settle.js';
import { defineSimulate } from './define-simulate.js';
import { defineWhatIf } from './define-what-if.js';
import { packageVersion } from './package-version.js';

/**
 * The command line: every command with its options.
 *
 * What a command runs is loaded when it runs, so that none waits for the others: of `./commands/` the definitions import types alone.
 */
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
    .addOption(outputFormat())
    .option(...ENCODING)
    .option('--weights <file>', '权重CSV（drg,relativeWeight），用于CMI | relative weights for the CMI')
    .option(...THREADS)
    .option('--resume', '接着中断的运行继续 | go on where a stopped run of the same work has come to')
    .option(...POLICY)
    .option(...AMENDMENT)
    .option(...DATA)
    .option('--json', '以JSON输出汇总 | print the summary as JSON')
    .action(async (options: GroupOptions) => (await import('./commands/group.js')).group(options, context));

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
    .addOption(outputFormat())
    .option(...ENCODING)
    .option(...THREADS)
    .option(...AMENDMENT)
    .option(...DATA)
    .option('--json', '以JSON输出汇总 | print the summary as JSON')
    .action(async (options: PriceOptions) => (await import('./commands/price.js')).price(options, context));

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
    .action(async (options: ExplainOptions) => (await import('./commands/explain.js')).explain(options, context));

  defineBill(program, context);
  defineWhatIf(program, context);
  defineSettle(program, context);
  defineServe(program, context);
  defineOversight(program, context);
  defineReview(program, context);
  defineSimulate(program, context);
  defineImport(program, context);

  program
    .command('schemes')
    .description('列出可用方案 | list the schemes')
    .option(...DATA)
    .option('--json', '输出JSON | print as JSON')
    .action(async (options: { readonly data?: string; readonly json?: boolean }) =>
      (await import('./commands/schemes.js')).schemes(options, context),
    );

  program
    .command('check-scheme <id>')
    .description('检查方案 | report what is wrong or odd about a scheme')
    .option(...AMENDMENT)
    .option(...DATA)
    .option('--json', '输出JSON | print as JSON')
    .action(async (id: string, options: CheckSchemeOptions) =>
      (await import('./commands/check-scheme.js')).checkScheme(id, options, context),
    );

  program
    .command('check-policy')
    .description('检查支付政策 | report what is wrong or odd about a payment policy')
    .argument('[file]', '支付政策（YAML），或随附地区如demo-dip | payment policy, or a region that ships', policyPath)
    .option('--on <date>', '显示当日生效的政策 | show the policy in force on a day, YYYY-MM-DD')
    .option('--schema', '输出政策的JSON Schema | print the JSON Schema of policies')
    .option('--json', '输出JSON | print as JSON')
    .action(async (file: string | undefined, options: CheckPolicyOptions) =>
      (await import('./commands/check-policy.js')).checkPolicyCommand(file, options, context),
    );

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
    .action(async (options: BuildDirectoryOptions) =>
      (await import('./commands/build-directory.js')).buildDirectoryCommand(options, context),
    );

  program
    .command('demo')
    .description('演示：生成病例，分组并结算全年 | demonstration: generate cases, group them, settle their year')
    .option('--output <dir>', '输出目录 | folder for the files', 'demo-output')
    .option('--count <n>', '病例数 | number of cases', wholeNumber, 3000)
    .option('--seed <n>', '随机种子 | seed', wholeNumber, 20260101)
    .action(async (options: { readonly output: string; readonly count: number; readonly seed: number }) =>
      (await import('./commands/demo.js')).demo(options, context),
    );

  return program;
}
