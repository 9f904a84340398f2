import { CodedError } from '../../../reference-data/index.js';
import type { RunOfSettlement } from './parts.js';

/** By which messages know the run of a settlement. */
export const shownRun = (settlement: string): string => `settlement ${settlement}`;

/**
 * Reads something in the runs of settlements. What goes wrong names the settlements, not the places where their runs lie.
 *
 * @throws as `runOf` and `read`
 */
export async function fromRuns<Found>(
  runOf: (settlement: string) => ReturnType<RunOfSettlement>,
  settlements: readonly string[],
  read: (paths: readonly string[]) => Promise<Found>,
): Promise<Found> {
  const paths: string[] = [];
  for (const id of settlements) paths.push(await runOf(id));
  try {
    return await read(paths);
  } catch (error) {
    if (error instanceof CodedError) {
      for (const [at, path] of paths.entries()) error.callFile(path, shownRun(settlements[at]!));
      error.callFile(paths.join(', '), settlements.map(shownRun).join(', '));
    }
    throw error;
  }
}
