#!/usr/bin/env node
import { unwritable } from '../grouping/output-file.js';
import { leavesResumableRun } from '../grouping/resumable-output.js';
import { tell } from './console.js';
import { EXIT_CODES } from './exit-codes.js';
import { endWith, languageOf, RESUMABLE, runProgram } from './run-program.js';

const STOPPED = { zh: '已停止；没有留下不完整的输出。', en: 'Stopped; no incomplete output was left.' };

const args = process.argv.slice(2);
const language = languageOf(args);
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
  endWith(unwritable('-', error), language);
  process.exit();
});
// Where nobody listens to what is said about the work, the work goes on.
process.stderr.on('error', () => {});

await runProgram(args, language);
