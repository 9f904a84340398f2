import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

/** A year under two sides. */
export interface SimulatedYear {
  readonly comparison: Comparison;
  readonly before: TriedYear;
  readonly after: TriedYear;
}

/** A side with what it settled. */
export interface TriedYear extends SettledCases, Pick<PreparedSettlement, 'opened'> {}

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
): Promise<SimulatedYear> {
  const place = mkdtempSync(join(tmpdir(), 'dianzhi-simulate-'));
  const removeAll = () => rmSync(place, { recursive: true, force: true });
  process.once('exit', removeAll);
  const opened: PreparedSettlement[] = [];
  try {
    for (const { request, trial } of [before, after]) opened.push(await prepareSettlement(request, { threads, trial }));
    const [one, other] = opened as [PreparedSettlement, PreparedSettlement];
    const settled = async (side: PreparedSettlement, at: number): Promise<TriedYear> => {
      const own = await settleCases(side, {
        scratch: (name) => join(place, `${at}-${name}`),
        onProgress: ({ rows, share }) => onProgress?.({ rows, share: share === undefined ? undefined : (at + share) / 2 }),
      });
      return { ...own, opened: side.opened };
    };
    const sides = { before: await settled(one, 0), after: await settled(other, 1) };
    return { ...sides, comparison: await compareSettled(sides.before, sides.after, onCases) };
  } finally {
    for (const side of opened) await side.opened.close();
    removeAll();
    process.removeListener('exit', removeAll);
  }
}
