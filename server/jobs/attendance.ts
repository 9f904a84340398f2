import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Presence, Store } from '../store/index.js';

/** A worker as it is present: jobs that it takes carry its number. */
export interface Attending {
  readonly worker: number;
  /** Aborted when the others take this worker for dead. */
  readonly lost: AbortSignal;
}

export interface AttendanceTerms {
  readonly lockClass: number;
  readonly channel: string;
  readonly onTold: (what: string) => void;
  /** Aborted when the process has to stop: a presence that is lost then is not shown again. */
  readonly stopping: AbortSignal;
  readonly onFault: (error: unknown) => void;
}

/** After so long the database is asked again. Unit: milliseconds. */
const AGAIN_AFTER = 1000;

/** Keeps a process present: under a new number whenever its connection was lost. */
export class Attendance {
  readonly #store: Store;
  readonly #terms: AttendanceTerms;
  #presence: Presence | undefined;
  #attending: Promise<Attending | undefined>;

  constructor(store: Store, terms: AttendanceTerms) {
    this.#store = store;
    this.#terms = terms;
    this.#attending = this.#attend();
  }

  /** Waits until the process is present. @returns undefined where it is stopped */
  now(): Promise<Attending | undefined> {
    return this.#attending;
  }

  /** Once it is stopping: the others take over what this worker has left. */
  async leave(): Promise<void> {
    await this.#attending;
    await this.#presence?.leave().catch(this.#terms.onFault);
  }

  async #attend(): Promise<Attending | undefined> {
    const { stopping, onFault } = this.#terms;
    while (!stopping.aborted) {
      try {
        return await this.#show();
      } catch (error) {
        onFault(error);
        await sleep(AGAIN_AFTER, undefined, { signal: stopping }).catch(() => undefined);
      }
    }
    return undefined;
  }

  async #show(): Promise<Attending> {
    const { lockClass, channel, onTold } = this.#terms;
    const { rows } = await sql<{ worker: number }>`select nextval('job_worker')::integer as worker`.execute(this.#store.owner);
    const { worker } = rows[0]!;
    const presence = await this.#store.showPresence({ lock: [lockClass, worker], channel, onTold });
    this.#presence = presence;
    presence.lost.addEventListener('abort', () => (this.#attending = this.#attend()), { once: true });
    return { worker, lost: presence.lost };
  }
}
