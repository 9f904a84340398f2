import { verify, type PathsAgain, type Verification } from '../settlement/verify.js';
import type { SettleProgress } from './settle-apart.js';

/** A verification that a thread of its own is asked for. */
export interface VerifyWork {
  /** Folder of the run. */
  readonly run: string;
  /** Where its inputs lie now. */
  readonly given: PathsAgain;
  /** Folder for what is needed on the way. */
  readonly scratch: string;
  readonly threads: number;
}

/** Whether a run is what its inputs give, as it is kept. */
export type Verified = Pick<Verification, 'agrees' | 'files' | 'inputs'>;

/** Recomputes a run and compares every byte. @throws as `verify` */
export async function verifyApart(
  { run, given, threads }: VerifyWork,
  onProgress: (progress: SettleProgress) => void,
): Promise<Verified> {
  const { agrees, files, inputs } = await verify(run, given, { threads, onProgress });
  return { agrees, files, inputs };
}
