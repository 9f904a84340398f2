import { summaryOf } from '../settlement/run-summary.js';
import { settle } from '../settlement/settle.js';
import type { SettleRequest } from '../settlement/settle-request.js';

/** A settlement that a thread of its own is asked for. */
export interface SettleWork {
  readonly request: SettleRequest;
  /** Path for the run. */
  readonly output: string;
  readonly isDry: boolean;
  /** Folder for what is needed on the way. */
  readonly scratch: string;
  readonly threads: number;
}

/** How far a settlement is: of its cases. */
export interface SettleProgress {
  readonly rows: number;
  /** Between 0 and 1; undefined where nobody knows. */
  readonly share: number | undefined;
}

/** What a run came to, as it can be sent between threads. */
export interface SettledApart {
  readonly fingerprint: string;
  /** Number of cases. */
  readonly cases: number;
  /** As the command line prints it. */
  readonly summary: object;
  /** Every hospital that has a row. */
  readonly hospitals: readonly string[];
  /** Fingerprints of the runs that it builds on. */
  readonly builtOn: readonly string[];
}

/** Settles, and says how far it is. @throws as `settle` */
export async function settleApart(
  { request, output, isDry, threads }: SettleWork,
  onProgress: (progress: SettleProgress) => void,
): Promise<SettledApart> {
  const run = await settle(request, { output, isDry, threads, onProgress });
  return {
    fingerprint: run.fingerprint,
    cases: run.cases.count,
    summary: summaryOf(run),
    hospitals: [...new Set(run.period.rows.map(({ hospital }) => hospital))],
    builtOn: run.identity.previous.map(({ fingerprint }) => fingerprint),
  };
}
