import { DERIVE_JOB, workOnDerivations } from '../derived/index.js';
import type { Documents } from '../documents/index.js';
import type { Jobs } from '../jobs/index.js';
import { SETTLE_JOB, Settlements, SettlementsError, VERIFY_JOB, workOnSettlements } from '../settlements/index.js';
import type { Shelf, Store } from '../store/index.js';
import type { WorkFolder } from '../work-folder.js';
import { JobInputs } from './job-inputs.js';
import type { Route } from './route.js';
import { derivedRoutes } from './routes/derived.js';
import { settlementFileRoutes } from './routes/settlement-files.js';
import { foundSettlement, settlementRoutes } from './routes/settlements.js';
import type { RunOfSettlement } from './special-cases/parts.js';

/** Jobs of what is made out of batches. */
export const KINDS_OF_BATCHES = [SETTLE_JOB, VERIFY_JOB, DERIVE_JOB] as const;

export interface WorkOfBatchesParts {
  readonly store: Store;
  readonly jobs: Jobs;
  readonly shelf: Shelf;
  readonly documents: Documents;
  readonly folder: WorkFolder;
  /** Data directory. */
  readonly data: string;
  /** Threads of a settlement beside its own; 1 or more. */
  readonly threads: number;
}

/** What is made out of batches: settlements, indicators, leads, directories. */
export interface WorkOfBatches {
  readonly routes: readonly Route[];
  readonly runOf: RunOfSettlement;
  /** Begins to work on it, whichever process it was asked of. */
  work(): void;
}

export function workOfBatches({ data, documents, threads, ...parts }: WorkOfBatchesParts): WorkOfBatches {
  const { store, jobs, shelf, folder } = parts;
  const inputs = new JobInputs(store, documents, data);
  const settling = { ...parts, settlements: new Settlements(jobs), things: inputs };
  return {
    routes: [
      ...settlementRoutes(settling),
      ...settlementFileRoutes(settling),
      ...derivedRoutes({ store, jobs, shelf, refuseUnknown: (by, asked) => inputs.refuseUnknown(by, asked) }),
    ],
    async runOf(by, id, states) {
      const { state, run } = await store.unit(by, (unit) => foundSettlement(settling.settlements, unit, id));
      if (states.every((one) => one !== state))
        throw new SettlementsError('SETTLEMENTS_WRONG_STATE', { id, state, needed: states.join(', ') });
      return shelf.place(run!);
    },
    work() {
      workOnSettlements(jobs, { store, shelf, folder, threads, sources: inputs.ofSettlements });
      workOnDerivations(jobs, 1, {
        store,
        shelf,
        folder,
        sources: inputs.ofDerivations,
        addDirectory: (unit, derivation, built) => inputs.addDirectory(unit, derivation, built),
      });
    },
  };
}
