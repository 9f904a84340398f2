import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { SettleRequest } from '../../server/settlement/settle-request.js';

const PROGRAM = fileURLToPath(new URL('settling-run.js', import.meta.url));

/** What a settlement says of itself. */
export interface SettlingAccount {
  /** From the first input that is read until the run lies in its place. */
  readonly seconds: number;
  /** Of all its threads together. */
  readonly cpuSeconds: number;
  /** Unit: MiB, resident. */
  readonly peakMiB: number;
  readonly fingerprint: string;
}

/** Settles in a process of its own, so that its memory is its own too. */
export async function runSettlement(request: SettleRequest, output: string, threads: number): Promise<SettlingAccount> {
  const words = [PROGRAM, JSON.stringify(request), output, String(threads)];
  const { stdout } = await promisify(execFile)(process.execPath, words);
  return JSON.parse(stdout) as SettlingAccount;
}
