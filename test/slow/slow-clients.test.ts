// Clients that hold a connection and send next to nothing: each is told so, and its connection ends.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADMIN, StartedService } from '../server/http/started-service.js';

let started: StartedService;
beforeAll(async () => {
  started = await StartedService.start();
});
afterAll(() => started.stop());

function opened(): Socket {
  const { hostname, port } = new URL(started.service.address);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  return socket;
}

/** Sends what there is, then a sign a second until the other end has had enough. @returns What it said, and after how long. Unit: seconds. */
async function dripping(text: string, sign: string): Promise<{ readonly said: string; readonly seconds: number }> {
  const socket = opened();
  const began = performance.now();
  socket.write(text);
  const drip = setInterval(() => socket.write(sign), 1000);
  const parts: Buffer[] = [];
  socket.on('data', (part) => parts.push(part));
  await once(socket, 'close');
  clearInterval(drip);
  return { said: Buffer.concat(parts).toString(), seconds: (performance.now() - began) / 1000 };
}

const head = (path: string, type: string) =>
  `POST ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${ADMIN}\r\nContent-Type: ${type}\r\nContent-Length: 100000\r\n\r\n`;

test('headers that come drop by drop, a body that does, and a file of which nothing more comes', async () => {
  const [headers, body, file] = await Promise.all([
    dripping('GET /v1/schemes HTTP/1.1\r\nHost: x\r\nX-Slow: ', 'x'),
    dripping(`${head('/v1/group', 'application/json')}{"schemeId":"`, 'x'),
    dripping(`${head('/v1/group/stream?schemeId=demo-dip', 'text/csv')}caseId,sex`, ''),
  ]);
  for (const { said } of [headers, body, file]) {
    expect(said).toMatch(/^HTTP\/1\.1 408 /);
    expect(said).toContain('"code":"HTTP_BODY_TOO_SLOW"');
  }
  expect(headers.seconds).toBeLessThan(20);
  expect(body.seconds).toBeLessThan(40);
  expect(file.seconds).toBeLessThan(80);
  // And nobody else has waited.
  expect((await started.ask('/v1/schemes')).status).toBe(200);
});
