import { CodedError } from '../../reference-data/index.js';
import { isWorthRetrying, shownFailure, type JobContext, type ShownNames } from '../jobs/index.js';
import { runInThread } from '../run-in-thread.js';
import { SYSTEM } from '../store/index.js';
import type { WorkPlace } from '../work-folder.js';
import { settledOf } from './settled-of-region.js';
import { settlementOf, type KeptVerification, type Settlement } from './settlement.js';
import { layOut } from './settlement-inputs.js';
import { keepVerification } from './settlement-progress.js';
import { placedRuns, type SettlingParts } from './settling-parts.js';
import type { PathsAgain } from '../settlement/verify.js';
import type { Verified, VerifyWork } from './verify-apart.js';

/** Recomputes a run from its inputs, in a thread of its own, and keeps whether every byte agrees. @throws what another attempt may mend */
export async function verifyJob(parts: SettlingParts, id: string, context: JobContext): Promise<void> {
  const { store } = parts;
  const { settlement, basis } = await store.unit(SYSTEM, async (unit) => {
    await context.confirm(unit);
    const row = await unit.db.selectFrom('settlement').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const found = settlementOf(row);
    return { settlement: found, basis: await settledOf(unit, found) };
  });
  if (settlement.run === null) return;
  const verification = await verificationOf(parts, settlement, basis, context);
  await store.unit(SYSTEM, async (unit) => {
    await keepVerification(unit, id, verification);
    await context.finish(unit);
  });
}

async function verificationOf(
  parts: SettlingParts,
  settlement: Settlement,
  basis: readonly Settlement[],
  { signal }: JobContext,
): Promise<KeptVerification> {
  const askedAt = settlement.verification?.askedAt ?? new Date().toISOString();
  const names: ShownNames = new Map();
  try {
    const verified = await parts.folder.within((place) => verifyIn(parts, { settlement, basis, place, names, signal }));
    return { state: 'done', askedAt, ...verified };
  } catch (error) {
    if (signal.aborted || !(error instanceof CodedError) || isWorthRetrying(error)) throw error;
    return { state: 'failed', askedAt, failure: shownFailure(error, names) };
  }
}

interface Place {
  readonly settlement: Settlement;
  readonly basis: readonly Settlement[];
  readonly place: WorkPlace;
  readonly names: ShownNames;
  readonly signal: AbortSignal;
}

async function verifyIn(parts: SettlingParts, { settlement, basis, place, names, signal }: Place): Promise<Verified> {
  const { shelf, sources, threads } = parts;
  const [run] = await placedRuns(shelf, [settlement], names);
  const wasBuiltOn = basis.filter(({ fingerprint }) => settlement.result!.builtOn.includes(fingerprint!));
  const given = await layOut(settlement, await placedRuns(shelf, wasBuiltOn, names), sources, { place: place.path, names });
  const { reviews, ...paths } = given;
  const registers = reviews?.map(({ path }) => path);
  const again: PathsAgain = { ...paths, ...(registers === undefined ? {} : { registers }) };
  const work: VerifyWork = { run: run!, given: again, scratch: place.folder, threads };
  return runInThread<VerifyWork, Verified>('settlements/verify-thread.js', work, signal);
}
