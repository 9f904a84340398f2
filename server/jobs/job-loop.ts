import { setTimeout as sleep } from 'node:timers/promises';
import type { Attendance, Attending } from './attendance.js';
import { Doorbell } from './doorbell.js';
import type { JobContext, JobHandler } from './kind.js';
import type { QueuedJob } from './queue.js';
import type { Outcome, Takings, Worked } from './takings.js';

/** How long a loop sleeps that nobody wakes: jobs that are tried again wake nobody. Unit: milliseconds. */
const LONGEST_SLEEP = 1000;
/** After so long the database is asked again. Unit: milliseconds. */
const AGAIN_AFTER = 500;

interface LoopParts {
  readonly attendance: Attendance;
  readonly takings: Takings;
  readonly onFault: (error: unknown) => void;
}

/** Takes jobs of one kind, as many at a time as it may, and runs them. */
export class JobLoop {
  readonly bell = new Doorbell();
  readonly #worked: Worked;
  readonly #handler: JobHandler<unknown>;
  readonly #parts: LoopParts;
  readonly #closing = new AbortController();
  readonly #givingUp = new AbortController();
  readonly #running = new Set<Promise<void>>();
  readonly #ended: Promise<void>;

  constructor(worked: Worked, handler: JobHandler<unknown>, parts: LoopParts) {
    this.#worked = worked;
    this.#handler = handler;
    this.#parts = parts;
    this.#ended = this.#run();
  }

  /** Takes no more jobs. @returns Once those under way are over. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.bell.ring();
    await this.#ended;
    await Promise.all(this.#running);
  }

  /** Tells the jobs under way to stop: they are given back. */
  giveUp(): void {
    this.#givingUp.abort();
  }

  async #run(): Promise<void> {
    const { attendance, onFault } = this.#parts;
    while (!this.#closing.signal.aborted) {
      const attending = await attendance.now();
      if (attending === undefined) return;
      try {
        const free = this.#worked.terms.concurrency - this.#running.size;
        if (free === 0) await Promise.race(this.#running);
        else if ((await this.#start(attending, free)) < free) await this.bell.wait(LONGEST_SLEEP);
      } catch (error) {
        onFault(error);
        await sleep(AGAIN_AFTER);
      }
    }
  }

  async #start(attending: Attending, most: number): Promise<number> {
    const jobs = await this.#parts.takings.take(attending, this.#worked.kind.name, most);
    for (const job of jobs) {
      const run = this.#runOne(attending, job).finally(() => this.#running.delete(run));
      this.#running.add(run);
    }
    return jobs.length;
  }

  async #runOne(attending: Attending, job: QueuedJob): Promise<void> {
    const signal = AbortSignal.any([this.#givingUp.signal, attending.lost]);
    const outcome = await this.#outcomeOf(attending, job, signal);
    // As long as the others take this worker for alive, nobody else can note the end.
    while (!attending.lost.aborted) {
      try {
        return await this.#parts.takings.end(this.#worked, attending, job, outcome);
      } catch (error) {
        this.#parts.onFault(error);
        await sleep(AGAIN_AFTER);
      }
    }
  }

  async #outcomeOf(attending: Attending, { id, data, retryCount }: QueuedJob, signal: AbortSignal): Promise<Outcome> {
    const { kind } = this.#worked;
    const { takings, onFault } = this.#parts;
    const context: JobContext = {
      id,
      signal,
      attempt: retryCount + 1,
      confirm: (unit) => takings.confirm(unit, attending, id),
      finish: (unit) => takings.finish(unit, attending, kind.name, id),
    };
    try {
      await this.#handler(kind.payload.parse(data), context);
      return { is: 'done' };
    } catch (error) {
      if (signal.aborted) return { is: 'given-back' };
      onFault(error);
      return { is: 'failed', error };
    }
  }
}
