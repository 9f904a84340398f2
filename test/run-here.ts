// Runs the command line in the process of the tests: what they say of answers needs no process of its own, and starting one takes longer than
// most answers. Streams, signals, exit and start are tested on processes: test/command-line.ts.
import { languageOf, runProgram } from '../server/cli/run-program.js';
import { environment, type Ended, type RunOptions } from './command-line.js';

type HereOptions = Pick<RunOptions, 'cwd' | 'env'>;

let last: Promise<unknown> = Promise.resolve();

/** Runs `dianzhi` with these words when the runs before it have ended: folder, environment and streams of the process are those of one run. */
export function dianzhiHere(args: readonly string[], options: HereOptions = {}): Promise<Ended> {
  const run = last.then(() => runHere(args, options));
  last = run.catch(() => undefined);
  return run;
}

async function runHere(args: readonly string[], { cwd = process.cwd(), env }: HereOptions): Promise<Ended> {
  const before = { cwd: process.cwd(), env: process.env, exitCode: process.exitCode };
  const [stdout, stderr] = [takeOver(process.stdout), takeOver(process.stderr)];
  try {
    process.chdir(cwd);
    process.env = environment(env);
    process.exitCode = undefined;
    await runProgram(args, languageOf(args));
    return { code: Number(process.exitCode ?? 0), signal: null, stdout: stdout.text(), stderr: stderr.text() };
  } finally {
    for (const stream of [stdout, stderr]) stream.giveBack();
    process.chdir(before.cwd);
    process.env = before.env;
    process.exitCode = before.exitCode;
  }
}

/** Keeps what is written to a stream in place of showing it. */
function takeOver(stream: NodeJS.WriteStream): { text(): string; giveBack(): void } {
  const pieces: Buffer[] = [];
  const { write } = stream;
  stream.write = (piece: string | Uint8Array, ...more: unknown[]) => {
    pieces.push(Buffer.from(piece as string));
    const done = more.find((one) => typeof one === 'function');
    if (done !== undefined) queueMicrotask(done as () => void);
    return true;
  };
  return { text: () => Buffer.concat(pieces).toString('utf8'), giveBack: () => void (stream.write = write) };
}
