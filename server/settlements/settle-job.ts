import { CodedError } from '../../reference-data/index.js';
import { isWorthRetrying, shownFailure, type JobContext, type ShownNames } from '../jobs/index.js';
import { runInThread } from '../run-in-thread.js';
import { SYSTEM, type Store } from '../store/index.js';
import type { WorkPlace } from '../work-folder.js';
import { SettlementsError } from './errors.js';
import type { SettledApart, SettleProgress, SettleWork } from './settle-apart.js';
import { lockRegion, settledOf } from './settled-of-region.js';
import { askedOf, type Settlement } from './settlement.js';
import { layOut } from './settlement-inputs.js';
import { beginSettling, isWanted, keepFailure, keepSettled, noteProgress } from './settlement-progress.js';
import { placedRuns, type SettlingParts } from './settling-parts.js';

/** How often a settlement notes how far it is. Unit: milliseconds. */
const NOTED_EVERY = 500;

/**
 * Settles: in a thread of its own, from files into a folder, which goes on the shelf in the transaction that says that it is settled. What
 * was refused for its inputs has failed, and says why in full to those who may see the settlement.
 *
 * @throws what another attempt may mend
 */
export async function settleJob(parts: SettlingParts, id: string, context: JobContext): Promise<void> {
  const { store } = parts;
  const settlement = await store.unit(SYSTEM, async (unit) => {
    await context.confirm(unit);
    return beginSettling(unit, id);
  });
  if (settlement === undefined) return;
  const names: ShownNames = new Map();
  try {
    await parts.folder.within((place) => settleIn(parts, { settlement, place, names }, context));
  } catch (error) {
    if (context.signal.aborted || !(error instanceof CodedError) || isWorthRetrying(error)) throw error;
    await store.unit(SYSTEM, async (unit) => {
      await keepFailure(unit, id, shownFailure(error, names));
      await context.finish(unit);
    });
  }
}

interface Place {
  readonly settlement: Settlement;
  readonly place: WorkPlace;
  readonly names: ShownNames;
}

async function settleIn(parts: SettlingParts, { settlement, place, names }: Place, context: JobContext): Promise<void> {
  const { store, shelf, sources, threads } = parts;
  const { asked, basis } = await store.unit(SYSTEM, async (unit) => ({
    asked: await askedOf(unit, settlement.id),
    basis: await settledOf(unit, settlement),
  }));
  const previous = await placedRuns(shelf, basis, names);
  const request = await layOut({ asked, region: settlement, previous }, sources, { place: place.path, names });
  const work: SettleWork = { request, output: place.path('run'), scratch: place.folder, isDry: settlement.isDry, threads };
  const settled = await settleFollowed(store, settlement, work, context.signal);
  if (settled === undefined) return;
  await store.unit(SYSTEM, async (unit) => {
    await lockRegion(unit, settlement.region);
    refuseOtherBasis(settlement, basis, await settledOf(unit, settlement));
    if (!(await isWanted(unit, settlement.id))) return;
    const run = settlement.isDry ? null : await shelf.put(unit, work.output);
    await keepSettled(unit, settlement, settled, run);
    await context.finish(unit);
  });
}

/** @returns undefined where it was discarded meanwhile */
async function settleFollowed(
  store: Store,
  { id }: Settlement,
  work: SettleWork,
  signal: AbortSignal,
): Promise<SettledApart | undefined> {
  const unwanted = new AbortController();
  let notedAt = 0;
  const onProgress = (progress: SettleProgress): void => {
    const now = performance.now();
    if (now - notedAt < NOTED_EVERY) return;
    notedAt = now;
    // How far it is may remain unsaid: what keeps the run will tell if the database is away.
    store
      .unit(SYSTEM, (unit) => noteProgress(unit, id, progress))
      .then(
        (isStillWanted) => void (isStillWanted || unwanted.abort()),
        () => undefined,
      );
  };
  try {
    return await runInThread<SettleWork, SettledApart, SettleProgress>(
      'settlements/settle-thread.js',
      work,
      AbortSignal.any([signal, unwanted.signal]),
      onProgress,
    );
  } catch (error) {
    if (unwanted.signal.aborted) return undefined;
    throw error;
  }
}

/** What was settled or discarded in the meantime would have to be built on, or not to be. @throws SETTLEMENTS_BASIS_CHANGED */
function refuseOtherBasis({ policyRegion: region }: Settlement, before: readonly Settlement[], now: readonly Settlement[]): void {
  const keyOf = (some: readonly Settlement[]) => some.map(({ id }) => id).join(' ');
  if (keyOf(before) !== keyOf(now)) throw new SettlementsError('SETTLEMENTS_BASIS_CHANGED', { region });
}
