import { Piscina } from 'piscina';
import { ServerError } from '../errors.js';
import { threadModule } from '../thread-module.js';
import { answerTask } from './answer-task.js';
import type { ChunkAnswer, ChunkTask, ChunkWorker } from './chunk-task.js';

/** Who works on the chunks of a run: worker threads, or the thread that asks. */
export interface ChunkWorkers<Counts> {
  /** How many chunks may be under way, so that nobody who works waits for the next. */
  readonly chunksAtOnce: number;
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

/** For each thread a chunk that is worked on and one that waits, and one that is written meanwhile. */
const CHUNKS_PER_THREAD = 2;

/** @param threads 1: no worker, the calling thread does the work. */
export function startChunkWorkers<Setup, Counts>(
  work: ChunkWork<Setup, Counts>,
  setup: Setup,
  threads: number,
): ChunkWorkers<Counts> {
  if (threads > 1) return startChunkThreads(work, setup, threads);
  const worker = work.create(setup);
  return { chunksAtOnce: 1, group: async (task) => answerTask(await worker, task), close: async () => {} };
}

/** The same where the calling thread has other things to do. @param threads 1 or more. */
export function startChunkThreads<Setup, Counts>(
  { module }: Pick<ChunkWork<Setup, Counts>, 'module'>,
  setup: Setup,
  threads: number,
): ChunkWorkers<Counts> {
  const pool = new Piscina({
    filename: threadModule(`batch/${module}`),
    workerData: setup,
    minThreads: threads,
    maxThreads: threads,
    // A chunk that fails fails the run: nothing is tried twice.
    recordTiming: false,
    // Node 20 ends the whole process where a thread is stopped while it loads an ES module by `require`, which the pool tries first.
    execArgv: ['--no-experimental-require-module'],
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
    chunksAtOnce: threads * CHUNKS_PER_THREAD + 1,
    group: (task) =>
      run(task).catch((cause: Error) => {
        throw new ServerError('SERVER_WORKER_STOPPED', { why: cause.message }, { cause });
      }),
    close: () => pool.destroy(),
  };
}
