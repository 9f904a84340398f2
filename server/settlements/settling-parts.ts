import type { Shelf, Store } from '../store/index.js';
import type { WorkFolder } from '../work-folder.js';
import type { Settlement } from './settlement.js';
import type { ShownNames } from '../jobs/index.js';
import type { InputSources } from './settlement-inputs.js';

/** What settling takes. */
export interface SettlingParts {
  readonly store: Store;
  readonly sources: InputSources;
  readonly shelf: Shelf;
  /** Where inputs and the run lie meanwhile. */
  readonly folder: WorkFolder;
  /** Threads of a settlement beside the one that it runs in. */
  readonly threads: number;
}

/** Lays runs out. @param names Takes the names by which messages know them. */
export async function placedRuns(shelf: Shelf, runs: readonly Settlement[], names: ShownNames): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const { id, run } of runs) {
    const path = await shelf.place(run!);
    names.set(path, `settlement ${id}`);
    paths.push(path);
  }
  return paths;
}
