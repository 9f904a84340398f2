import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig, startService, type Service } from '../../../server/http/index.js';
import { interruptedDatabase, type InterruptedDatabase } from '../store/interrupted-database.js';

const ADMIN = 'chosen-by-the-administrator-0001';
const url = process.env['DATABASE_URL'] ?? '';

test('an embedded database belongs to one process, which does everything', () => {
  expect(() => readConfig({}, undefined, 'api')).toThrow('--role');
  expect(readConfig({}).role).toBe('all');
  expect(readConfig({ DATABASE_URL: 'postgres://127.0.0.1/x' }, undefined, 'worker').role).toBe('worker');
});

describe.skipIf(url === '')('services on one PostgreSQL', () => {
  const schema = `test_${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: url });
  const faults: unknown[] = [];
  let way: InterruptedDatabase;
  let data: string;
  let api: Service;
  let worker: Service;
  const ask = async (service: Service, path: string) => {
    const answer = await fetch(`${service.address}${path}`, {
      headers: { authorization: `Bearer ${ADMIN}`, 'accept-language': 'en' },
    });
    return { status: answer.status, text: await answer.text() };
  };

  beforeAll(async () => {
    await client.connect();
    await client.query(`create schema ${schema}`);
    way = await interruptedDatabase(url);
    data = await mkdtemp(join(tmpdir(), 'dianzhi-roles-'));
    const started = (role: 'api' | 'worker') => {
      const config = readConfig({ DATABASE_URL: way.url, PORT: '0', DIANZHI_ADMIN_KEY: ADMIN }, data, role);
      return startService({ ...config, store: { url: way.url, schema } }, (error) => faults.push(error));
    };
    api = await started('api');
    worker = await started('worker');
  });
  afterAll(async () => {
    await Promise.all([api.stop(), worker.stop()]);
    await way.cut();
    await client.query(`drop schema ${schema} cascade; drop schema ${schema}_jobs cascade`);
    await client.end();
    await rm(data, { recursive: true });
  });

  test('a worker says how it is and answers nothing else', async () => {
    expect((await ask(worker, '/readyz')).status).toBe(200);
    expect((await ask(worker, '/metrics')).status).toBe(200);
    expect((await ask(worker, '/v1/keys')).status).toBe(404);
    expect((await ask(api, '/v1/keys')).status).toBe(200);
  });

  test('while the database is away a request is told to come back, and is answered when it is there again', async () => {
    await way.cut();
    const { status, text } = await ask(api, '/v1/keys');
    expect([status, JSON.parse(text)]).toEqual([503, expect.objectContaining({ code: 'HTTP_NOT_READY' })]);
    expect((await ask(api, '/readyz')).status).toBe(503);
    expect((await ask(api, '/healthz')).status).toBe(200);
    await way.mend();
    expect((await ask(api, '/v1/keys')).status).toBe(200);
    expect((await ask(worker, '/readyz')).status).toBe(200);
    expect(faults.length).toBeGreaterThan(0);
  });
});
