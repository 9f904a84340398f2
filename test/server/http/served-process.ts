// The service as `dianzhi serve` starts it: a process of its own, with an embedded database in its data directory unless told otherwise.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { environment, PROGRAM } from '../../command-line.js';

/** A process that listens. */
export interface ServedProcess {
  readonly child: ChildProcess;
  readonly address: string;
  /** The administrator's, where one was made. */
  readonly key: string | undefined;
}

/** How a process differs from one that is started without more ado. */
export interface ServedOptions {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Largest file that it may write. Unit: KiB. */
  readonly largestFile?: number;
}

/** Starts the service and waits for the line that says where it listens. */
export async function startProcess(
  data: string,
  { args = [], env = {}, largestFile }: ServedOptions = {},
): Promise<ServedProcess> {
  const program = [process.execPath, PROGRAM, '--lang', 'en', 'serve', '--data', data, ...args];
  const limited = ['bash', '-c', `ulimit -f ${largestFile}; exec "$0" "$@"`, ...program];
  const [command, ...words] = largestFile === undefined ? program : limited;
  const child = spawn(command!, words, {
    env: environment({ PORT: '0', DATABASE_URL: '', ...env }),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let said = '';
  for await (const piece of child.stdout) {
    said += String(piece);
    const address = /Listening at (\S+)/.exec(said)?.[1];
    if (address !== undefined) return { child, address, key: /^ {2}(\S+)$/m.exec(said)?.[1] };
  }
  throw new Error(`the service did not come up: ${said}`);
}

/** Tells it to stop. @returns Its exit code. */
export async function stopProcess({ child }: ServedProcess): Promise<unknown> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  return (await ended)[0];
}
