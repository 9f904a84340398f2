import { setTimeout as sleep } from 'node:timers/promises';
import type { Scope, Store } from '../store/index.js';
import { BatchesError } from './errors.js';
import { findBatch, findProgress } from './find-batches.js';

/** Something that happened to a batch. */
export interface BatchEvent {
  readonly event: 'progress' | 'end' | 'removed';
  readonly data: object;
  readonly id: string;
}

/** How often the database is asked: chunks are answered in other processes too. Unit: milliseconds. */
const LOOK_EVERY = 500;

/**
 * How far a batch is, whenever that changes, and how it ended.
 *
 * @param seen The event that was seen last: it does not come again.
 * @param signal Ends when nobody listens any more.
 */
export async function* batchEvents(
  store: Pick<Store, 'unit'>,
  scope: Scope,
  id: string,
  seen: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<BatchEvent> {
  let last = seen;
  for (;;) {
    const progress = await store.unit(scope, (unit) => findProgress(unit, id)).catch(unlessUnknown);
    if (progress === undefined) return yield { event: 'removed', data: {}, id: 'removed' };
    const { state, chunks, chunksDone } = progress;
    const name = `${state}-${chunksDone}`;
    if (name !== last) yield { event: 'progress', data: { state, share: chunks === 0 ? 1 : chunksDone / chunks }, id: name };
    last = name;
    if (state !== 'queued' && state !== 'running') {
      const { failure, counts } = (await store.unit(scope, (unit) => findBatch(unit, id)).catch(unlessUnknown)) ?? {};
      return yield { event: 'end', data: { state, failure, counts }, id: name };
    }
    await sleep(LOOK_EVERY, undefined, { signal });
  }
}

function unlessUnknown(error: unknown): undefined {
  if (!(error instanceof BatchesError)) throw error;
}
