import { createServer, request as rawRequest, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { Download, EventStream } from '../../../server/http/answers.js';
import { createApp } from '../../../server/http/app.js';
import { Changes } from '../../../server/http/carry-out.js';
import { Metrics } from '../../../server/http/metrics.js';
import { openApiOf } from '../../../server/http/openapi.js';
import { changingRoute, route, type Route } from '../../../server/http/route.js';
import { AuditLog, openStore, ROLES, type Store } from '../../../server/store/index.js';

const said = { zh: '试', en: 'try' };
const head = { roles: ROLES, summary: said } as const;

let store: Store;
let server: Server;
let address: string;
const stopping = new AbortController();
const faults: unknown[] = [];
const heard: string[] = [];
let sizes: number[] = [];

/** Routes of every kind that the frame knows, over a table of their own. */
const ROUTES: readonly Route[] = [
  changingRoute({
    ...head,
    method: 'post',
    path: '/v1/notes',
    status: 201,
    query: z.strictObject({ dryRun: z.stringbool().default(false) }),
    body: z.strictObject({ text: z.string() }),
    change: {
      action: 'note.add',
      async write({ db }, { body: { text }, query: { dryRun } }) {
        await sql`insert into note values (${text})`.execute(db);
        if (text === 'fails') throw new Error('planted');
        return { object: text, answer: { text, amount: 12n }, isDry: dryRun };
      },
    },
  }),
  changingRoute({
    ...head,
    method: 'post',
    path: '/v1/files',
    upload: { types: ['text/csv'] },
    change: {
      action: 'file.add',
      async prepare({ upload }) {
        let length = 0;
        for await (const piece of upload.bytes) length += piece.length;
        return length;
      },
      write: async (_, __, length) => ({ object: 'file', rows: length, answer: { length } }),
      cleanUp: async (length) => void sizes.push(length),
    },
  }),
  route({
    ...head,
    method: 'get',
    path: '/v1/long',
    answer: ['text/csv'],
    query: z.strictObject({ breaks: z.enum(['first', 'later']).optional() }),
    async handle({ query: { breaks } }) {
      async function* bytes() {
        if (breaks === 'first') throw new Error('planted');
        yield Buffer.from('a,b\n');
        if (breaks === 'later') throw new Error('planted');
        for (let at = 0; at < 100; at++) yield Buffer.alloc(65_536, 'x');
        heard.push('all was read');
      }
      return new Download({ type: 'text/csv', name: '结果.csv', bytes: bytes() });
    },
  }),
  route({
    ...head,
    method: 'get',
    path: '/v1/happenings',
    answer: 'events',
    async handle({ lastEventId, signal }) {
      async function* events() {
        for (let at = Number(lastEventId ?? 0) + 1; at <= 3; at++) yield { event: 'step', id: String(at), data: { at } };
        if (!signal.aborted) await once(signal, 'abort');
        heard.push('the caller went away');
      }
      return new EventStream(events());
    },
  }),
  route({ ...head, method: 'get', path: '/v1/patients', patientLevel: true, handle: async () => ({}) }),
  route({
    ...head,
    method: 'get',
    path: '/v1/records',
    patientLevel: true,
    async handle(call) {
      await call.noteRead('records.read', 'records', 3);
      return { records: 3 };
    },
  }),
];

beforeAll(async () => {
  store = await openStore({ folder: undefined });
  await sql`create table note (text text)`.execute(store.owner);
  await sql`do $$ begin grant all on note to public; end $$`.execute(store.owner);
  const audit = new AuditLog(store);
  const app = createApp({
    routes: ROUTES,
    document: openApiOf(ROUTES, '0'),
    callerOf: async (keyId) => ({ keyId, role: 'bureau', region: '42', institution: '' }),
    notReady: async () => undefined,
    metrics: new Metrics(async () => []),
    perMinute: 1_000,
    onFault: (error) => faults.push(error),
    changes: new Changes(store, audit),
    audit,
    longestUpload: 1_000,
    stopping: stopping.signal,
  });
  server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  stopping.abort();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await store.close();
});

const ask = (path: string, { headers, ...init }: RequestInit = {}) =>
  fetch(`${address}${path}`, { ...init, headers: { authorization: 'Bearer somebody', 'accept-language': 'en', ...headers } });
const note = (text: string, headers: Record<string, string> = {}, query = '') =>
  ask(`/v1/notes${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ text }),
  });
const code = async (answer: Response): Promise<unknown> => [answer.status, ((await answer.json()) as { code: string }).code];
const notes = async () => (await sql<{ text: string }>`select text from note`.execute(store.owner)).rows.map(({ text }) => text);
const logged = async () => (await new AuditLog(store).newest(500)).map(({ action, object }) => `${action} ${object}`);

test('a change and its line of the audit log stand together, and neither after a fault', async () => {
  const answer = await note('one');
  expect([answer.status, await answer.json()]).toEqual([201, { text: 'one', amount: '12' }]);
  expect(await code(await note('fails'))).toEqual([500, 'HTTP_FAULT']);
  expect(faults.splice(0)).toHaveLength(1);
  expect([await notes(), await logged()]).toEqual([['one'], ['note.add one']]);
});

test('a change that is only tried leaves nothing', async () => {
  const answer = await note('tried', {}, '?dryRun=true');
  expect([answer.status, await answer.json()]).toEqual([200, { text: 'tried', amount: '12' }]);
  expect(await notes()).not.toContain('tried');
  expect(await logged()).not.toContain('note.add tried');
});

test('the same request with the same idempotency key is carried out once, another one refused', async () => {
  const wish = { 'idempotency-key': 'wish-1' };
  const answers = await Promise.all([note('once', wish), note('once', wish), note('once', wish)]);
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
  for (const answer of answers) expect(await answer.json()).toEqual({ text: 'once', amount: '12' });
  expect((await note('once', wish)).headers.get('idempotency-replayed')).toBe('true');
  expect((await notes()).filter((text) => text === 'once')).toHaveLength(1);
  expect(await code(await note('another', wish))).toEqual([422, 'HTTP_IDEMPOTENCY_KEY_REUSED']);
  expect((await note('once', { ...wish, authorization: 'Bearer somebody-else' })).headers.get('idempotency-replayed')).toBeNull();
  expect(await code(await note('x', { 'idempotency-key': 'a b' }))).toEqual([400, 'HTTP_BODY_INVALID']);
});

test('a file is taken piece by piece, up to its longest; one of another type, or broken off, is not', async () => {
  const send = (body: string, type = 'text/csv') => ask('/v1/files', { method: 'POST', body, headers: { 'content-type': type } });
  expect(await (await send('x'.repeat(900))).json()).toEqual({ length: 900 });
  expect(await code(await send('x'.repeat(1_100)))).toEqual([413, 'HTTP_BODY_TOO_LARGE']);
  expect(await code(await send('{}', 'application/json'))).toEqual([415, 'HTTP_MEDIA_TYPE_REFUSED']);
  sizes = [];
  const broken = rawRequest(`${address}/v1/files`, {
    method: 'POST',
    headers: { authorization: 'Bearer somebody', 'content-type': 'text/csv', 'content-length': '900' },
  });
  broken.on('error', () => undefined);
  broken.write('x'.repeat(100), () => broken.destroy());
  await new Promise((resolve) => broken.once('close', resolve));
  await send('x');
  expect(sizes).toEqual([1]);
  expect((await logged()).filter((line) => line === 'file.add file')).toHaveLength(2);
});

test('a long answer is streamed; broken off behind its first byte it is no answer', async () => {
  const whole = await ask('/v1/long');
  expect(whole.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''%E7%BB%93%E6%9E%9C.csv");
  expect((await whole.arrayBuffer()).byteLength).toBe(4 + 100 * 65_536);
  expect(await code(await ask('/v1/long?breaks=first'))).toEqual([500, 'HTTP_FAULT']);
  const later = await ask('/v1/long?breaks=later');
  await expect(later.text()).rejects.toThrow();
  expect(faults.splice(0)).toHaveLength(2);
});

test('who does not read on is not read for', async () => {
  heard.length = 0;
  const abort = new AbortController();
  const slow = await ask('/v1/long', { signal: abort.signal });
  const reader = slow.body!.getReader();
  await reader.read();
  await ask('/v1/records');
  expect(heard).toEqual([]);
  abort.abort();
  expect(faults).toEqual([]);
});

test('events come as they happen, go on behind the last one seen, and end with their caller', async () => {
  const stream = await ask('/v1/happenings', { headers: { 'last-event-id': '1' } });
  expect(stream.headers.get('content-type')).toContain('text/event-stream');
  const reader = stream.body!.getReader();
  let text = '';
  while (!text.includes('"at":3')) text += Buffer.from((await reader.read()).value!).toString();
  expect(text).toContain('id: 2\nevent: step\ndata: {"at":2}\n\n');
  expect(text).not.toContain('"at":1');
  heard.length = 0;
  await reader.cancel();
  await expect.poll(() => heard).toEqual(['the caller went away']);
});

test('a route that reads records of patients and does not note it answers nothing', async () => {
  expect(await code(await ask('/v1/patients'))).toEqual([500, 'HTTP_FAULT']);
  expect(faults.splice(0)).toHaveLength(1);
  expect((await ask('/v1/records')).status).toBe(200);
  expect(await logged()).toContain('records.read records');
});

test('words behind a question mark that nobody asks for, and the sign NUL, are refused', async () => {
  expect(await code(await ask('/v1/records?unasked=1'))).toEqual([400, 'HTTP_BODY_INVALID']);
  expect(await code(await ask('/v1/records%00'))).toEqual([404, 'HTTP_NOT_FOUND']);
  expect(await code(await note('a\0b'))).toEqual([400, 'HTTP_BODY_INVALID']);
});
