import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Jobs, type JobKind } from '../../../server/jobs/index.js';
import { openStore, SYSTEM, type Store } from '../../../server/store/index.js';
import { interruptedDatabase, type InterruptedDatabase } from '../store/interrupted-database.js';

const EFFECT: JobKind<{ readonly what: string }> = {
  name: 'effect',
  payload: z.strictObject({ what: z.string() }),
  attempts: 5,
};
const WORKER = fileURLToPath(new URL('worker-process.mjs', import.meta.url));
const url = process.env['DATABASE_URL'] ?? '';

/** A worker in a process of its own, whose words are waited for. */
class Worker {
  readonly child: ChildProcess;
  #said = '';

  constructor(schema: string) {
    this.child = spawn(process.execPath, [WORKER, url, schema], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.child.stdout!.on('data', (piece) => (this.#said += String(piece)));
  }

  async says(words: string): Promise<void> {
    while (!this.#said.includes(`${words}\n`)) await once(this.child.stdout!, 'data');
  }

  hasSaid(words: string): boolean {
    return this.#said.includes(words);
  }

  goOn(): void {
    this.child.stdin!.write('go on\n');
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    const ended = once(this.child, 'exit');
    this.child.kill(signal);
    await ended;
  }
}

describe.skipIf(url === '')('processes on one PostgreSQL', () => {
  const schema = `test_${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: url });
  let way: InterruptedDatabase;
  let store: Store;
  let jobs: Jobs;
  const submit = (what: string) => store.unit(SYSTEM, (unit) => jobs.submit(unit, EFFECT, { what }));
  const effects = async () =>
    (await client.query<{ what: string }>(`select what from ${schema}.effects`)).rows.map(({ what }) => what);

  beforeAll(async () => {
    await client.connect();
    await client.query(
      `create schema ${schema}; create table ${schema}.effects (what text not null); grant all on ${schema}.effects to public`,
    );
    way = await interruptedDatabase(url);
    store = await openStore({ url: way.url, schema });
    jobs = await Jobs.open(store, [EFFECT], () => undefined);
  });
  afterAll(async () => {
    await jobs.stop();
    await store.close();
    await way.cut();
    await client.query(`drop schema ${schema} cascade; drop schema ${schema}_jobs cascade`);
    await client.end();
  });

  test('a job of a worker that is killed is finished by another within seconds, once in effect; a stopped one ends its own', async () => {
    const killed = new Worker(schema);
    await killed.says('ready');
    await submit('one');
    await killed.says('took one 1');
    const other = new Worker(schema);
    await other.says('ready');
    // Busy is not dead: the other has looked once at least.
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(other.hasSaid('took')).toBe(false);
    const at = performance.now();
    await killed.end('SIGKILL');
    await other.says('took one 2');
    expect(performance.now() - at).toBeLessThan(5000);
    other.goOn();
    await other.says('did one');
    expect(await effects()).toEqual(['one']);

    await submit('two');
    await other.says('took two 1');
    const ended = other.end('SIGTERM');
    other.goOn();
    await ended;
    expect([other.hasSaid('did two'), other.hasSaid('stopped')]).toEqual([true, true]);
    expect(await effects()).toEqual(['one', 'two']);
  });

  test('a worker whose database went away tells its jobs, and goes on when it is back', async () => {
    const took: number[] = [];
    let isTold = false;
    jobs.work(EFFECT, { concurrency: 1 }, async ({ what }, { attempt, signal, finish }) => {
      took.push(attempt);
      if (took.length === 1) {
        await once(signal, 'abort');
        isTold = true;
      }
      await store.unit(SYSTEM, async (unit) => {
        await sql`insert into effects values (${what})`.execute(unit.db);
        await finish(unit);
      });
    });
    await submit('three');
    await expect.poll(() => took.length).toBe(1);
    await way.cut();
    await expect.poll(() => isTold).toBe(true);
    await way.mend();
    await expect.poll(effects, { timeout: 15_000 }).toEqual(['one', 'two', 'three']);
    expect(took).toEqual([1, 2]);
  });
});
