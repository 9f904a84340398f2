import { setTimeout as sleep } from 'node:timers/promises';
import type { Store, Unit } from '../store/index.js';
import { Attendance } from './attendance.js';
import { JobLoop } from './job-loop.js';
import type { JobHandler, JobKind, WorkTerms } from './kind.js';
import { Queue, type QueueTerms } from './queue.js';
import { Takings, type Worked } from './takings.js';

/** How many jobs of a kind wait, are under way, or failed for good of late. */
export interface JobCount {
  readonly kind: string;
  readonly state: 'waiting' | 'running' | 'failed';
  readonly count: number;
}

/** How often it is looked for workers that are gone. Unit: milliseconds. */
const LOOK_EVERY = 1000;
/** How long a stop waits for jobs to end by themselves, and then for them to be given back. Unit: milliseconds. */
const PATIENCE = 8_000;
const LAST_PATIENCE = 4_000;

const STATES: Readonly<Record<string, JobCount['state']>> = {
  created: 'waiting',
  retry: 'waiting',
  active: 'running',
  failed: 'failed',
};

/**
 * Work that outlives a request: submitted in the transaction of the change it belongs to, taken by any process that works on its kind.
 *
 * Every job is run at least once; a second time where its process died, was stopped, or failed. What a handler writes in a transaction
 * that it confirmed is written by one attempt only.
 */
export class Jobs {
  readonly #store: Store;
  readonly #queue: Queue;
  readonly #takings: Takings;
  readonly #onFault: (error: unknown) => void;
  readonly #loops = new Map<string, JobLoop>();
  readonly #worked = new Map<string, Worked>();
  readonly #stopping = new AbortController();
  #attendance: Attendance | undefined;
  #looking: Promise<void> = Promise.resolve();

  private constructor(store: Store, queue: Queue, onFault: (error: unknown) => void) {
    this.#store = store;
    this.#queue = queue;
    this.#takings = new Takings(store, queue);
    this.#onFault = onFault;
  }

  /**
   * @param kinds Every kind that may be submitted.
   * @param onFault Takes what went wrong in jobs and in looking for them.
   */
  static async open(store: Store, kinds: readonly QueueTerms[], onFault: (error: unknown) => void): Promise<Jobs> {
    return new Jobs(store, await Queue.open(store, kinds, onFault), onFault);
  }

  /** Submits a job: it is there exactly when the transaction stands. @returns Its number. */
  async submit<Payload extends object>({ db }: Unit, kind: JobKind<Payload>, payload: Payload): Promise<string> {
    const id = await this.#queue.send(db, kind.name, payload);
    await this.#queue.tell(db, kind.name);
    return id;
  }

  /** Submits many jobs of a kind, as `submit` each of them. */
  async submitAll<Payload extends object>({ db }: Unit, kind: JobKind<Payload>, payloads: readonly Payload[]): Promise<void> {
    if (payloads.length === 0) return;
    await this.#queue.sendAll(db, kind.name, payloads);
    await this.#queue.tell(db, kind.name);
  }

  /** Begins to work on a kind of jobs. Once for each kind. */
  work<Payload extends object>(kind: JobKind<Payload>, terms: WorkTerms<Payload>, handler: JobHandler<Payload>): void {
    this.#attendance ??= this.#attend();
    const worked = { kind, terms };
    this.#worked.set(kind.name, worked);
    const parts = { attendance: this.#attendance, takings: this.#takings, onFault: this.#onFault };
    this.#loops.set(kind.name, new JobLoop(worked, handler as JobHandler<unknown>, parts));
  }

  async counts(): Promise<readonly JobCount[]> {
    const counted = new Map<string, JobCount>();
    for (const { kind, state: as, count } of await this.#queue.counts()) {
      const state = STATES[as];
      if (state === undefined) continue;
      const name = `${kind} ${state}`;
      counted.set(name, { kind, state, count: count + (counted.get(name)?.count ?? 0) });
    }
    return [...counted.values()];
  }

  /** Takes no more jobs, lets those under way end, and gives back what takes too long. @param patience Unit: milliseconds. */
  async stop(patience = PATIENCE): Promise<void> {
    this.#stopping.abort();
    const loops = [...this.#loops.values()];
    const closed = Promise.all(loops.map((loop) => loop.close()));
    await within(patience, closed);
    for (const loop of loops) loop.giveUp();
    await within(LAST_PATIENCE, closed);
    await this.#looking;
    await this.#attendance?.leave();
    await this.#queue.close();
  }

  #attend(): Attendance {
    const { schema: channel, lockClass } = this.#queue;
    const onTold = (kind: string) => this.#loops.get(kind)?.bell.ring();
    const attendance = new Attendance(this.#store, {
      lockClass,
      channel,
      onTold,
      stopping: this.#stopping.signal,
      onFault: this.#onFault,
    });
    this.#looking = this.#lookForTheLost(attendance);
    return attendance;
  }

  async #lookForTheLost(attendance: Attendance): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const attending = await attendance.now();
      if (attending !== undefined) await this.#takings.giveBackOfTheLost(attending, this.#worked).catch(this.#onFault);
      await sleep(LOOK_EVERY, undefined, { signal }).catch(() => undefined);
    }
  }
}

async function within(patience: number, work: Promise<unknown>): Promise<void> {
  const over = new AbortController();
  await Promise.race([work, sleep(patience, undefined, { signal: over.signal }).catch(() => undefined)]);
  over.abort();
}
