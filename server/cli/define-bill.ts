import { Option, type Command } from 'commander';
import { RESULT_FORMATS } from '../grouping/result-rows.js';
import { billCommand, type BillOptions } from './commands/bill.js';
import { ENCODING, FIRST_STAY, inputFormat, PAYMENT_POLICY, purpose, wholeNumber } from './common-options.js';
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
    .addOption(new Option('--output-format <format>', '输出格式 | output format (by ending)').choices(RESULT_FORMATS))
    .option(...ENCODING)
    .option('--json', '输出JSON | print the bill, or the summary, as JSON')
    .action((options: BillOptions) => billCommand(options, context));
}
