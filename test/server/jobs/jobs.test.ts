import { once } from 'node:events';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Jobs, type Failure, type JobKind } from '../../../server/jobs/index.js';
import { SettlementError } from '../../../server/settlement/errors.js';
import { grantApp, SYSTEM, type Store } from '../../../server/store/index.js';
import { TEST_DATABASES } from '../store/test-stores.js';

type Sum = { readonly add: number };
const SUM: JobKind<Sum> = { name: 'sum', payload: z.strictObject({ add: z.int() }), attempts: 2 };
/** A promise that a handler keeps. */
function awaited<T>() {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((keep) => (resolve = keep));
  return { promise, resolve };
}

const ONE = { concurrency: 1 };

describe.each(TEST_DATABASES)('Jobs on $name', ({ open }) => {
  let store: Store;
  let jobs: Jobs;
  let faults: unknown[];
  const opened = () => Jobs.open(store, [SUM], (error) => faults.push(error));
  const total = async () => {
    const { rows } = await sql<{ total: number }>`select coalesce(sum(added), 0)::integer as total from sums`.execute(
      store.owner,
    );
    return rows[0]!.total;
  };
  /** The table of the queue. */
  const queue = async () => {
    const { rows } = await sql<{ name: string }>`select current_schema() || '_jobs' as name`.execute(store.owner);
    return sql.table(`${rows[0]!.name}.job`);
  };
  const submit = (add: number) => store.unit(SYSTEM, (unit) => jobs.submit(unit, SUM, { add }));
  const counts = async () => Object.fromEntries((await jobs.counts()).map(({ state, count }) => [state, count]));

  beforeAll(async () => {
    store = await open();
    await sql`create table sums (added integer not null)`.execute(store.owner);
    await grantApp(store.owner, sql`select, insert on sums`);
  });
  beforeEach(async () => {
    faults = [];
    jobs = await opened();
  });
  afterEach(async () => {
    await jobs.stop(100);
    await sql`delete from sums`.execute(store.owner);
    await sql`delete from ${await queue()}`.execute(store.owner);
  });
  afterAll(() => store.close());

  test('a job is there exactly when the change is that submitted it, and is taken up at once', async () => {
    const seen: number[] = [];
    const three = awaited<void>();
    jobs.work(SUM, { concurrency: 4 }, async ({ add }) => {
      seen.push(add);
      if (add === 3) three.resolve();
    });
    const takenBack = store.unit(SYSTEM, async (unit) => {
      await jobs.submit(unit, SUM, { add: 1 });
      throw new Error('the change failed');
    });
    await expect(takenBack).rejects.toThrow('the change failed');
    const before = performance.now();
    await submit(3);
    await three.promise;
    // Told by the database, not found by looking: that is done every second.
    expect(performance.now() - before).toBeLessThan(900);
    expect([seen, faults]).toEqual([[3], []]);
  });

  test('many are submitted in one go, on the terms of each alone, and none where there are none', async () => {
    const seen: number[] = [];
    const all = awaited<void>();
    const many = Array.from({ length: 1_200 }, (_, add) => ({ add }));
    await store.unit(SYSTEM, async (unit) => {
      await jobs.submitAll(unit, SUM, []);
      await jobs.submitAll(unit, SUM, many);
      await jobs.submit(unit, SUM, { add: many.length });
    });
    const terms = await sql<{ jobs: number }>`
      select count(*)::integer as jobs from ${await queue()}
      group by name, priority, retry_limit, retry_delay, retry_backoff, expire_in, keep_until, policy`.execute(store.owner);
    expect(terms.rows).toEqual([{ jobs: many.length + 1 }]);
    jobs.work(SUM, { concurrency: 50 }, async ({ add }) => {
      if (seen.push(add) > many.length) all.resolve();
    });
    await all.promise;
    expect(seen.toSorted((a, b) => a - b)).toEqual([...many.map(({ add }) => add), many.length]);
  });

  test('an effect and the end of its job are one: what was taken over meanwhile writes nothing', async () => {
    const attempts: number[] = [];
    const done = awaited<void>();
    jobs.work(SUM, ONE, async ({ add }, { id, attempt, finish }) => {
      attempts.push(attempt);
      // Somebody took this worker for dead, and gave the job back.
      if (attempt === 1) await sql`delete from job_taking where job_id = ${id}`.execute(store.owner);
      await store.unit(SYSTEM, async (unit) => {
        await sql`insert into sums values (${add})`.execute(unit.db);
        await finish(unit);
      });
      done.resolve();
    });
    await submit(5);
    await expect.poll(() => faults.length).toBe(1);
    expect(faults[0]).toMatchObject({ code: 'JOBS_TAKEN_OVER' });
    expect([attempts, await total(), await counts()]).toEqual([[1], 0, { running: 1 }]);
  });

  test('a job that fails is tried again a bounded number of times, then its failure is kept and told once', async () => {
    const attempts: number[] = [];
    const told = awaited<[Sum, Failure]>();
    const failed = async (_: unknown, payload: Sum, failure: Failure) => told.resolve([payload, failure]);
    jobs.work(SUM, { ...ONE, failed }, async (_, { attempt }) => {
      attempts.push(attempt);
      throw new Error('case 1234 is odd');
    });
    const id = await submit(7);
    const [payload, failure] = await told.promise;
    expect([payload, attempts]).toEqual([{ add: 7 }, [1, 2]]);
    expect(failure).toMatchObject({ code: 'JOBS_FAULT', en: expect.stringContaining(id) });
    await expect.poll(counts).toEqual({ failed: 1 });
  });

  test('what was refused for what the caller handed over is not tried again, and its words name no case', async () => {
    const told = awaited<Failure>();
    jobs.work(SUM, { ...ONE, failed: async (_, __, failure) => told.resolve(failure) }, async () => {
      throw new SettlementError('SETTLEMENT_CASE_TWICE', { hospital: 'H1', case: 'case-1234' });
    });
    await submit(7);
    const failure = await told.promise;
    expect(failure.code).toBe('SETTLEMENT_CASE_TWICE');
    expect(failure.en).toBe('Case … of hospital … stands there more than once. Keep one of them.');
    expect([failure.zh.includes('1234'), faults.length]).toEqual([false, 1]);
  });

  test('a stop lets short jobs end and gives long ones back, for which it does not count as an attempt', async () => {
    const begun = awaited<void>();
    jobs.work(SUM, { concurrency: 2 }, async ({ add }, { signal }) => {
      if (add === 2) {
        await sql`insert into sums values (${add})`.execute(store.owner);
        return;
      }
      begun.resolve();
      await once(signal, 'abort');
      throw signal.reason;
    });
    await submit(40);
    await begun.promise;
    await submit(2);
    await expect.poll(total).toBe(2);
    await jobs.stop(100);
    expect(await counts()).toEqual({ waiting: 1 });

    jobs = await opened();
    const taken = awaited<number>();
    jobs.work(SUM, ONE, async (_, { attempt }) => taken.resolve(attempt));
    expect(await taken.promise).toBe(1);
    expect(faults).toEqual([]);
  });

  test('a job whose worker is gone is taken up by another, and fails for good with the last attempt', async () => {
    const hanging = awaited<void>();
    const told = awaited<Failure>();
    const attempts: number[] = [];
    jobs.work(SUM, { concurrency: 2, failed: async (_, __, failure) => told.resolve(failure) }, async (_, { attempt, id }) => {
      attempts.push(attempt);
      // As if this process had died: nobody holds the lock of that number.
      await sql`update job_taking set worker = ${-attempt} where job_id = ${id}`.execute(store.owner);
      await hanging.promise;
    });
    await submit(9);
    expect(await told.promise).toMatchObject({ code: 'JOBS_WORKER_LOST', en: expect.stringContaining('in 2 attempts') });
    hanging.resolve();
    await jobs.stop();
    expect([attempts, await counts(), faults]).toEqual([[1, 2], { failed: 1 }, []]);
  });
});
