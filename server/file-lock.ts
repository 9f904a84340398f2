import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { unwritable } from './grouping/output-file.js';
import { isAlive } from './is-alive.js';

/** Who holds a lock. */
const owner = z.strictObject({ pid: z.int(), host: z.string(), token: z.string() });
type Owner = z.infer<typeof owner>;

/** How often is asked whether a lock was given up. Unit: milliseconds. */
const PAUSE = 20;

export interface LockOptions {
  /** How long somebody else may hold it before that is a fault. Unit: milliseconds. */
  readonly patience: number;
  /** The error that says who holds it; number 0 and the machine `?` where that cannot be read. */
  readonly held: (lock: string, pid: number, host: string) => Error;
}

/**
 * Takes a lock of a name that several programs may want: a file that says who holds it.
 *
 * What a program that died left behind is removed; since only one that also holds a second file removes it, nobody ever takes away the
 * lock of one that lives.
 *
 * @returns What gives it up, which the end of the process does too.
 * @throws what `held` makes; SERVER_OUTPUT_UNWRITABLE
 */
export async function takeLock(path: string, options: LockOptions): Promise<() => Promise<void>> {
  const until = Date.now() + options.patience;
  while (!(await create(path))) {
    const holder = await holderOf(path, options);
    if (holder === undefined) continue;
    if (isGone(holder)) {
      await removeOf(holder, path, options);
      continue;
    }
    if (Date.now() >= until) throw options.held(path, holder.pid, holder.host);
    await wait(PAUSE);
  }
  const atExit = (): void => rmSync(path, { force: true });
  process.once('exit', atExit);
  return async () => {
    await rm(path, { force: true });
    process.removeListener('exit', atExit);
  };
}

/** Puts our name there, whole or not at all. @returns Whether the place was free. */
async function create(path: string): Promise<boolean> {
  const own: Owner = { pid: process.pid, host: hostname(), token: randomBytes(8).toString('hex') };
  const draft = `${path}.${own.pid}.${own.token}`;
  try {
    await writeFile(draft, JSON.stringify(own), { flag: 'wx' });
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw unwritable(path, error as Error);
  } finally {
    await rm(draft, { force: true });
  }
}

/** Undefined where it was given up meanwhile. */
async function holderOf(path: string, { held }: LockOptions): Promise<Owner | undefined> {
  try {
    return owner.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw Object.assign(held(path, 0, '?'), { cause: error });
  }
}

/** What runs on another machine cannot be asked, and counts as living. */
const isGone = ({ pid, host }: Owner): boolean => host === hostname() && !isAlive(pid);

/** Removes what a dead program holds, unless another does so just now. */
async function removeOf(dead: Owner, path: string, options: LockOptions): Promise<void> {
  const guard = `${path}.stale`;
  if (!(await create(guard))) {
    const other = await holderOf(guard, options);
    // One that died while it removed leaves this to people: whoever removed its file might remove that of a living one.
    if (other !== undefined && isGone(other)) throw options.held(guard, other.pid, other.host);
    await wait(PAUSE);
    return;
  }
  try {
    const now = await holderOf(path, options);
    if (now?.token === dead.token) await rm(path, { force: true });
  } finally {
    await rm(guard, { force: true });
  }
}
