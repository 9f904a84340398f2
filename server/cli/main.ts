#!/usr/bin/env node
import { CommanderError } from 'commander';
import { chooseLanguage, describeError, tell } from './console.js';
import { EXIT_CODES, exitCodeOf } from './exit-codes.js';
import { createProgram } from './program.js';
import { usageError } from './usage-error.js';

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
// A reader that closes the pipe early, such as head, has had enough: that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT_CODES.done);
  throw error;
});

const language = chooseLanguage(optionBeforeParsing('--lang'));
try {
  await createProgram({ language, signal: stop.signal }).parseAsync();
} catch (error) {
  if (error instanceof CommanderError && error.exitCode === 0) process.exitCode = EXIT_CODES.done;
  else if (stop.signal.aborted) {
    tell(language === 'zh' ? '已停止；没有留下不完整的输出。' : 'Stopped; no incomplete output was left.');
    process.exitCode = EXIT_CODES.stopped;
  } else {
    const fault = error instanceof CommanderError ? usageError(error) : error;
    tell(describeError(fault, language));
    process.exitCode = exitCodeOf(fault);
  }
}

/** The language is needed before the command line is parsed: its faults are told in it. */
function optionBeforeParsing(name: string): string | undefined {
  const place = process.argv.indexOf(name);
  return place < 0 ? process.argv.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1) : process.argv[place + 1];
}
