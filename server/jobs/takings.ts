import { sql, type Kysely } from 'kysely';
import { SYSTEM, type Store, type Tables, type Unit } from '../store/index.js';
import type { Attending } from './attendance.js';
import { JobsError } from './errors.js';
import { isWorthRetrying, failureOf, type Failure } from './failure.js';
import type { JobKind, WorkTerms } from './kind.js';
import type { Queue, QueuedJob } from './queue.js';

/** A kind with how this process works on it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- every kind has a payload of its own
export type Worked = { readonly kind: JobKind<any>; readonly terms: WorkTerms<any> };

/** How an attempt ended. */
export type Outcome =
  { readonly is: 'done' } | { readonly is: 'given-back' } | { readonly is: 'failed'; readonly error: unknown };

/** Who has which job: noted in the transaction that takes it from the queue, struck out in the one that ends it or gives it back. */
export class Takings {
  readonly #store: Store;
  readonly #queue: Queue;

  constructor(store: Store, queue: Queue) {
    this.#store = store;
    this.#queue = queue;
  }

  /** Takes up to so many jobs that wait. */
  take({ worker }: Attending, kind: string, most: number): Promise<readonly QueuedJob[]> {
    return this.#inTransaction(async ({ db }) => {
      const jobs = await this.#queue.fetch(db, kind, most);
      if (jobs.length > 0) {
        await db
          .insertInto('job_taking')
          .values(jobs.map(({ id }) => ({ job_id: id, kind, worker })))
          .onConflict((taken) => taken.column('job_id').doUpdateSet({ worker }))
          .execute();
      }
      return jobs;
    });
  }

  /** Makes sure that a worker still has a job, until the transaction ends. @throws JOBS_TAKEN_OVER */
  async confirm({ db }: Unit, { worker }: Attending, job: string): Promise<void> {
    const own = await db
      .selectFrom('job_taking')
      .select('job_id')
      .where('job_id', '=', job)
      .where('worker', '=', worker)
      .forUpdate()
      .executeTakeFirst();
    if (own === undefined) throw new JobsError('JOBS_TAKEN_OVER', { job });
  }

  /** Ends a job well, inside the caller's transaction. @throws JOBS_TAKEN_OVER */
  async finish(unit: Unit, attending: Attending, kind: string, job: string): Promise<void> {
    if (!(await strikeOut(unit.db, attending, job))) throw new JobsError('JOBS_TAKEN_OVER', { job });
    await this.#queue.complete(unit.db, kind, job);
  }

  /** Notes how an attempt ended; nothing where the job is not this worker's any more. */
  async end({ kind, terms }: Worked, attending: Attending, job: QueuedJob, outcome: Outcome): Promise<void> {
    await this.#inTransaction(async (unit) => {
      const { db } = unit;
      if (!(await strikeOut(db, attending, job.id))) return;
      if (outcome.is === 'done') {
        await this.#queue.complete(db, kind.name, job.id);
      } else if (outcome.is === 'given-back') {
        await this.#queue.giveBack(db, kind.name, job.id);
        await this.#queue.tell(db, kind.name);
      } else {
        const failure = failureOf(outcome.error, job.id);
        const isFinal = job.retryCount >= job.retryLimit || !isWorthRetrying(outcome.error);
        await this.#fail(unit, { kind, terms }, job, failure, isFinal);
      }
    });
  }

  /** Gives back the jobs of workers whose presence is gone, of kinds that this process works on. */
  async giveBackOfTheLost({ worker: own }: Attending, worked: ReadonlyMap<string, Worked>): Promise<void> {
    const kinds = [...worked.keys()];
    const others = await this.#store.owner
      .selectFrom('job_taking')
      .select('worker')
      .distinct()
      .where('worker', '<>', own)
      .where('kind', 'in', kinds)
      .execute();
    for (const { worker } of others) {
      await this.#inTransaction(async (unit) => {
        if (await this.#lives(unit, worker)) return;
        const lost = await unit.db
          .deleteFrom('job_taking')
          .where('worker', '=', worker)
          .where('kind', 'in', kinds)
          .returning(['job_id', 'kind'])
          .execute();
        for (const { job_id, kind } of lost) await this.#giveBackLost(unit, worked.get(kind)!, job_id);
      });
    }
  }

  async #giveBackLost(unit: Unit, worked: Worked, id: string): Promise<void> {
    const { name } = worked.kind;
    const job = await this.#queue.find(unit.db, name, id);
    if (job?.state !== 'active') return;
    const error = new JobsError('JOBS_WORKER_LOST', { attempts: job.retryCount + 1 });
    if (job.retryCount >= job.retryLimit) return this.#fail(unit, worked, job, failureOf(error, id), true);
    await this.#queue.retryNow(unit.db, name, id);
    await this.#queue.tell(unit.db, name);
  }

  async #fail(unit: Unit, { kind, terms }: Worked, job: QueuedJob, failure: Failure, isFinal: boolean): Promise<void> {
    await this.#queue.fail(unit.db, kind.name, job.id, failure, isFinal);
    if (isFinal) await terms.failed?.(unit, kind.payload.parse(job.data), failure);
  }

  /** Whether somebody holds the lock of a worker's number; nobody can take it meanwhile. */
  async #lives({ db }: Unit, worker: number): Promise<boolean> {
    const { rows } = await sql<{ free: boolean }>`
      select pg_try_advisory_xact_lock(${this.#queue.lockClass}::integer, ${worker}::integer) as free`.execute(db);
    return !rows[0]!.free;
  }

  #inTransaction<T>(work: (unit: Unit) => Promise<T>): Promise<T> {
    return this.#store.unit(SYSTEM, work);
  }
}

/** Strikes out who has a job. @returns Whether it was this worker. */
async function strikeOut(db: Kysely<Tables>, { worker }: Attending, job: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('job_taking')
    .where('job_id', '=', job)
    .where('worker', '=', worker)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}
