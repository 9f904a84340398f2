import { CodedError } from '../../reference-data/index.js';
import { isWorthRetrying, shownFailure, type JobContext, type ShownNames } from '../jobs/index.js';
import { runInThread } from '../run-in-thread.js';
import { SYSTEM } from '../store/index.js';
import type { WorkPlace } from '../work-folder.js';
import { settledOf } from './settled-of-region.js';
import type { AskedSettlement } from './asked.js';
import { askedOf, SEEN, settlementOf, type KeptVerification, type Settlement } from './settlement.js';
import { layOut } from './settlement-inputs.js';
import { keepVerification } from './settlement-progress.js';
import { placedRuns, type SettlingParts } from './settling-parts.js';
import type { PathsAgain } from '../settlement/verify.js';
import type { Verified, VerifyWork } from './verify-apart.js';

/** What is to be verified. */
interface ToVerify {
  readonly settlement: Settlement;
  readonly asked: AskedSettlement;
  /** What is settled in its region. */
  readonly standing: readonly Settlement[];
}

/** Recomputes a run from its inputs, in a thread of its own, and keeps whether every byte agrees. @throws what another attempt may mend */
export async function verifyJob(parts: SettlingParts, id: string, context: JobContext): Promise<void> {
  const { store } = parts;
  const what = await store.unit(SYSTEM, async (unit): Promise<ToVerify> => {
    await context.confirm(unit);
    const row = await unit.db.selectFrom('settlement').select(SEEN).where('id', '=', id).executeTakeFirstOrThrow();
    const settlement = settlementOf(row);
    return { settlement, asked: await askedOf(unit, id), standing: await settledOf(unit, settlement) };
  });
  const verification = await verificationOf(parts, what, context.signal);
  await store.unit(SYSTEM, async (unit) => {
    await keepVerification(unit, id, verification);
    await context.finish(unit);
  });
}

async function verificationOf(parts: SettlingParts, what: ToVerify, signal: AbortSignal): Promise<KeptVerification> {
  const askedAt = what.settlement.verification?.askedAt ?? new Date().toISOString();
  const names: ShownNames = new Map();
  try {
    const verified = await parts.folder.within((place) => verifyIn(parts, what, { place, names, signal }));
    return { state: 'done', askedAt, ...verified };
  } catch (error) {
    if (signal.aborted || !(error instanceof CodedError) || isWorthRetrying(error)) throw error;
    return { state: 'failed', askedAt, failure: shownFailure(error, names) };
  }
}

interface Place {
  readonly place: WorkPlace;
  readonly names: ShownNames;
  readonly signal: AbortSignal;
}

async function verifyIn(
  { shelf, sources, threads }: SettlingParts,
  { settlement, asked, standing }: ToVerify,
  { place, names, signal }: Place,
): Promise<Verified> {
  const [run] = await placedRuns(shelf, [settlement], names);
  const builtOn = standing.filter(({ fingerprint }) => settlement.result!.builtOn.includes(fingerprint!));
  const previous = await placedRuns(shelf, builtOn, names);
  const laidOut = await layOut({ asked, region: settlement, previous }, sources, { place: place.path, names });
  const { reviews, ...paths } = laidOut;
  const registers = reviews?.map(({ path }) => path);
  const given: PathsAgain = { ...paths, ...(registers === undefined ? {} : { registers }) };
  const work: VerifyWork = { run: run!, given, scratch: place.folder, threads };
  return runInThread<VerifyWork, Verified>('settlements/verify-thread.js', work, signal);
}
