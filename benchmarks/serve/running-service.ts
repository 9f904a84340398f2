import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('service-run.js', import.meta.url));

/** A service that runs in a process of its own. */
export interface RunningService {
  readonly address: string;
  /** Of an administrator. */
  readonly key: string;
  /** What it has used since it started. */
  usage(): Promise<Usage>;
  stop(): Promise<void>;
}

export interface Usage {
  /** Of all its threads together. */
  readonly cpuSeconds: number;
  /** Unit: MiB, resident. */
  readonly peakMiB: number;
}

/** Starts the service. @param data Its data directory. @param database `postgres://…`; its database is embedded without one. */
export async function startServiceProcess(data: string, database = ''): Promise<RunningService> {
  const key = randomBytes(24).toString('base64url');
  const child = spawn(process.execPath, [PROGRAM, data, key], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, DATABASE_URL: database },
  });
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const nextLine = async () => ((await once(lines, 'line')) as [string])[0];
  const address = await Promise.race([nextLine(), ended.then(() => undefined)]);
  if (address === undefined) throw new Error('the service did not start');
  const stop = async () => {
    child.stdin.end();
    await ended;
  };
  const usage = async () => {
    const answer = nextLine();
    child.stdin.write('usage\n');
    return JSON.parse(await answer) as Usage;
  };
  return { address, key, usage, stop };
}
