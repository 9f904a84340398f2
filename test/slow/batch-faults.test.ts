// Batches while the processes of the service, or PostgreSQL itself, are killed: nothing that was confirmed is lost, nothing half-done is seen.
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dianzhi, temporaryFolder } from '../command-line.js';
import { startProcess, type ServedOptions, type ServedProcess } from '../server/http/served-process.js';
import { canStartPostgres, OwnPostgres } from './own-postgres.js';

const ADMIN = 'chosen-by-the-administrator-0001';
const SCHEME = 'chs-drg-starter';
/** Several chunks of ten thousand. */
const ROWS = 60_000;
const HEADER = 'caseId,hospitalId,sex,ageYears,principalDiagnosis,secondaryDiagnoses\n';
const DIAGNOSES = ['I63.900', 'J18.900', 'K35.800', 'O82.000', 'E11.900', 'Z51.100'];

const file = Array.from({ length: ROWS }, (_, row) => {
  const code = DIAGNOSES[row % DIAGNOSES.length]!;
  return `K${row},H0000000000${row % 3},${code === 'O82.000' ? 2 : 1 + (row % 2)},${20 + (row % 60)},${code},J96.000\n`;
});
const content = HEADER + file.join('');

describe.skipIf(!canStartPostgres)('a batch', () => {
  const folder = temporaryFolder();
  const children = new Set<ServedProcess>();
  let database: OwnPostgres;
  let expected: string;
  let api: ServedProcess;
  let key: string;

  const start = async (role: string, more: ServedOptions = {}) => {
    const env = { DATABASE_URL: database.url, DIANZHI_ADMIN_KEY: ADMIN, DIANZHI_BATCH_THREADS: '1' };
    const served = await startProcess(join(folder, `data-${children.size}`), { args: ['--role', role], env, ...more });
    children.add(served);
    return served;
  };
  const kill = async ({ child }: ServedProcess) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  const ask = async (path: string, init: RequestInit = {}, from = api) => {
    const headers = { authorization: `Bearer ${key}`, 'accept-language': 'en', ...(init.headers as object) };
    const answer = await fetch(`${from.address}${path}`, { ...init, headers });
    return { status: answer.status, text: await answer.text() };
  };
  const json = async <T>(path: string, init: RequestInit = {}) => JSON.parse((await ask(path, init)).text) as T;
  const upload = (text: string, from = api) =>
    ask(
      `/v1/batches?schemeId=${SCHEME}&again=true`,
      { method: 'POST', headers: { 'content-type': 'text/csv' }, body: text },
      from,
    );
  const uploaded = async () => {
    const { status, text } = await upload(content);
    expect(status, text).toBeLessThan(300);
    return (JSON.parse(text) as { id: string }).id;
  };
  const stateOf = (id: string) => json<{ state: string; share: number }>(`/v1/batches/${id}`);
  const inTheMiddle = (id: string) =>
    expect.poll(async () => (await stateOf(id)).share, { timeout: 60_000, interval: 50 }).toSatisfy((share: number) => share > 0);
  const comesToTheSame = async (id: string) => {
    await expect.poll(async () => (await stateOf(id)).state, { timeout: 120_000, interval: 250 }).toBe('done');
    expect((await ask(`/v1/batches/${id}/results`)).text).toBe(expected);
  };
  const all = async () => (await json<{ items: { id: string }[] }>('/v1/batches')).items.length;

  beforeAll(async () => {
    writeFileSync(join(folder, 'cases.csv'), content);
    const words = ['group', '--scheme', SCHEME, '--input', 'cases.csv', '--output', 'expected.csv'];
    expect((await dianzhi(words, { cwd: folder })).code).toBe(0);
    expected = readFileSync(join(folder, 'expected.csv'), 'utf8');
    database = await OwnPostgres.start();
  });
  beforeEach(async () => {
    for (const served of children) await kill(served);
    api = await start('api');
    key = ADMIN;
    const terms = { role: 'bureau', region: '4205', purpose: 'test', days: 1 };
    const issue = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(terms) };
    key = (await json<{ key: string }>('/v1/keys', issue)).key;
  });
  afterAll(async () => {
    for (const served of children) await kill(served);
    await database.stop();
  });

  test('whose worker is killed in the middle is finished by another, every case once', async () => {
    const worker = await start('worker');
    const id = await uploaded();
    await inTheMiddle(id);
    await kill(worker);
    expect((await ask(`/v1/batches/${id}/results`)).status).toBe(409);
    await start('worker');
    await comesToTheSame(id);
  });

  test('whose process is killed while it is sent is not there at all, and its file is swept away', async () => {
    const before = await all();
    const data = join(folder, 'data-killed');
    const env = { DATABASE_URL: database.url, DIANZHI_ADMIN_KEY: ADMIN };
    const receiving = await startProcess(data, { args: ['--role', 'api'], env });
    const sending = request(`${receiving.address}/v1/batches?schemeId=${SCHEME}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'text/csv', 'content-length': content.length },
    });
    sending.on('error', () => undefined);
    sending.write(content.slice(0, content.length / 2));
    await expect.poll(() => readdirSync(join(data, 'work')).length, { timeout: 20_000 }).toBe(1);
    await kill(receiving);
    const again = await startProcess(data, { args: ['--role', 'api'], env });
    expect(readdirSync(join(data, 'work'))).toEqual([]);
    await kill(again);
    expect(await all()).toBe(before);
  });

  test('goes on when PostgreSQL was killed in the middle and is there again', async () => {
    await start('worker');
    const id = await uploaded();
    await inTheMiddle(id);
    await database.kill();
    const away = await ask(`/v1/batches/${id}`);
    expect([away.status, JSON.parse(away.text).code]).toEqual([503, 'HTTP_NOT_READY']);
    await database.goOn();
    await expect.poll(async () => (await ask(`/v1/batches/${id}`)).status, { timeout: 30_000 }).toBe(200);
    await comesToTheSame(id);
  });

  test('for which the disk has no room is refused with what to do, leaves nothing, and the next one is taken', async () => {
    const before = await all();
    const small = await start('api', { largestFile: 512 });
    const { status, text } = await upload(content, small);
    expect([status, JSON.parse(text).code]).toEqual([507, 'BATCHES_NO_ROOM']);
    await sleep(100);
    expect(await all()).toBe(before);
    expect((await upload(HEADER + file.slice(0, 10).join(''), small)).status).toBeLessThan(300);
  });

  test('whose process is killed at whatever moment of taking it in is there whole or not at all', async () => {
    const found: number[] = [];
    for (const moment of [150, 500, 1000, 2000]) {
      const before = await all();
      const receiving = await start('api');
      const answered = upload(content, receiving).then(
        ({ status }) => status,
        () => 0,
      );
      await Promise.race([answered, sleep(moment)]);
      await kill(receiving);
      const more = (await all()) - before;
      found.push(more);
      // What was confirmed is there; what was not may be: its last word may have been lost on the way.
      if ((await answered) === 202) expect(more).toBe(1);
      expect(more).toBeLessThanOrEqual(1);
      if (more === 0) continue;
      const [{ id, rows }] = (await json<{ items: [{ id: string; rows: number }] }>('/v1/batches?limit=1')).items;
      expect(rows).toBe(ROWS);
      const worker = await start('worker');
      await comesToTheSame(id);
      await kill(worker);
    }
    expect(found).toContain(0);
  });

  test('that is sent to two processes at the same time is taken once, and the other one is told of it', async () => {
    const other = await start('api');
    // Less than what other tests sent.
    const body = HEADER + file.slice(1).join('');
    const twice = [api, other].map((to) =>
      ask(`/v1/batches?schemeId=${SCHEME}`, { method: 'POST', headers: { 'content-type': 'text/csv' }, body }, to),
    );
    const answers = (await Promise.all(twice)).toSorted((a, b) => a.status - b.status);
    expect(answers.map(({ status }) => status)).toEqual([202, 409]);
    const { id } = JSON.parse(answers[0]!.text) as { id: string };
    expect(JSON.parse(answers[1]!.text)).toMatchObject({ code: 'BATCHES_SENT_BEFORE', detail: expect.stringContaining(id) });
  });
});
