import { InvalidArgumentError, type Command } from 'commander';
import type { Change, ChangeKind } from '../what-if/change.js';
import type { WhatIfOptions } from './commands/what-if.js';
import { AMENDMENT, DATA, EITHER_POLICY, ENCODING, FIRST_STAY, inputFormat, wholeNumber } from './common-options.js';
import type { CommandContext } from './console.js';

const CHANGES: readonly (readonly [flags: string, description: string, kind: ChangeKind])[] = [
  ['--principal <code>', '主要诊断改为 | another principal diagnosis', 'principal-diagnosis'],
  ['--add-diagnosis <code>', '增加其他诊断 | one more secondary diagnosis', 'add-diagnosis'],
  ['--remove-diagnosis <code>', '去掉诊断 | without a diagnosis', 'remove-diagnosis'],
  ['--main-procedure <code>', '主要手术操作改为 | another main procedure', 'main-procedure'],
  ['--add-procedure <code>', '增加手术操作 | one more procedure', 'add-procedure'],
  ['--remove-procedure <code>', '去掉手术操作 | without a procedure', 'remove-procedure'],
];

/** Defines `dianzhi what-if`. */
export function defineWhatIf(program: Command, context: CommandContext): void {
  // One list for all options, since variations are shown in the order in which they were given.
  const changes: Change[] = [];
  const command = program
    .command('what-if')
    .description('编码改变后入组与支付有何不同 | what other codes would change, side by side')
    .requiredOption('--scheme <id>', '分组方案 | scheme')
    .requiredOption('--case <json|file>', '病例JSON或文件 | a case as JSON, or a file of cases')
    .option('--row <n>', '文件中的第几个病例 | which case of the file', wholeNumber, 1);
  for (const [flags, description, kind] of CHANGES) {
    command.option(flags, `${description}, repeatable`, (raw: string) => void changes.push({ kind, code: stated(raw) }));
  }
  command
    .option('--swap', '换下的主要编码保留为其他 | the principal code that is exchanged stays among the others')
    .option('--together', '所有变化一并应用 | all changes as one variation')
    .option(...EITHER_POLICY)
    .option(...FIRST_STAY)
    .option('--weights <file>', '权重CSV（drg,relativeWeight） | relative weights of DRGs')
    .addOption(inputFormat())
    .option(...ENCODING)
    .option(...AMENDMENT)
    .option(...DATA)
    .option('--json', '输出JSON | print as JSON')
    .action(async (options: WhatIfOptions) => (await import('./commands/what-if.js')).whatIfCommand(changes, options, context));
}

function stated(code: string): string {
  if (!/[\p{L}\p{N}]/u.test(code)) throw new InvalidArgumentError('缺少编码 (a code is needed)');
  return code;
}
