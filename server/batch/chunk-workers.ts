import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { packageRoot } from '../../reference-data/index.js';
import { ServerError } from '../errors.js';
import { answerTask } from './answer-task.js';
import { ChunkGrouper, type ChunkSetup } from './chunk-grouper.js';
import type { ChunkAnswer, ChunkTask } from './chunk-task.js';

/** Who groups the chunks of a run: worker threads, or the thread that asks. */
export interface ChunkWorkers {
  /** @throws SERVER_WORKER_STOPPED */
  group(task: ChunkTask): Promise<ChunkAnswer>;
  close(): Promise<void>;
}

/** @param threads 1: no worker, the calling thread groups. */
export function startChunkWorkers(setup: ChunkSetup, threads: number): ChunkWorkers {
  if (threads === 1) {
    const grouper = new ChunkGrouper(setup);
    return { group: async (task) => answerTask(grouper, task), close: async () => {} };
  }
  const pool = new Piscina({
    filename: workerFile(),
    workerData: setup,
    minThreads: threads,
    maxThreads: threads,
    // A chunk that fails fails the run: nothing is tried twice.
    recordTiming: false,
  });
  // A thread that does not come up has no task that could fail in its stead.
  const notUp = new Promise<never>((_resolve, reject) => pool.on('error', reject));
  notUp.catch(() => {}); // waited for with every task
  return {
    group: (task) =>
      Promise.race([pool.run(task) as Promise<ChunkAnswer>, notUp]).catch((cause: Error) => {
        throw new ServerError('SERVER_WORKER_STOPPED', { why: cause.message }, { cause });
      }),
    close: () => pool.destroy(),
  };
}

/** Threads load JavaScript: the sources, as tests run them, find what was built of them. */
function workerFile(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const beside = join(here, 'chunk-worker.js');
  return existsSync(beside) ? beside : join(packageRoot(), 'dist', 'server', 'batch', 'chunk-worker.js');
}
