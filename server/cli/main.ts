#!/usr/bin/env node
import { CommanderError } from 'commander';
import { unwritable } from '../grouping/output-file.js';
import { leavesResumableRun } from '../grouping/resumable-output.js';
import { chooseLanguage, describeError, tell } from './console.js';
import { EXIT_CODES, exitCodeOf } from './exit-codes.js';
import { createProgram } from './program.js';
import { usageError } from './usage-error.js';

const STOPPED = { zh: '已停止；没有留下不完整的输出。', en: 'Stopped; no incomplete output was left.' };
const RESUMABLE = {
  zh: '已停止；已完成的部分已保留，用同样的命令加 --resume 继续。',
  en: 'Stopped; what is done is kept, and the same command with --resume goes on from there.',
};

const language = chooseLanguage(optionBeforeParsing('--lang'));
// At once, wherever the work stands: as the process ends, what is half done is removed, or kept to be gone on with.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    tell(leavesResumableRun() ? RESUMABLE[language] : STOPPED[language]);
    process.exit(EXIT_CODES.stopped);
  });
}
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that closes the pipe early, such as head, has had enough: that is no fault.
  if (error.code === 'EPIPE') process.exit(EXIT_CODES.done);
  end(unwritable('-', error));
  process.exit();
});
// Where nobody listens to what is said about the work, the work goes on.
process.stderr.on('error', () => {});

try {
  await createProgram({ language }).parseAsync();
} catch (error) {
  if (error instanceof CommanderError && error.exitCode === 0) process.exitCode = EXIT_CODES.done;
  else end(error instanceof CommanderError ? usageError(error, language) : error);
}

function end(error: unknown): void {
  tell(describeError(error, language));
  if (leavesResumableRun()) tell(RESUMABLE[language]);
  process.exitCode = exitCodeOf(error);
}

/** The language is needed before the command line is parsed: its faults are told in it. */
function optionBeforeParsing(name: string): string | undefined {
  const place = process.argv.indexOf(name);
  return place < 0 ? process.argv.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1) : process.argv[place + 1];
}
