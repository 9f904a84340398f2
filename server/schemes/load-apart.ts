import { runInThread } from '../run-in-thread.js';
import { findScheme } from './scheme-directory.js';
import { loadForGrouping, type SharedScheme } from './shared-scheme.js';

/** A scheme that a thread of its own is asked for. */
export interface SchemeToLoad {
  readonly id: string;
  readonly data: string;
}

/**
 * Loads what grouping needs of a scheme, and leaves the one that asks free meanwhile: to compile a national scheme takes seconds. Those
 * that ship are small, and loaded sooner than a thread starts.
 *
 * @throws as `loadForGrouping`
 */
export async function loadApart(work: SchemeToLoad): Promise<SharedScheme> {
  const { id, data } = work;
  const { builtIn } = await findScheme(id, data);
  return builtIn ? loadForGrouping(id, { data }) : runInThread<SchemeToLoad, SharedScheme>('schemes/load-thread.js', work);
}
