import type { CommanderError } from 'commander';
import type { Language } from '../../reference-data/index.js';
import { ServerError } from '../errors.js';

/** What the parser complains of, in Chinese; it speaks English itself. The first word that it quotes stands in `{}`. */
const IN_CHINESE: Readonly<Record<string, string>> = {
  'commander.unknownCommand': '没有命令 {}',
  'commander.unknownOption': '没有选项 {}',
  'commander.missingMandatoryOptionValue': '缺少必需的选项 {}',
  'commander.optionMissingArgument': '选项 {} 缺少值',
  'commander.missingArgument': '缺少参数 {}',
  'commander.excessArguments': '参数过多',
  'commander.help': '没有给出命令',
};

/** What the parser of the command line complains of, as an error of ours. */
export function usageError({ code, message }: CommanderError, language: Language): ServerError {
  const english =
    code === 'commander.help'
      ? 'no command was given'
      : message
          .replace(/^error: /, '')
          .replaceAll('\n', ' ')
          .replace(/\.$/, '');
  const quoted = /'([^']*)'/.exec(english)?.[1] ?? '';
  const chinese = IN_CHINESE[code]?.replace('{}', quoted) ?? inChineseWithChoices(english);
  return new ServerError('SERVER_USAGE', { why: language === 'zh' ? chinese : english });
}

/** A value that is not allowed: option, value, and what the parser or the option says of the values that are. */
function inChineseWithChoices(english: string): string {
  return english
    .replace(/^option '([^']*)' argument '(.*?)' is invalid\. /, '选项 $1 的值“$2”无效，')
    .replace(/Allowed choices are (.*)$/, '可用：$1');
}
