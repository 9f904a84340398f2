// What the service does not let anybody do to it: guess keys, ask without end, send without end; and what every answer bears.
import { once } from 'node:events';
import { request as rawRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADMIN, StartedService } from './started-service.js';

const PER_MINUTE = 400;
const KIB = 1024;
let started: StartedService;
beforeAll(async () => {
  started = await StartedService.start({ perMinute: PER_MINUTE });
});
afterAll(() => started.stop());

interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly code: unknown;
}

/** Asks from another of the addresses that this machine has for itself. */
async function askFrom(localAddress: string, key: string): Promise<RawAnswer> {
  const headers = { authorization: `Bearer ${key}` };
  const sent = rawRequest(`${started.service.address}/v1/schemes`, { headers, localAddress, agent: false }).end();
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part as Buffer);
  const { code } = JSON.parse(Buffer.concat(parts).toString()) as { code?: unknown };
  return { status: answer.statusCode!, headers: answer.headers, code };
}

/** What comes back on a bare connection. */
async function said(text: string): Promise<string> {
  const { hostname, port } = new URL(started.service.address);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  socket.write(text);
  const parts: Buffer[] = [];
  for await (const part of socket) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

describe('keys', () => {
  test('thirty wrong keys of one address close it for a minute, to good ones too, and to no other address', async () => {
    const guesses = await Promise.all(Array.from({ length: 30 }, (_, at) => askFrom('127.0.0.2', `guess-${at}`)));
    expect(guesses.map(({ code }) => code)).toEqual(Array(30).fill('HTTP_KEY_REFUSED'));
    const { status, code, headers } = await askFrom('127.0.0.2', ADMIN);
    expect([status, code]).toEqual([429, 'HTTP_TOO_MANY_REQUESTS']);
    expect(Number(headers['retry-after'])).toBeGreaterThan(50);
    expect((await askFrom('127.0.0.3', ADMIN)).status).toBe(200);
  });

  test('many good requests at once, and those that break off, are no wrong keys', async () => {
    const broken = Array.from({ length: 40 }, async () => {
      const sent = rawRequest(`${started.service.address}/v1/group`, {
        method: 'POST',
        headers: { authorization: `Bearer ${ADMIN}`, 'content-type': 'application/json', 'content-length': '900' },
        localAddress: '127.0.0.4',
        agent: false,
      });
      sent.on('error', () => undefined);
      sent.write('{', () => sent.destroy());
      await new Promise((closed) => sent.once('close', closed));
    });
    await Promise.all(broken);
    const answers = await Promise.all(Array.from({ length: 40 }, () => askFrom('127.0.0.4', ADMIN)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });
});

test('a key that asks more often than it may waits, with the same words, and no other key does', async () => {
  const { key } = await started.issue({ role: 'bureau', region: '4205', purpose: 'asks much', days: 1 });
  const answers = await Promise.all(Array.from({ length: PER_MINUTE + 1 }, () => started.ask('/v1/schemes', { key })));
  const refused = answers.filter(({ status }) => status !== 200);
  expect(refused.map(({ status, json }) => [status, json!['code']])).toEqual([[429, 'HTTP_TOO_MANY_REQUESTS']]);
  expect(refused[0]!.json!['detail']).toContain(String(PER_MINUTE));
  expect(Number(refused[0]!.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(answers[0]!.headers.get('ratelimit')).toContain('r=');
  expect((await started.ask('/v1/schemes')).status).toBe(200);
});

test('a body may be as long as it may be, and not one byte longer', async () => {
  const body = (length: number) => {
    const empty = JSON.stringify({ policy: '', discharge: {} });
    return JSON.stringify({ policy: 'x'.repeat(length - empty.length), discharge: {} });
  };
  const [whole, longer] = [body(256 * KIB), body(256 * KIB + 1)];
  expect(whole).toHaveLength(256 * KIB);
  expect((await started.post('/v1/price', whole)).status).toBe(400);
  expect((await started.post('/v1/price', longer)).json).toMatchObject({ status: 413, code: 'HTTP_BODY_TOO_LARGE' });
});

test.each([
  [
    'headers that are too long',
    `GET /v1/schemes HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20 * KIB)}\r\n\r\n`,
    431,
    'HTTP_HEADERS_TOO_LARGE',
  ],
  ['what is no HTTP', 'hello\r\n\r\n', 400, 'HTTP_BODY_INVALID'],
  [
    'two lengths of one body',
    'POST /v1/group HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
    400,
    'HTTP_BODY_INVALID',
  ],
  [
    'a body both measured and in pieces',
    'POST /v1/group HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    400,
    'HTTP_BODY_INVALID',
  ],
])('%s: a problem document, and the connection ends', async (_why, text, status, code) => {
  const [head, body] = (await said(text)).split('\r\n\r\n') as [string, string];
  expect(head).toContain(`HTTP/1.1 ${status}`);
  expect(head).toContain('Content-Security-Policy');
  expect(JSON.parse(body)).toMatchObject({ status, code, remedy: expect.stringMatching(/./) });
});

test('every kind of answer bears the headers of security: given, refused, streamed', async () => {
  const csv = { 'content-type': 'text/csv' };
  const kinds: readonly (readonly [number, ReturnType<StartedService['ask']>])[] = [
    [200, started.ask('/healthz', { key: '' })],
    [200, started.ask('/v1/schemes')],
    [200, started.ask('/metrics')],
    [
      200,
      started.post('/v1/group/stream?schemeId=demo-dip', 'caseId,sex,ageYears,principalDiagnosis\n1,1,67,I63.900\n', {
        headers: csv,
      }),
    ],
    [201, started.post('/v1/keys', { role: 'bureau', region: '4205', purpose: 'x', days: 1 })],
    [400, started.post('/v1/group', {})],
    [401, started.ask('/v1/schemes', { key: '' })],
    [404, started.ask('/nowhere')],
    [405, started.ask('/v1/group')],
    [413, started.post('/v1/price', 'x'.repeat(300 * KIB))],
    [415, started.post('/v1/group', '{}', { headers: { 'content-type': 'text/plain' } })],
    [422, started.post('/v1/group/stream?schemeId=demo-dip', 'a,b\n', { headers: csv })],
  ];
  for (const [expected, asked] of kinds) {
    const { status, headers } = await asked;
    expect(status).toBe(expected);
    const borne = Object.fromEntries(headers);
    expect(borne, String(status)).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'strict-transport-security': expect.stringContaining('max-age'),
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(borne).not.toHaveProperty('x-powered-by');
    expect(borne).not.toHaveProperty('access-control-allow-origin');
  }
});
