import type { Command } from 'commander';
import type { BudgetOptions } from './commands/budget.js';
import type { PrepayOptions } from './commands/settle-prepay.js';
import type { SettleCommandOptions } from './commands/settle.js';
import type { VerifyOptions } from './commands/settle-verify.js';
import {
  AMENDMENT,
  ASSESSMENT,
  AUDITS,
  collected,
  CORRECTIONS,
  DATA,
  ENCODING,
  FIRST_STAY,
  HOSPITALS,
  inputFormat,
  PAYMENT_POLICY,
  REVIEW,
  THREADS,
  UNDECIDED,
} from './common-options.js';
import type { CommandContext } from './console.js';

const CASES: [string, string, typeof collected] = ['--cases <file...>', '病例文件，可多个 | files of cases', collected];
const LATE_CASES: [string, string, typeof collected] = [
  '--late-cases <file...>',
  '此前月份的补报病例 | late cases of earlier months of the year',
  collected,
];
const BUDGET: [string, string] = ['--budget <file>', '年度预算（YAML） | budget of the year'];
const PREVIOUS: [string, string, typeof collected] = [
  '--previous <run...>',
  '此前的结算结果 | runs that were settled before',
  collected,
];
const PREPAYMENTS: [string, string] = ['--prepayments <file>', '预付金（CSV） | what was prepaid'];
const GROUPING: [string, string] = [
  '--grouping-policy <file>',
  'DIP分组政策（YAML） | how the region chooses between groups, for DIP',
];
/** Defines `dianzhi settle` and `dianzhi budget`. */
export function defineSettle(program: Command, context: CommandContext): void {
  const settle = program.command('settle').description('月度预结算、年度清算 | settle a month, clear a year');
  const settling = (name: string, description: string) =>
    settle
      .command(name)
      .description(description)
      .requiredOption(...PAYMENT_POLICY)
      .requiredOption(...CASES)
      .requiredOption(...BUDGET)
      .requiredOption('--output <run>', '结果文件夹，不得已存在 | folder of the run, which may not stand yet')
      .option('--scheme <id>', '分组方案；未分组的病例边分组边结算 | scheme; cases without a group are grouped on the way')
      .option(...PREVIOUS)
      .option(...CORRECTIONS)
      .option(...HOSPITALS)
      .option(...PREPAYMENTS)
      .option(...REVIEW)
      .option(...UNDECIDED)
      .option(...GROUPING)
      .option(...FIRST_STAY)
      .addOption(inputFormat())
      .option(...ENCODING)
      .option(...THREADS)
      .option(...AMENDMENT)
      .option(...DATA)
      .option('--dry-run', '只核对，不写结果 | say what would be, write nothing')
      .option('--json', '以JSON输出汇总 | print the summary as JSON');
  settling('month', '月度预结算 | settle a month in advance of the year')
    .requiredOption('--month <month>', '月份 | month, YYYY-MM')
    .option(...LATE_CASES)
    .action(async (options: SettleCommandOptions) =>
      (await import('./commands/settle.js')).settleCommand('month', options, context),
    );
  settling('year', '年度清算 | clear a year')
    .requiredOption('--year <year>', '年度 | year, YYYY')
    .option('--months <run...>', '各月结算结果 | runs of the months', collected)
    .option('--without-months', '全年未预拨 | nothing of the year was paid in advance')
    .option(...ASSESSMENT)
    .option(...AUDITS)
    .action(async (options: SettleCommandOptions) =>
      (await import('./commands/settle.js')).settleCommand('year', options, context),
    );

  settle
    .command('prepay <accounts>')
    .description('年初预付金：能否预付，各机构预付多少 | what hospitals are prepaid for the year, where the fund may')
    .requiredOption(...PAYMENT_POLICY)
    .requiredOption('--on <date>', '申请日期 | day on which it is asked for, YYYY-MM-DD')
    .requiredOption(
      '--runs <run...>',
      '此前年度的清算结果，或其十二个月的结果 | runs of the years before, or of all their months',
      collected,
    )
    .requiredOption('--output <file>', '预付金（CSV），供 --prepayments 使用 | prepayments as CSV, for --prepayments')
    .action(async (accounts: string, options: PrepayOptions) =>
      (await import('./commands/settle-prepay.js')).prepayCommand(accounts, options, context),
    );

  settle
    .command('verify <run>')
    .description('重算并逐字节核对 | recompute a run and say whether every byte agrees')
    .option(...PAYMENT_POLICY)
    .option(...CASES)
    .option(...BUDGET)
    .option(...LATE_CASES)
    .option(...PREVIOUS)
    .option(...CORRECTIONS)
    .option(...REVIEW)
    .option(...AUDITS)
    .option(...ASSESSMENT)
    .option(...PREPAYMENTS)
    .option(...HOSPITALS)
    .option(...GROUPING)
    .option(...AMENDMENT)
    .option(...DATA)
    .option(...THREADS)
    .option('--json', '输出JSON | print as JSON')
    .action(async (run: string, options: VerifyOptions) =>
      (await import('./commands/settle-verify.js')).verifyRun(run, options, context),
    );

  settle
    .command('diff <run> <other>')
    .description('逐机构、逐步说明两次结算的差异 | explain the difference of two runs hospital by hospital and step by step')
    .option('--json', '输出JSON | print as JSON')
    .action(async (one: string, other: string, options: { readonly json?: boolean }) =>
      (await import('./commands/settle-diff.js')).diffRuns(one, other, options, context),
    );

  const budgets = program.command('budget').description('年度预算 | the budget of a year');
  for (const [what, description] of [
    ['show', '显示预算各科目、各版本 | print lines and versions'],
    ['check', '核对预算 | say whether it adds up'],
  ] as const)
    budgets
      .command(`${what} <file>`)
      .description(description)
      .option(...PAYMENT_POLICY)
      .option('--json', '输出JSON | print as JSON')
      .action(async (file: string, options: BudgetOptions) =>
        (await import('./commands/budget.js')).budget(what, file, options, context),
      );
}
