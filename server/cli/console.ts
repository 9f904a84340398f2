import type { Language } from '../../reference-data/index.js';
import { CodedError } from '../../reference-data/index.js';

/** What a command needs of the world around it. */
export interface CommandContext {
  readonly language: Language;
}

/** Standard output: results alone. */
export function print(text: string): void {
  process.stdout.write(text);
}

/** Standard error: everything said about the work. */
export function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** The language asked for: `--lang`, else `DIANZHI_LANG`, else Chinese in a Chinese locale, else English. */
export function chooseLanguage(option?: string): Language {
  const wish = option ?? process.env['DIANZHI_LANG'] ?? '';
  if (wish === 'zh' || wish === 'en') return wish;
  const locale = process.env['LC_ALL'] || process.env['LC_MESSAGES'] || process.env['LANG'] || '';
  return locale.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** An error in words for the person at the terminal; of our own faults the stack too, since it is what a report needs. */
export function describeError(error: unknown, language: Language): string {
  if (error instanceof CodedError) return `${error.text(language)} [${error.code}]`;
  const intro =
    language === 'zh' ? '程序内部错误，请连同以下内容报告：' : 'A fault of Dianzhi itself; please report it with what follows:';
  return `${intro}\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
