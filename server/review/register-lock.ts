import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { ServerError } from '../errors.js';
import { unwritable } from '../grouping/output-file.js';
import { isAlive } from '../is-alive.js';

/** Who holds a register. */
const owner = z.strictObject({ pid: z.int(), host: z.string(), token: z.string() });
type Owner = z.infer<typeof owner>;

/** How long somebody else may take, and how often is asked. Unit: milliseconds. */
const PATIENCE = 15_000;
const PAUSE = 20;

/**
 * Does something with a register while nobody else adds to it: of several programs one after the other reads it, asks the policy and adds.
 *
 * What a program that died left behind is removed; since only one that also holds a second file removes it, nobody ever takes away the
 * lock of one that lives.
 *
 * @throws SERVER_REGISTER_LOCKED where somebody holds it for too long; SERVER_OUTPUT_UNWRITABLE
 */
export async function whileHolding<T>(register: string, work: () => Promise<T>): Promise<T> {
  const path = `${register}.lock`;
  await take(path, register, Date.now() + PATIENCE);
  const atExit = (): void => rmSync(path, { force: true });
  process.once('exit', atExit);
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
    process.removeListener('exit', atExit);
  }
}

async function take(path: string, register: string, until: number): Promise<void> {
  while (!(await create(path, register))) {
    const holder = await holderOf(path);
    if (holder === undefined) continue;
    if (isGone(holder)) {
      await removeOf(holder, path, register);
      continue;
    }
    if (Date.now() > until) throw new ServerError('SERVER_REGISTER_LOCKED', { path, pid: holder.pid, host: holder.host });
    await wait(PAUSE);
  }
}

/** Puts our name there, whole or not at all. @returns Whether the place was free. */
async function create(path: string, register: string): Promise<boolean> {
  const own: Owner = { pid: process.pid, host: hostname(), token: randomBytes(8).toString('hex') };
  const draft = `${path}.${own.pid}.${own.token}`;
  try {
    await writeFile(draft, JSON.stringify(own), { flag: 'wx' });
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw unwritable(register, error as Error);
  } finally {
    await rm(draft, { force: true });
  }
}

/** Undefined where it was given up meanwhile. */
async function holderOf(path: string): Promise<Owner | undefined> {
  try {
    return owner.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new ServerError('SERVER_REGISTER_LOCKED', { path, pid: 0, host: '?' }, { cause: error });
  }
}

/** What runs on another machine cannot be asked, and counts as living. */
const isGone = ({ pid, host }: Owner): boolean => host === hostname() && !isAlive(pid);

/** Removes what a dead program holds, unless another does so just now. */
async function removeOf(dead: Owner, path: string, register: string): Promise<void> {
  const guard = `${path}.stale`;
  if (!(await create(guard, register))) {
    const other = await holderOf(guard);
    // One that died while it removed leaves this to people: whoever removed its file might remove that of a living one.
    if (other !== undefined && isGone(other))
      throw new ServerError('SERVER_REGISTER_LOCKED', { path: guard, pid: other.pid, host: other.host });
    await wait(PAUSE);
    return;
  }
  try {
    const now = await holderOf(path);
    if (now?.token === dead.token) await rm(path, { force: true });
  } finally {
    await rm(guard, { force: true });
  }
}
