import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SettlementError } from './errors.js';
import { changedFiles, checksumOf, readRun } from './open-run.js';
import { PLACES_FILE, RUN_FILE, type Run, type RunIdentity } from './run-manifest.js';
import { settle, type SettleOptions } from './settle.js';
import { settleRequest, type SettleRequest } from './settle-request.js';

/** What became of a file when its run was recomputed. */
export interface VerifiedFile {
  readonly name: string;
  readonly state: 'same' | 'changed' | 'differs';
}

/** Paths that are given again, because inputs lie elsewhere by now. */
export type PathsAgain = Partial<Omit<SettleRequest, 'reviews'>> & {
  /** Of the registers of special cases, in the order of the run. */
  readonly registers?: readonly string[];
};

/** Whether a run is what its inputs give. */
export interface Verification {
  readonly run: Run;
  /** `changed`: not what was written. `differs`: what was written, and not what the inputs give now. */
  readonly files: readonly VerifiedFile[];
  /** Inputs and program as far as they are others than then. */
  readonly inputs: readonly { readonly what: string; readonly recorded: string; readonly now: string }[];
  readonly agrees: boolean;
}

/**
 * Recomputes a run from its inputs and compares every byte.
 *
 * @throws SETTLEMENT_RUN_UNREADABLE, and as `settle` where the inputs can no longer be settled
 */
export async function verify(
  path: string,
  { registers, ...given }: PathsAgain,
  options: Pick<SettleOptions, 'threads' | 'onProgress'>,
): Promise<Verification> {
  const run = await readRun(path);
  const changed = new Set(await changedFiles(run));
  const places = await placesOf(path);
  // As many entries are read as then: a register goes on after the run.
  const reviews = registers?.map((register, at) => ({ ...places.reviews?.[at], path: register }));
  const request = { ...places, ...given, ...(reviews === undefined ? {} : { reviews }) };
  const place = await mkdtemp(join(tmpdir(), 'dianzhi-verify-'));
  try {
    const output = join(place, 'run');
    const again = await settle(request, { ...options, output, isRecomputed: true });
    const names = [...new Set([RUN_FILE, ...run.files.map(({ name }) => name), ...changed])].sort();
    const files: VerifiedFile[] = [];
    for (const name of names) {
      const isSame = (await checksumOf(join(path, name))) === (await checksumOf(join(output, name)));
      files.push({ name, state: changed.has(name) ? 'changed' : isSame ? 'same' : 'differs' });
    }
    return {
      run,
      files,
      inputs: differences(run.identity, again.identity),
      agrees: files.every(({ state }) => state === 'same'),
    };
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

/** Where the inputs lay. @throws SETTLEMENT_RUN_UNREADABLE */
async function placesOf(path: string): Promise<SettleRequest> {
  try {
    return settleRequest.parse(JSON.parse(await readFile(join(path, PLACES_FILE), 'utf8')));
  } catch (error) {
    throw new SettlementError('SETTLEMENT_RUN_UNREADABLE', { path, why: (error as Error).message }, { cause: error });
  }
}

/** The parts in which two runs were computed from something else. */
export function differences(one: RunIdentity, other: RunIdentity): Verification['inputs'] {
  const parts = new Set([...Object.keys(one), ...Object.keys(other)] as (keyof RunIdentity)[]);
  return [...parts].flatMap((what) => {
    const [recorded, now] = [one[what], other[what]].map((value) => JSON.stringify(value));
    return recorded === now ? [] : [{ what, recorded: recorded!, now: now! }];
  });
}
