import { CodedError } from '../../reference-data/index.js';
import { isWorthRetrying, shownFailure, type JobContext, type Jobs, type ShownNames } from '../jobs/index.js';
import { runInThread } from '../run-in-thread.js';
import { SYSTEM, type Shelf, type Store, type Unit } from '../store/index.js';
import type { WorkFolder, WorkPlace } from '../work-folder.js';
import { changeDerivation, DERIVE_JOB, noteDerived, type Derivation } from './derivation.js';
import type { DeriveProgress, DeriveWork } from './derive-apart.js';
import { layOutWork, type DerivingSources } from './lay-out-work.js';

/** How often it is noted how far it is. Unit: milliseconds. */
const NOTED_EVERY = 500;

/** What deriving takes. */
export interface DerivingParts {
  readonly store: Store;
  readonly shelf: Shelf;
  /** Where what is read and written lies meanwhile. */
  readonly folder: WorkFolder;
  readonly sources: DerivingSources;
  /** Registers a built directory as a scheme that another person may put in force. */
  readonly addDirectory: (unit: Unit, derivation: Derivation, folder: string) => Promise<void>;
}

/** Begins to derive what is asked for, so many at a time. */
export function workOnDerivations(jobs: Jobs, concurrency: number, parts: DerivingParts): void {
  const failed = async (unit: Unit, { id }: { readonly id: string }, failure: Derivation['failure']) =>
    void (await changeDerivation(unit, id, { state: 'failed', failure, finishedAt: new Date() }));
  jobs.work(DERIVE_JOB, { concurrency, failed }, ({ id }, context) => deriveJob(parts, id, context));
}

/** Derives in a thread of its own. What was refused has failed, and says why in full to whoever asked. @throws what another attempt may mend */
async function deriveJob(parts: DerivingParts, id: string, context: JobContext): Promise<void> {
  const { store } = parts;
  const derivation = await store.unit(SYSTEM, async (unit) => {
    await context.confirm(unit);
    return changeDerivation(unit, id, { state: 'running', rows: 0, share: null });
  });
  const names: ShownNames = new Map();
  try {
    await parts.folder.within((place) => deriveIn(parts, { derivation, place, names }, context));
  } catch (error) {
    if (context.signal.aborted || !(error instanceof CodedError) || isWorthRetrying(error)) throw error;
    await store.unit(SYSTEM, async (unit) => {
      await changeDerivation(unit, id, { state: 'failed', failure: shownFailure(error, names), finishedAt: new Date() });
      await context.finish(unit);
    });
  }
}

interface Place {
  readonly derivation: Derivation;
  readonly place: WorkPlace;
  readonly names: ShownNames;
}

async function deriveIn(parts: DerivingParts, { derivation, place, names }: Place, context: JobContext): Promise<void> {
  const { store, shelf, sources, addDirectory } = parts;
  const { id } = derivation;
  const { work, output } = await layOutWork(derivation, sources, { place: place.path, names });
  let notedAt = 0;
  const onProgress = ({ rows, share }: DeriveProgress): void => {
    if (performance.now() - notedAt < NOTED_EVERY) return;
    notedAt = performance.now();
    // How far it is may remain unsaid: what keeps the result will tell if the database is away.
    store.unit(SYSTEM, (unit) => noteDerived(unit, id, rows, share)).catch(() => undefined);
  };
  const result = await runInThread<DeriveWork & { readonly scratch: string }, object, DeriveProgress>(
    'derived/derive-thread.js',
    { ...work, scratch: place.folder },
    context.signal,
    onProgress,
  );
  await store.unit(SYSTEM, async (unit) => {
    const item = output === undefined ? {} : { item: await shelf.put(unit, output) };
    if (derivation.what.kind === 'directory') await addDirectory(unit, derivation, output!);
    await changeDerivation(unit, id, { state: 'done', share: 1, result, finishedAt: new Date(), ...item });
    await context.finish(unit);
  });
}
