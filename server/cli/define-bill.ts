import type { Command } from 'commander';
import type { BillOptions } from './commands/bill.js';
import { ENCODING, FIRST_STAY, inputFormat, outputFormat, PAYMENT_POLICY, purpose, wholeNumber } from './common-options.js';
import type { CommandContext } from './console.js';

/** Defines `dianzhi bill`. */
export function defineBill(program: Command, context: CommandContext): void {
  program
    .command('bill')
    .description("出院时费用分割：一次算清各层支付 | splits the patient's bill at discharge, all payers in one call")
    .requiredOption(...PAYMENT_POLICY)
    .option('--input <file>', '账单文件，- 为标准输入 | bills, - for standard input')
    .option('--case <json|file>', '一份账单：JSON或文件 | one bill as JSON, or of a file')
    .option('--row <n>', '文件中的第几份 | which bill of the file', wholeNumber, 1)
    .option('--output <file>', '结果文件（默认标准输出） | results (standard output)')
    .option('--breakdown <file>', '逐份计算依据（NDJSON） | every payer, number and document of every bill, as NDJSON')
    .addOption(purpose('settlement'))
    .option(...FIRST_STAY)
    .addOption(inputFormat())
    .addOption(outputFormat())
    .option(...ENCODING)
    .option('--json', '输出JSON | print the bill, or the summary, as JSON')
    .action(async (options: BillOptions) => (await import('./commands/bill.js')).billCommand(options, context));
}
