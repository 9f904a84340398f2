import { createHash } from 'node:crypto';
import { CompiledQuery, sql, type Kysely } from 'kysely';
import PgBoss from 'pg-boss';
import { grantApp, type Store, type Tables } from '../store/index.js';
import type { Failure } from './failure.js';

type Db = Kysely<Tables>;

/** A job as the queue hands it out. */
export interface QueuedJob {
  readonly id: string;
  readonly data: unknown;
  /** How often it was taken before. */
  readonly retryCount: number;
  readonly retryLimit: number;
}

/** How a kind of jobs is tried. */
export interface QueueTerms {
  readonly name: string;
  readonly attempts: number;
}

/** Unit: seconds. */
const FIRST_DELAY = 1;
const COMPLETED_KEPT = 3600;
const MAINTENANCE_EVERY = 600;
/** Unit: days. */
const FAILED_KEPT = 30;
/** Unit: minutes. */
const WAITING_KEPT = 365 * 1440;
/** A job that takes longer hangs. Unit: seconds. */
const LONGEST_JOB = 23 * 3600;

/**
 * pg-boss over the store: jobs stand in a schema of their own beside the store's, and every step can be part of a caller's transaction.
 * Only this file knows its tables.
 */
export class Queue {
  readonly schema: string;
  /** First number of the advisory locks of this store's workers, so that stores beside each other in one database do not meet. */
  readonly lockClass: number;
  readonly #boss: PgBoss;
  readonly #db: Db;

  private constructor(db: Db, boss: PgBoss, schema: string) {
    this.#db = db;
    this.#boss = boss;
    this.schema = schema;
    this.lockClass = createHash('sha256').update(schema).digest().readInt32BE();
  }

  /** Sets the queue up or brings it up to date. @param onFault Takes what goes wrong in its housekeeping. */
  static async open(store: Store, kinds: readonly QueueTerms[], onFault: (error: unknown) => void): Promise<Queue> {
    const { rows } = await sql<{ schema: string }>`select current_schema() as schema`.execute(store.owner);
    const schema = `${rows[0]!.schema}_jobs`;
    const boss = new PgBoss({
      db: {
        executeSql: async (text, values) =>
          values === undefined ? { rows: await store.script(text) } : over(store.owner).executeSql(text, values),
      },
      schema,
      schedule: false,
      maintenanceIntervalSeconds: MAINTENANCE_EVERY,
      archiveCompletedAfterSeconds: COMPLETED_KEPT,
      archiveFailedAfterSeconds: FAILED_KEPT * 86_400,
      deleteAfterDays: FAILED_KEPT,
    });
    boss.on('error', onFault);
    await boss.start();
    for (const { name, attempts } of kinds) {
      const terms = {
        name,
        retryLimit: attempts - 1,
        retryDelay: FIRST_DELAY,
        retryBackoff: true,
        expireInSeconds: LONGEST_JOB,
        retentionMinutes: WAITING_KEPT,
      };
      await boss.createQueue(name, { ...terms });
      await boss.updateQueue(name, { ...terms });
    }
    await letUnitsIn(store, schema);
    return new Queue(store.owner, boss, schema);
  }

  async send(db: Db, kind: string, payload: object): Promise<string> {
    const id = await this.#boss.send(kind, payload, { db: over(db) });
    if (id === null) throw new Error(`there is no queue for jobs of the kind ${kind}`);
    return id;
  }

  /** Many at once, in one statement. Of a kind that has no queue nothing is sent. */
  async sendAll(db: Db, kind: string, payloads: readonly object[]): Promise<void> {
    await this.#boss.insert(
      payloads.map((data) => ({ name: kind, data })),
      { db: over(db) },
    );
  }

  /** Tells the workers, once the transaction stands, that there is a job. */
  async tell(db: Db, kind: string): Promise<void> {
    await sql`select pg_notify(${this.schema}, ${kind})`.execute(db);
  }

  fetch(db: Db, kind: string, batchSize: number): Promise<QueuedJob[]> {
    return this.#boss.fetch<object>(kind, { batchSize, includeMetadata: true, db: over(db) });
  }

  async complete(db: Db, kind: string, id: string): Promise<void> {
    await this.#boss.complete(kind, id, {}, { db: over(db) });
  }

  /** Notes a failure: the job is tried again after a while, unless it is not worth it or was the last attempt. */
  async fail(db: Db, kind: string, id: string, failure: Failure, isFinal: boolean): Promise<void> {
    if (isFinal) await sql`update ${this.#jobs} set retry_limit = retry_count where name = ${kind} and id = ${id}`.execute(db);
    await this.#boss.fail(kind, id, failure, { db: over(db) });
  }

  /** Puts a job back as if it had not been taken. */
  async giveBack(db: Db, kind: string, id: string): Promise<void> {
    await sql`
      update ${this.#jobs} set state = 'created', started_on = null, start_after = now()
      where name = ${kind} and id = ${id} and state = 'active'`.execute(db);
  }

  /** Puts a job back at once, as one whose attempt failed. */
  async retryNow(db: Db, kind: string, id: string): Promise<void> {
    await sql`
      update ${this.#jobs} set state = 'retry', start_after = now()
      where name = ${kind} and id = ${id} and state = 'active'`.execute(db);
  }

  /** The job as it stands; undefined where it was removed. */
  async find(
    db: Db,
    kind: string,
    id: string,
  ): Promise<(QueuedJob & { readonly state: string; readonly output: unknown }) | undefined> {
    return (await this.#boss.getJobById<object>(kind, id, { db: over(db), includeArchive: false })) ?? undefined;
  }

  /** How many jobs are in which state, by kind. */
  async counts(): Promise<readonly { readonly kind: string; readonly state: string; readonly count: number }[]> {
    const { rows } = await sql<{ kind: string; state: string; count: number }>`
      select name as kind, state::text as state, count(*)::integer as count from ${this.#jobs} group by name, state`.execute(
      this.#db,
    );
    return rows;
  }

  /** Ends the housekeeping. */
  async close(): Promise<void> {
    await this.#boss.stop({ graceful: false });
  }

  get #jobs() {
    return sql.table(`${this.schema}.job`);
  }
}

/** What is submitted and ended in a unit is so as the role of units. */
async function letUnitsIn({ owner }: Store, schema: string): Promise<void> {
  await owner.transaction().execute(async (transaction) => {
    // Grants of several processes that start at once would run into each other.
    await sql`select pg_advisory_xact_lock(hashtext(${schema}))`.execute(transaction);
    await grantApp(transaction, sql`usage on schema ${sql.id(schema)}`);
    await grantApp(transaction, sql`select, insert, update, delete on all tables in schema ${sql.id(schema)}`);
  });
}

/** The queue inside whatever transaction a Kysely stands for. */
function over(db: Db): PgBoss.Db {
  return {
    async executeSql(text, values) {
      const { rows } = await db.executeQuery<object>(CompiledQuery.raw(text, values));
      return { rows };
    },
  };
}
