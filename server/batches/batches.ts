import type { Jobs } from '../jobs/index.js';
import type { Store, Unit } from '../store/index.js';
import { answerChunk } from './answer-chunk.js';
import { BATCH_CHUNK } from './batch-chunks.js';
import { failBatch } from './change-batches.js';
import { ChunkPools } from './chunk-pools.js';
import { keepBatch, type KeptUpload } from './keep-batch.js';
import { orNoRoom } from './no-room.js';
import { receiveUpload, type ReceivedUpload, type ReceivingParts, type Sent } from './receive-upload.js';

/** What batches take. */
export interface BatchesParts extends ReceivingParts {
  readonly store: Pick<Store, 'unit'>;
  readonly jobs: Pick<Jobs, 'submitAll' | 'work'>;
  /** Data directory. */
  readonly data: string;
  /** Threads for an upload at the door, and for the batch that is worked on; 1 or more. */
  readonly threads: number;
}

/** Files of cases in one process: taken in, and worked on. */
export class Batches {
  readonly #parts: BatchesParts;
  readonly #pools = new ChunkPools();

  constructor(parts: BatchesParts) {
    this.#parts = parts;
  }

  /** @throws as `receiveUpload` */
  receive(sent: Sent): Promise<ReceivedUpload> {
    return receiveUpload(sent, this.#parts);
  }

  /** @throws BATCHES_NO_ROOM, and as `keepBatch` */
  keep(unit: Unit, upload: ReceivedUpload): Promise<KeptUpload> {
    return keepBatch(unit, this.#parts.jobs, upload).catch((error: unknown) => {
      throw orNoRoom(error);
    });
  }

  /** Begins to work on batches, whoever took them in. */
  work(): void {
    const { jobs, store, documents, data, threads } = this.#parts;
    const pools = this.#pools;
    jobs.work(
      BATCH_CHUNK,
      // While threads work, one chunk is read and another written.
      { concurrency: threads + 2, failed: (unit, { batch }, failure) => failBatch(unit, batch, failure) },
      (payload, job) => answerChunk(payload, job, { store, pools, documents, data, threads }),
    );
  }

  /** Ends the threads, once no job is under way. */
  close(): Promise<void> {
    return this.#pools.close();
  }
}
