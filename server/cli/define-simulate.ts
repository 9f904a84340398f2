import type { Command } from 'commander';
import { policyPath } from '../pricing/policy-path.js';
import { simulateCommand, type SimulateOptions } from './commands/simulate.js';
import { DATA, ENCODING, FIRST_STAY, inputFormat, PAYMENT_POLICY, purpose } from './common-options.js';
import type { CommandContext } from './console.js';

/** Defines `dianzhi simulate`. */
export function defineSimulate(program: Command, context: CommandContext): void {
  program
    .command('simulate')
    .description('换方案或政策重新分组计价，比较得失 | regroup and reprice under another scheme or policy: who gains, who loses')
    .requiredOption('--input <file>', '病例文件 | cases')
    .requiredOption('--scheme <id>', '现行分组方案 | scheme now')
    .requiredOption(...PAYMENT_POLICY)
    .option('--to-scheme <id>', '模拟的分组方案（默认不变） | scheme to try (the same)')
    .option('--to-policy <file>', '模拟的支付政策（默认不变） | payment policy to try (the same)', policyPath)
    .option('--grouping-policy <file>', '现行DIP分组政策（YAML） | DIP policy now')
    .option('--to-grouping-policy <file>', '模拟的DIP分组政策（YAML） | DIP policy to try')
    .option('--output <file>', '得失表（CSV） | gains and losses as CSV')
    .addOption(purpose('estimate'))
    .option('--on <date>', '全部按当日政策计价 | price every case under the policies of this day, YYYY-MM-DD')
    .option(...FIRST_STAY)
    .addOption(inputFormat())
    .option(...ENCODING)
    .option(...DATA)
    .option('--json', '输出JSON | print as JSON')
    .action((options: SimulateOptions) => simulateCommand(options, context));
}
