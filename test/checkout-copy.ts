import { cpSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../reference-data/index.js';
import { run, temporaryFolder, type Ended } from './command-line.js';

const LEFT_OUT = ['node_modules', '.git', 'data', 'demo-output', 'benchmarks', 'test', 'dist'];

/** A copy of the checkout as it is right after `npm ci`: without `dist/`. Tests of the build take one, since the checkout's own is in use. */
export function copyOfCheckout(): string {
  const root = packageRoot();
  const copy = join(temporaryFolder(), 'checkout');
  const isLeftOut = (path: string) => LEFT_OUT.some((name) => path === join(root, name)) || path.startsWith(join(root, 'dist.'));
  cpSync(root, copy, { recursive: true, filter: (path) => !isLeftOut(path) });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** What a person types who stands in another folder. */
export function npmRun(checkout: string, cwd: string, ...args: string[]): Promise<Ended> {
  return run('npm', ['--prefix', checkout, 'run', '-s', 'dianzhi', '--', ...args], { cwd, timeLimit: 170_000 });
}
