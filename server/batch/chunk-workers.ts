import { Piscina } from 'piscina';
import { ServerError } from '../errors.js';
import { threadModule } from '../thread-module.js';
import { answerTask } from './answer-task.js';
import type { ChunkAnswer, ChunkTask, ChunkWorker } from './chunk-task.js';

/** Who works on the chunks of a run: worker threads, or the thread that asks. */
export interface ChunkWorkers<Counts> {
  /** @throws SERVER_WORKER_STOPPED */
  group(task: ChunkTask): Promise<ChunkAnswer<Counts>>;
  close(): Promise<void>;
}

/** One kind of work on chunks. */
export interface ChunkWork<Setup, Counts> {
  /** The module that a thread runs, in this folder. */
  readonly module: string;
  /** The same on the thread that asks. */
  readonly create: (setup: Setup) => ChunkWorker<Counts> | Promise<ChunkWorker<Counts>>;
}

/**
 * @param threads 1: no worker, the calling thread does the work.
 * @param staysFree Whether the calling thread has others to answer: then a single worker does the work in its stead.
 */
export function startChunkWorkers<Setup, Counts>(
  { module, create }: ChunkWork<Setup, Counts>,
  setup: Setup,
  threads: number,
  staysFree = false,
): ChunkWorkers<Counts> {
  if (threads === 1 && !staysFree) {
    const worker = create(setup);
    return { group: async (task) => answerTask(await worker, task), close: async () => {} };
  }
  const pool = new Piscina({
    filename: threadModule(`batch/${module}`),
    workerData: setup,
    minThreads: threads,
    maxThreads: threads,
    // A chunk that fails fails the run: nothing is tried twice.
    recordTiming: false,
    resourceLimits: { maxYoungGenerationSizeMb: 24 },
  });
  // A thread that does not come up has no task that could fail in its stead.
  const waiting = new Set<(error: Error) => void>();
  let notUp: Error | undefined;
  pool.on('error', (error: Error) => {
    notUp ??= error;
    for (const reject of waiting) reject(error);
  });
  const run = (task: ChunkTask) =>
    new Promise<ChunkAnswer<Counts>>((resolve, reject) => {
      if (notUp !== undefined) return reject(notUp);
      waiting.add(reject);
      return (pool.run(task) as Promise<ChunkAnswer<Counts>>).then(resolve, reject).finally(() => waiting.delete(reject));
    });
  return {
    group: (task) =>
      run(task).catch((cause: Error) => {
        throw new ServerError('SERVER_WORKER_STOPPED', { why: cause.message }, { cause });
      }),
    close: () => pool.destroy(),
  };
}
