import type { Command } from 'commander';
import { policyPath } from '../pricing/policy-path.js';
import type { SimulateOptions } from './simulate-options.js';
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
  purpose,
  REVIEW,
  THREADS,
  UNDECIDED,
} from './common-options.js';
import type { CommandContext } from './console.js';

/** Defines `dianzhi simulate`. */
export function defineSimulate(program: Command, context: CommandContext): void {
  program
    .command('simulate')
    .description(
      '换方案或政策重新分组、计价、清算，比较得失 | regroup and resettle a year under another scheme or policy: who gains, who loses',
    )
    .requiredOption('--input <file...>', '病例文件，可多个 | files of cases', collected)
    .requiredOption('--scheme <id>', '现行分组方案 | scheme now')
    .requiredOption(...PAYMENT_POLICY)
    .option(
      '--budget <file>',
      '年度预算：两套方案各清算一次；不给则只比较计价 | budget: settles the year under both sides; else prices are compared',
    )
    .option('--year <year>', '年度（默认同预算） | year (that of the budget), YYYY')
    .option('--to-scheme <id>', '模拟的分组方案（默认不变） | scheme to try (the same)')
    .option('--to-policy <file>', '模拟的支付政策（默认不变） | payment policy to try (the same)', policyPath)
    .option('--to-budget <file>', '模拟的预算（默认不变） | budget to try (the same)')
    .option(
      '--to-data <dir>',
      '模拟所用权重、方案的数据目录（默认不变） | data directory with weights and schemes to try (the same)',
    )
    .option('--grouping-policy <file>', '现行DIP分组政策（YAML） | DIP policy now')
    .option('--to-grouping-policy <file>', '模拟的DIP分组政策（YAML） | DIP policy to try')
    .option(...AMENDMENT)
    .option('--to-amendment <file>', '模拟方案上叠加的修订，可多次 | amendment of the scheme to try, repeatable', collected)
    .option('--on <date>', '全部按当日政策和权重 | policies and weights of this day for every case, YYYY-MM-DD')
    .option('--to-on <date>', '模拟按当日政策和权重（默认同 --on） | the same for what is tried (as --on)')
    .option('--months <run...>', '各月结算结果，其更正计入全年 | runs of the months, whose corrections count', collected)
    .option(...CORRECTIONS)
    .option(...AUDITS)
    .option(...ASSESSMENT)
    .option(...HOSPITALS)
    .option(...REVIEW)
    .option(...UNDECIDED)
    .option('--output <file>', '得失表（CSV） | gains and losses as CSV')
    .option('--cases <file>', '逐例对照表（CSV） | every case under both sides as CSV')
    .option('--report <file>', '得失报告（HTML，一个文件） | report with plots, one HTML file')
    .addOption(purpose('estimate'))
    .option(...FIRST_STAY)
    .addOption(inputFormat())
    .option(...ENCODING)
    .option(...THREADS)
    .option(...DATA)
    .option('--json', '输出JSON | print as JSON')
    .action(async (options: SimulateOptions) => (await import('./commands/simulate.js')).simulateCommand(options, context));
}
