// Settlements while PostgreSQL is killed: what was confirmed is not lost, nothing half-done is seen, and what comes of it is the same.
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demonstrationCsv, demonstrationDischarges } from '../../reference-data/index.js';
import { dianzhi, temporaryFolder } from '../command-line.js';
import { demoJanuary } from '../server/http/demo-settlement.js';
import { startProcess, type ServedProcess } from '../server/http/served-process.js';
import { canStartPostgres, OwnPostgres } from './own-postgres.js';

const ADMIN = 'chosen-by-the-administrator-0001';
const CASES = 8_000;
/** A year is cleared by the scores of its hospitals. */
const ASSESSMENT = ['hospitalId,score', ...[1, 2, 3, 4, 5, 6].map((number) => `H0000000000${number},90`)].join('\n');
const BY_BUREAU = { role: 'bureau', region: '4205', purpose: 'test', days: 1 };

interface Shown {
  readonly id: string;
  readonly state: string;
  readonly progress: { readonly cases: number };
  readonly fingerprint: string | null;
  readonly failure: object | null;
}
/** Moments at which PostgreSQL is killed, by what is seen of a settlement, or by a share of the time that it takes undisturbed. */
const MOMENTS = [
  ['as soon as it was confirmed', 0],
  ['once it runs', ({ state }: Shown) => state !== 'waiting'],
  ['once it has read cases', ({ progress, state }: Shown) => progress.cases > 0 || state === 'settled'],
  ['half-way', 0.5],
  ['towards its end', 0.8],
  ['at about its end', 0.97],
] as const;

describe.skipIf(!canStartPostgres)('a settlement whose PostgreSQL is killed', () => {
  const folder = temporaryFolder();
  let database: OwnPostgres;
  let served: ServedProcess;
  let key = ADMIN;
  let batch: string;

  const ask = async (path: string, { method = 'GET', body, type = 'application/json' }: Request = {}) => {
    const headers = { authorization: `Bearer ${key}`, 'accept-language': 'en', 'content-type': type };
    const answer = await fetch(`${served.address}${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
    return { status: answer.status, text: await answer.text() };
  };
  interface Request {
    readonly method?: string;
    readonly body?: string;
    readonly type?: string;
  }
  const posted = async <T>(path: string, body: object = {}): Promise<T> => {
    const { status, text } = await ask(path, { method: 'POST', body: JSON.stringify(body) });
    expect(status, text).toBeLessThan(300);
    return JSON.parse(text) as T;
  };
  const seen = async (id: string) => JSON.parse((await ask(`/v1/settlements/${id}`)).text) as Shown;
  const isThere = (path: string) =>
    expect.poll(async () => (await ask(path)).status, { timeout: 60_000, interval: 100 }).toBe(200);
  const started = async (kind: 'month' | 'year') => {
    const year = { kind, period: '2026', withoutMonths: true, tables: { assessment: ASSESSMENT } };
    const asked = { ...demoJanuary(batch), ...(kind === 'year' ? year : {}) };
    return (await posted<Shown>('/v1/settlements', asked)).id;
  };
  /** Waits for the end of a settlement: nothing of it may be had before. */
  const ended = async (id: string) => {
    for (const until = Date.now() + 120_000; ;) {
      expect(Date.now()).toBeLessThan(until);
      // Its files first: what is settled meanwhile has them.
      const files = await ask(`/v1/settlements/${id}/files`);
      const now = await seen(id);
      if (now.state !== 'waiting' && now.state !== 'running') return now;
      expect(files.status).toBe(404);
      await sleep(50);
    }
  };
  const contentOf = async (id: string) => {
    const { files } = JSON.parse((await ask(`/v1/settlements/${id}/files`)).text) as { files: string[] };
    const content: Record<string, string> = {};
    for (const name of files) content[name] = (await ask(`/v1/settlements/${id}/files/${name}`)).text;
    return content;
  };
  const discard = async (id: string) => expect((await ask(`/v1/settlements/${id}`, { method: 'DELETE' })).status).toBe(204);

  beforeAll(async () => {
    database = await OwnPostgres.start();
    const env = { DATABASE_URL: database.url, DIANZHI_ADMIN_KEY: ADMIN, DIANZHI_BATCH_THREADS: '1' };
    served = await startProcess(join(folder, 'data'), { env });
    key = (await posted<{ key: string }>('/v1/keys', BY_BUREAU)).key;
    const rows = [...demonstrationDischarges({ seed: 11, count: CASES * 12, year: 2026 })];
    const january = rows.filter(({ dischargeDate }) => dischargeDate.startsWith('2026-01'));
    const body = [...demonstrationCsv(january)].join('');
    const { status, text } = await ask('/v1/batches?schemeId=demo-dip', { method: 'POST', body, type: 'text/csv' });
    expect(status, text).toBe(202);
    batch = (JSON.parse(text) as { id: string }).id;
    // The stream ends with the batch.
    expect((await ask(`/v1/batches/${batch}/events`)).text).toContain('"state":"done"');
  });
  afterAll(async () => {
    if (served.child.exitCode === null) {
      const gone = once(served.child, 'exit');
      served.child.kill('SIGTERM');
      await gone;
    }
    await database.stop();
  });

  describe.each(['month', 'year'] as const)('%s', (kind) => {
    test('ends as if nothing had been, whenever that is, and shows nothing before', async () => {
      const began = performance.now();
      const undisturbed = await started(kind);
      const { fingerprint, state, failure } = await ended(undisturbed);
      expect([state, failure]).toEqual(['settled', null]);
      const took = performance.now() - began;
      const content = await contentOf(undisturbed);
      expect(Object.keys(content).length).toBeGreaterThan(6);
      await discard(undisturbed);
      let inTheMiddle = 0;
      for (const [why, moment] of MOMENTS) {
        const id = await started(kind);
        if (typeof moment === 'number') await sleep(took * moment);
        else while (!moment(await seen(id))) await sleep(10);
        const before = await seen(id);
        if (before.state === 'running') inTheMiddle++;
        await database.kill();
        const away = await ask(`/v1/settlements/${id}`);
        expect([why, away.status, JSON.parse(away.text).code]).toEqual([why, 503, 'HTTP_NOT_READY']);
        await database.goOn();
        await isThere('/readyz');
        await isThere(`/v1/settlements/${id}`);
        // What was seen settled is settled.
        if (before.state === 'settled') expect((await seen(id)).state).toBe('settled');
        expect({ why, ...(await ended(id)) }).toMatchObject({ why, state: 'settled', failure: null, fingerprint });
        expect(await contentOf(id)).toEqual(content);
        await discard(id);
      }
      expect(inTheMiddle).toBeGreaterThan(1);
    });
  });

  test('has left an audit log whose every line follows from the one before', async () => {
    const words = ['audit', 'verify', '--data', join(folder, 'data'), '--lang', 'en'];
    const { code, stderr } = await dianzhi(words, { env: { DATABASE_URL: database.url } });
    expect(code, stderr).toBe(0);
  });
});
