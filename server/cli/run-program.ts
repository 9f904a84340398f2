import { CommanderError } from 'commander';
import type { Language } from '../../reference-data/index.js';
import { leavesResumableRun } from '../grouping/resumable-output.js';
import { chooseLanguage, describeError, tell } from './console.js';
import { EXIT_CODES, exitCodeOf } from './exit-codes.js';
import { createProgram } from './program.js';
import { usageError } from './usage-error.js';

/** What is said of a run that ends before it is done, where `--resume` can go on with it. */
export const RESUMABLE = {
  zh: '已停止；已完成的部分已保留，用同样的命令加 --resume 继续。',
  en: 'Stopped; what is done is kept, and the same command with --resume goes on from there.',
};

/** The language of messages. It is needed before the command line is parsed: its faults are told in it. */
export function languageOf(args: readonly string[], name = '--lang'): Language {
  const place = args.indexOf(name);
  return chooseLanguage(
    place < 0 ? args.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1) : args[place + 1],
  );
}

/** Runs one command to its end, and says of what went wrong. How it ended is the exit code of the process. */
export async function runProgram(args: readonly string[], language: Language): Promise<void> {
  try {
    await createProgram({ language }).parseAsync(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) process.exitCode = EXIT_CODES.done;
    else endWith(error instanceof CommanderError ? usageError(error, language) : error, language);
  }
}

/** Says what went wrong, and has the process end with the code for it. */
export function endWith(error: unknown, language: Language): void {
  tell(describeError(error, language));
  if (leavesResumableRun()) tell(RESUMABLE[language]);
  process.exitCode = exitCodeOf(error);
}
