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
  readonly pid: number;
  stop(): Promise<void>;
}

/** Starts the service. @param data Its data directory. @param node Options of Node, such as --cpu-prof. */
export async function startServiceProcess(data: string, node: readonly string[] = []): Promise<RunningService> {
  const key = randomBytes(24).toString('base64url');
  const child = spawn(process.execPath, [...node, PROGRAM, data, key], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const line = once(createInterface({ input: child.stdout }), 'line') as Promise<[string]>;
  const address = await Promise.race([line.then(([text]) => text), ended.then(() => undefined)]);
  if (address === undefined) throw new Error('the service did not start');
  const stop = async () => {
    child.stdin.end();
    await ended;
  };
  return { address, key, pid: child.pid!, stop };
}
