import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';

const PROGRAM = createRequire(import.meta.url).resolve('autocannon');

/** Unit: seconds. */
const WARM_UP = 1;

/** What requests say of themselves. */
export interface Fired {
  readonly requests: number;
  readonly perSecond: number;
  /** Time to the end of an answer. Unit: milliseconds. */
  readonly latency: { readonly p50: number; readonly p97_5: number; readonly p99: number };
  readonly bytesPerSecond: number;
}

export interface Firing {
  readonly address: string;
  readonly path: string;
  readonly key: string;
  /** Sent in turn, as JSON. */
  readonly bodies: readonly object[];
  /** Where the requests may be written down for the program that sends them. */
  readonly file: string;
  readonly connections: number;
  readonly seconds: number;
  /** Requests a second, however many could be answered; without it as many as go. */
  readonly rate?: number;
}

/** Fires requests with autocannon, as a process of its own. Every answer has to be one of success. */
export async function fire({ address, path, key, bodies, file, connections, seconds, rate }: Firing): Promise<Fired> {
  const headers = [
    { name: 'authorization', value: `Bearer ${key}` },
    { name: 'content-type', value: 'application/json' },
  ];
  const url = `${address}${path}`;
  const entries = bodies.map((body) => ({
    request: { method: 'POST', url, headers, postData: { mimeType: 'application/json', text: JSON.stringify(body) } },
  }));
  await writeFile(file, JSON.stringify({ log: { entries } }));
  const words = ['--json', '--har', file, '--connections', String(connections), '--duration', String(seconds)];
  if (rate !== undefined) words.push('--overallRate', String(rate));
  // The first requests of a program that has just started are slow for its own sake; at a low rate they would be the slowest hundredth.
  words.push('--warmup', '[', '--duration', String(WARM_UP), ']');
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, ...words, address]);
  // What it says of the warm-up stands before.
  const said = JSON.parse(stdout.trim().split('\n').at(-1)!) as {
    readonly '2xx': number;
    readonly non2xx: number;
    readonly errors: number;
    readonly duration: number;
    readonly requests: { readonly total: number };
    readonly throughput: { readonly average: number };
    readonly latency: Fired['latency'];
  };
  assert.deepEqual({ non2xx: said.non2xx, errors: said.errors }, { non2xx: 0, errors: 0 }, `${path} answers every request`);
  const { p50, p97_5, p99 } = said.latency;
  return {
    requests: said['2xx'],
    perSecond: said['2xx'] / said.duration,
    latency: { p50, p97_5, p99 },
    bytesPerSecond: said.throughput.average,
  };
}
