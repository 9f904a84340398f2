import { withScratchFolder } from '../scratch-folder.js';
import type { Trial } from '../settlement/open-settlement.js';
import { prepareSettlement, settleCases, type PreparedSettlement, type SettledCases } from '../settlement/settle-cases.js';
import type { SettleRequest } from '../settlement/settle-request.js';
import { compareSettled, type TakeCases } from './compare-settled.js';
import type { Comparison } from './comparison.js';

/** One side of a simulated year: what it is settled from, and by whose rules. */
export interface YearToTry {
  readonly request: SettleRequest;
  readonly trial: Trial;
}

export interface SimulateYearOptions {
  readonly threads?: number | undefined;
  readonly onProgress?: ((progress: { readonly rows: number; readonly share: number | undefined }) => void) | undefined;
  /** Sees every case, by hospital and case. */
  readonly onCases?: TakeCases | undefined;
}

/**
 * Settles a year twice from the same cases, each time as `settle year` does, and compares what every case is given in the end. Nothing is
 * written that stays.
 *
 * @throws CodedError for every fault of either side; both are looked at before the first case is priced
 */
export async function simulateYear(
  before: YearToTry,
  after: YearToTry,
  { threads, onProgress, onCases }: SimulateYearOptions,
): Promise<Comparison> {
  const opened: PreparedSettlement[] = [];
  try {
    for (const { request, trial } of [before, after]) opened.push(await prepareSettlement(request, { threads, trial }));
    const [one, other] = opened as [PreparedSettlement, PreparedSettlement];
    return await withScratchFolder(async (place) => {
      const settled = (side: PreparedSettlement, at: number): Promise<SettledCases> =>
        settleCases(side, {
          scratch: (name) => place(`${at}-${name}`),
          onProgress: ({ rows, share }) => onProgress?.({ rows, share: share === undefined ? undefined : (at + share) / 2 }),
        });
      return compareSettled(await settled(one, 0), await settled(other, 1), onCases);
    });
  } finally {
    for (const side of opened) await side.opened.close();
  }
}
