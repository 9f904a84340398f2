import type { ChunkWorkers } from '../batch/chunk-workers.js';
import type { ChunkAnswer, ChunkTask } from '../batch/chunk-task.js';

interface Pool {
  readonly batch: string;
  readonly workers: Promise<ChunkWorkers<unknown>>;
  users: number;
}

/** How long threads without work are kept. Unit: milliseconds. */
const IDLE = 30_000;

/** The threads of the batch under way: they stay from chunk to chunk, and give way to those of the next batch. */
export class ChunkPools {
  #current: Pool | undefined;
  #idle: NodeJS.Timeout | undefined;

  /**
   * Has a chunk answered.
   *
   * @param start Starts the threads of its batch.
   * @throws SERVER_WORKER_STOPPED, and as `start`
   */
  async answer(batch: string, start: () => Promise<ChunkWorkers<unknown>>, task: ChunkTask): Promise<ChunkAnswer<unknown>> {
    clearTimeout(this.#idle);
    if (this.#current?.batch !== batch) this.#replace({ batch, workers: start(), users: 0 });
    const pool = this.#current!;
    pool.users++;
    try {
      return await (await pool.workers).group(task);
    } catch (error) {
      // Threads that failed once are not asked again.
      if (this.#current === pool) this.#current = undefined;
      throw error;
    } finally {
      pool.users--;
      if (pool.users === 0 && this.#current !== pool) await close(pool);
      else if (pool.users === 0) this.#idle = setTimeout(() => void this.close(), IDLE).unref();
    }
  }

  /** Ends all threads that have nothing to do; the others when they are done. */
  async close(): Promise<void> {
    clearTimeout(this.#idle);
    await this.#replace(undefined);
  }

  #replace(next: Pool | undefined): Promise<void> {
    const before = this.#current;
    this.#current = next;
    return before === undefined || before.users > 0 ? Promise.resolve() : close(before);
  }
}

const close = async ({ workers }: Pool): Promise<void> => (await workers.catch(() => undefined))?.close();
