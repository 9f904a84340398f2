import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { LaneCounts } from '../../grouper/index.js';
import { ServerError } from '../errors.js';
import { isAlive } from '../is-alive.js';
import { differences, type RunIdentity } from './run-identity.js';

/** How far a run has come: all that goes on from there needs. */
export interface RunPlace {
  /** Position in the input behind the last chunk that is done. Unit: bytes. */
  readonly inputPosition: number;
  /** Length of the output of all chunks that are done. Unit: bytes. */
  readonly outputLength: number;
  readonly counts: LaneCounts;
}

interface ProgressFile {
  readonly identity: RunIdentity;
  /** The process that works on it. */
  readonly pid: number;
  readonly place?: RunPlace;
}

/** What a run that is under way calls its output until it is complete. */
export const partialPath = (output: string): string => `${output}.partial`;
export const progressPath = (output: string): string => `${output}.progress`;

/**
 * Looks for the place that a stopped run to the same output has reached.
 *
 * @returns undefined where there is none.
 * @throws SERVER_OUTPUT_IN_USE where that run is still under way, SERVER_RESUME_DIFFERS where it was another.
 */
export function placeOfStoppedRun(output: string, identity: RunIdentity): RunPlace | undefined {
  const found = readProgress(output);
  if (found?.place === undefined) return undefined;
  const different = differences(found.identity, identity);
  if (different.length > 0) {
    throw new ServerError('SERVER_RESUME_DIFFERS', { path: output, what: different.join(', '), progress: progressPath(output) });
  }
  // A partial file that is shorter than it should be is of no use.
  const size = statSync(partialPath(output), { throwIfNoEntry: false })?.size ?? 0;
  return size < found.place.outputLength ? undefined : found.place;
}

/**
 * @param isByUs Whether this process writes it.
 * @throws SERVER_OUTPUT_IN_USE while the same output is being written.
 */
export function refuseWhileInUse(output: string, isByUs: boolean): void {
  const pid = isByUs ? process.pid : readProgress(output)?.pid;
  if (pid === undefined || (pid === process.pid && !isByUs) || !isAlive(pid)) return;
  throw new ServerError('SERVER_OUTPUT_IN_USE', { path: output, pid, progress: progressPath(output) });
}

/** Puts the progress of a run in its place, whole or not at all. */
export function writeProgress(output: string, identity: RunIdentity, place: RunPlace | undefined): void {
  const file: ProgressFile = { identity, pid: process.pid, ...(place === undefined ? {} : { place }) };
  const path = progressPath(output);
  try {
    writeFileSync(`${path}.new`, JSON.stringify(file));
    renameSync(`${path}.new`, path);
  } catch (error) {
    rmSync(`${path}.new`, { force: true });
    throw error;
  }
}

export function removeProgress(output: string): void {
  rmSync(progressPath(output), { force: true });
  rmSync(`${progressPath(output)}.new`, { force: true });
}

function readProgress(output: string): ProgressFile | undefined {
  try {
    return JSON.parse(readFileSync(progressPath(output), 'utf8')) as ProgressFile;
  } catch {
    return undefined; // none, or no longer to be read: there is nothing to go on from
  }
}
