// Runs the compiled command line as a person would: a process of its own, with its own folder, environment and streams.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { packageRoot } from '../reference-data/index.js';

/** The program that `npm test` builds before the first test. */
export const PROGRAM = join(packageRoot(), 'dist', 'server', 'cli', 'main.js');

/** How a process ended and what it said. */
export interface Ended {
  /** Exit code; null where a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly stdin?: string | Buffer;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Takes the process as soon as it runs: to stop it, or to close a pipe. */
  readonly onStart?: (child: ChildProcess) => void;
  /** The process is killed and the run fails after so long. Unit: milliseconds. Default 60,000. */
  readonly timeLimit?: number;
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A new folder in the place for temporary files; it goes when the tests of the file are done. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dianzhi-test-'));
  folders.push(folder);
  return folder;
}

/** The environment of every run: no language but what a test asks for, and no data directory of the person who runs the tests. */
export function environment(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(DIANZHI_|LC_|LANG|NODE_OPTIONS|NODE_V8_COVERAGE|INIT_CWD|npm_|VITEST|FORCE_COLOR|NO_COLOR)/.test(name),
  );
  return { ...Object.fromEntries(inherited), LANG: 'C', ...more };
}

/** Runs any program to its end. */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  const { stdin, env, cwd, onStart, timeLimit = 60_000 } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: environment(env), stdio: ['pipe', 'pipe', 'pipe'] });
    const pieces: { readonly out: Buffer[]; readonly err: Buffer[] } = { out: [], err: [] };
    child.stdout.on('data', (piece: Buffer) => pieces.out.push(piece));
    child.stderr.on('data', (piece: Buffer) => pieces.err.push(piece));
    // A program that ends before it has read everything is no fault of the test.
    child.stdin.on('error', () => {});
    let isLate = false;
    const alarm = setTimeout(() => {
      isLate = true;
      child.kill('SIGKILL');
    }, timeLimit);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(alarm);
      const [stdout, stderr] = [pieces.out, pieces.err].map((some) => Buffer.concat(some).toString('utf8')) as [string, string];
      if (isLate) reject(new Error(`${args.join(' ')}: not done after ${timeLimit} ms\n${stderr}`));
      else resolve({ code, signal, stdout, stderr });
    });
    onStart?.(child);
    child.stdin.end(stdin ?? '');
  });
}

/** Runs `dianzhi` with these words. */
export function dianzhi(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return run(process.execPath, [PROGRAM, ...args], options);
}
