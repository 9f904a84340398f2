import type { Command } from 'commander';
import type { FundRiskOptions } from './commands/fund-risk.js';
import type { IndicatorsOptions } from './commands/indicators.js';
import type { LeadsOptions } from './commands/leads.js';
import { DATA, ENCODING, inputFormat, PAYMENT_POLICY, purpose } from './common-options.js';
import type { CommandContext } from './console.js';

const CASES: [string, string] = [
  '--cases <file>',
  '已分组（可已计价）的病例，- 为标准输入 | grouped cases, priced or not, - for standard input',
];
const SCHEME: [string, string] = ['--scheme <id>', '病例所用的分组方案 | scheme that grouped the cases'];

/** Defines the commands by which a bureau watches its funds and its hospitals. */
export function defineOversight(program: Command, context: CommandContext): void {
  program
    .command('fund-risk <file>')
    .description('基金运行风险：可支付月数、滚动12个月、预付金、情景预测 | how long each fund lasts, and under which scenarios')
    .requiredOption(...PAYMENT_POLICY)
    .addOption(purpose('settlement'))
    .option('--on <date>', '按当日政策（默认为账目最后一月） | policy of this day (of the last month), YYYY-MM-DD')
    .option(
      '--runs <folders...>',
      '已清算年度的结算结果：点值与支付比 | runs of cleared years: point values, and paid of what was billed',
    )
    .option('--plot <file>', '图（HTML，自足） | a page with plots that needs no network')
    .option('--json', '输出JSON | print as JSON')
    .action(async (file: string, options: FundRiskOptions) =>
      (await import('./commands/fund-risk.js')).fundRiskCommand(file, options, context),
    );

  program
    .command('indicators')
    .description('服务与改革指标 | indicators of care and of the reform')
    .requiredOption(...CASES)
    .requiredOption(...PAYMENT_POLICY)
    .option(...SCHEME)
    .addOption(purpose('estimate'))
    .requiredOption('--on <date>', '按当日政策 | policy and year of this day, YYYY-MM-DD')
    .addOption(inputFormat())
    .option(...ENCODING)
    .option(...DATA)
    .option('--json', '输出JSON | print as JSON')
    .action(async (options: IndicatorsOptions) => (await import('./commands/indicators.js')).indicatorsCommand(options, context));

  program
    .command('leads')
    .description('监管线索（不是结论） | supervision leads, never verdicts, with the records that raised them')
    .requiredOption(...CASES)
    .requiredOption(...PAYMENT_POLICY)
    .requiredOption('--output <file>', '线索（CSV），- 为标准输出 | leads as CSV, - for standard output')
    .option(
      '--register <file>',
      '特例单议台账：申请聚集也是线索 | register of special cases: where applications cluster is a lead too',
    )
    .option(...SCHEME)
    .addOption(purpose('estimate'))
    .requiredOption('--on <date>', '按当日政策 | policy and year of this day, YYYY-MM-DD')
    .addOption(inputFormat())
    .option(...ENCODING)
    .option(...DATA)
    .action(async (options: LeadsOptions) => (await import('./commands/leads.js')).leadsCommand(options, context));
}
