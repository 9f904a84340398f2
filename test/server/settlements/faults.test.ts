import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore, type Store } from '../../../server/store/index.js';
import { cases, smallBudget, smallPolicy, WEIGHTS } from '../settlement/small-region.js';
import { interruptedDatabase, type InterruptedDatabase } from '../store/interrupted-database.js';
import { Workplace } from '../tiny-workplace.js';
import { settlingService, type SettlingService } from './settling-service.js';

const PROCESS = fileURLToPath(new URL('settling-process.mjs', import.meta.url));
const url = process.env['DATABASE_URL'] ?? '';
const place = new Workplace();

describe.skipIf(url === '')('a settlement whose', () => {
  const schema = `test_${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: url });
  const children = new Set<ChildProcess>();
  let store: Store;
  let service: SettlingService;

  /** A process that settles. @param limit Largest file that it may write. Unit: KiB. */
  function settler(what: 'hang' | 'settle', limit = 'unlimited'): ChildProcess {
    const words = ['-c', `ulimit -f ${limit}; exec "$0" "$@"`, process.execPath, PROCESS, url, schema, place.folder, what];
    const child = spawn('bash', words, { stdio: ['ignore', 'pipe', 'inherit'] });
    children.add(child);
    return child;
  }
  const end = async (child: ChildProcess) => {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    children.delete(child);
  };
  const saying = async (child: ChildProcess, words: string) => {
    let said = '';
    while (!said.includes(words)) said += String((await once(child.stdout!, 'data'))[0]);
  };
  const start = async (period: string, by = service) => {
    place.file('cases.csv', cases({ caseId: 'C1', dischargeDate: `${period}-05` }));
    const batch = by.batch(place.path('cases.csv'));
    const asked = { kind: 'month', period, policy: 'policy.yaml', budget: 'budget.yaml', scheme: 'tiny', cases: [batch] };
    const { status, json } = await by.ask('clerk', 'POST', '/v1/settlements', asked);
    expect(status).toBe(202);
    return json.id as string;
  };
  const stateOf = async (id: string, by = service) => (await by.ask('clerk', 'GET', `/v1/settlements/${id}`)).json;
  const settled = (id: string, by = service) =>
    expect.poll(async () => (await stateOf(id, by)).state, { timeout: 30_000 }).toBe('settled');

  beforeAll(async () => {
    place.file('policy.yaml', smallPolicy());
    place.file('budget.yaml', smallBudget());
    place.file('weights.csv', WEIGHTS);
    const options = ['--scheme', 'tiny', '--policy', 'policy.yaml', '--source', 'test'];
    expect((await place.dianzhi('import', 'weights', 'weights.csv', ...options)).code).toBe(0);
    await client.connect();
    await client.query(`create schema ${schema}`);
    store = await openStore({ url, schema });
    service = await settlingService(store, place, { isApi: true });
  });
  afterAll(async () => {
    for (const child of children) await end(child);
    await service.stop();
    await store.close();
    await client.query(`drop schema ${schema} cascade; drop schema ${schema}_jobs cascade`);
    await client.end();
  });

  test('process is killed in the middle is settled by another; until then nothing of it is to be had', async () => {
    const killed = settler('hang');
    const id = await start('2026-01');
    await saying(killed, 'reading');
    expect((await stateOf(id)).state).toBe('running');
    expect((await service.ask('clerk', 'GET', `/v1/settlements/${id}/files`)).status).toBe(404);
    const other = settler('settle');
    await saying(other, 'ready');
    await end(killed);
    await settled(id);
    await end(other);
    const { json } = await service.ask('clerk', 'GET', `/v1/settlements/${id}/files`);
    expect(json.files).toContain('hospitals.csv');
  });

  test('disk is full has failed, says what to do, and leaves its month free', async () => {
    const small = settler('settle', '4');
    const id = await start('2026-02');
    await expect.poll(async () => (await stateOf(id)).state, { timeout: 30_000 }).toBe('failed');
    const { failure, fingerprint } = await stateOf(id);
    expect([failure.code, fingerprint]).toEqual(['SERVER_OUTPUT_UNWRITABLE', null]);
    expect(failure.en).toContain('disk space');
    await end(small);
    const other = settler('settle');
    await settled(await start('2026-02'));
    await end(other);
  });

  test('database goes away in the middle is settled when it is back', async () => {
    const way: InterruptedDatabase = await interruptedDatabase(url);
    const far = await openStore({ url: way.url, schema });
    let times = 0;
    const onCases = async () => {
      times += 1;
      if (times === 1) await way.cut();
    };
    const own = await settlingService(far, place, { onCases });
    const id = await start('2026-03', service);
    await expect.poll(() => times, { timeout: 20_000 }).toBe(1);
    await way.mend();
    await settled(id);
    expect(times).toBe(2);
    await own.stop();
    await far.close();
    await way.cut();
  });
});
