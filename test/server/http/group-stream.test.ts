// A file that is grouped while it is being sent: over loopback, by clients that behave and clients that do not.
import { readFileSync, writeFileSync } from 'node:fs';
import { request as rawRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { groupFile } from '../../../server/grouping/group-file.js';
import { loadForGrouping } from '../../../server/schemes/shared-scheme.js';
import { gbk } from '../intake/case-files.js';
import { ADMIN, StartedService } from './started-service.js';

const MIB = 1024 * 1024;
const HEADER = 'caseId,sex,ageYears,principalDiagnosis,secondaryDiagnoses,remark\n';
const row = (at: number) => `row-${at},1,${at % 90},I63.900,E11.900|I50.900,备注 ${at}\n`;
const rows = (count: number, from = 0) => Array.from({ length: count }, (_, at) => row(from + at)).join('');

let started: StartedService;
beforeAll(async () => {
  started = await StartedService.start({ longestUpload: 400 * MIB });
});
afterAll(() => started.stop());

const PATH = '/v1/group/stream?schemeId=chs-drg-starter';
const send = (body: string | Buffer, type = 'text/csv', more = '') =>
  fetch(`${started.service.address}${PATH}${more}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN}`, 'content-type': type, 'accept-language': 'en' },
    body,
  });

/** A connection on which a file goes up by hand. */
function open(type = 'text/csv'): { readonly sent: ClientRequest; readonly answer: Promise<IncomingMessage> } {
  const headers = { authorization: `Bearer ${ADMIN}`, 'content-type': type, 'accept-language': 'en' };
  const sent = rawRequest(`${started.service.address}${PATH}`, { method: 'POST', headers });
  const answer = once(sent, 'response').then(([message]) => message as IncomingMessage);
  answer.catch(() => undefined);
  sent.on('error', () => undefined);
  return { sent, answer };
}

async function textOf(answer: AsyncIterable<unknown>): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

/** Writes until the other end takes no more for a while. @returns How much it took. Unit: bytes. */
async function writeUntilHeld(sent: ClientRequest, piece: string, most: number): Promise<number> {
  let length = 0;
  while (length < most) {
    length += Buffer.byteLength(piece);
    if (sent.write(piece)) continue;
    const drained = await Promise.race([
      once(sent, 'drain').then(() => true),
      new Promise((done) => setTimeout(done, 1500, false)),
    ]);
    if (drained !== true) break;
  }
  return length;
}

test('the results are those of the command line, byte for byte, for tables and for JSON', async () => {
  const scheme = await loadForGrouping('chs-drg-starter');
  const json = Array.from(
    { length: 30_000 },
    (_, at) => `{"caseId":"${at}","sex":1,"ageYears":60,"principalDiagnosis":"I63.900"}\n`,
  );
  for (const [name, type, text] of [
    ['cases.csv', 'text/csv; charset=utf-8', HEADER + rows(40_000)],
    ['cases.ndjson', 'application/x-ndjson', json.join('')],
  ] as const) {
    const [input, output] = [join(started.data, name), join(started.data, `results-${name}`)];
    writeFileSync(input, text);
    await groupFile({ scheme, input, output, outputFormat: name.endsWith('.csv') ? 'csv' : 'ndjson' });
    const answer = await send(text, type);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toContain(name.replace('cases', 'results'));
    expect((await answer.text()) === readFileSync(output, 'utf8')).toBe(true);
  }
});

test('results come back while the file is still being sent, and each waits for the other', async () => {
  const { sent, answer } = open();
  const piece = rows(10_000);
  sent.write(HEADER);
  // Nobody reads: what goes up is held back, far below what a file may have.
  const taken = await writeUntilHeld(sent, piece, 300 * MIB);
  expect(taken).toBeLessThan(100 * MIB);
  const results = (await answer)[Symbol.asyncIterator]();
  let length = 0;
  while (length < taken) length += ((await results.next()).value as Buffer).length;
  // Somebody reads: more goes up.
  expect(sent.write(piece) || (await once(sent, 'drain')).length === 0).toBe(true);
  sent.destroy();
  await expect(results.next().then(() => textOf({ [Symbol.asyncIterator]: () => results }))).rejects.toThrow();
});

test('a client that reads nothing before all of its file is sent gets its results, where they have 32 MiB at most', async () => {
  const { hostname, port } = new URL(started.service.address);
  const socket = connect(Number(port), hostname);
  const body = Buffer.from(HEADER + rows(300_000));
  const head = [`POST ${PATH} HTTP/1.1`, 'Host: x', `Authorization: Bearer ${ADMIN}`, 'Content-Type: text/csv'];
  socket.write([...head, 'Connection: close', `Content-Length: ${body.length}`, '', ''].join('\r\n'));
  await new Promise((taken) => socket.write(body, taken));
  const said = await textOf(socket);
  expect(said).toContain('HTTP/1.1 200');
  expect(said.length).toBeGreaterThan(24 * MIB);
  expect(said.length).toBeLessThan(32 * MIB);
  expect(said).toContain('\nrow-299999,');
  // The last chunk: the results are whole.
  expect(said.endsWith('\r\n0\r\n\r\n')).toBe(true);
});

test.each([
  ['a table in GBK', gbk(`${HEADER}${row(1)}`), 'text/csv', '', 422, 'INTAKE_NOT_STREAMABLE'],
  ['a workbook under a false name', Buffer.from('504b0304140006000800', 'hex'), 'text/csv', '', 422, 'INTAKE_NOT_STREAMABLE'],
  ['JSON that is to become a table', '{"caseId":"1"}\n', 'application/x-ndjson', '&output=csv', 422, 'INTAKE_NOT_STREAMABLE'],
  ['a workbook', 'PK', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', '', 415, 'HTTP_MEDIA_TYPE_REFUSED'],
  ['no header', 'a,b\n1,2\n', 'text/csv', '', 422, 'INTAKE_NO_HEADER'],
  ['nothing', '', 'text/csv', '', 422, 'INTAKE_FILE_EMPTY'],
])('%s is refused with a remedy', async (_why, body, type, more, status, code) => {
  const answer = await send(body, type, more);
  const problem = (await answer.json()) as Record<string, unknown>;
  expect([answer.status, problem['code']]).toEqual([status, code]);
  if (code === 'INTAKE_NOT_STREAMABLE') expect(problem['remedy']).toContain('POST /v1/batches');
});

test('a client that sends all of a refused file before it reads is told too, and may go on', async () => {
  const { hostname, port } = new URL(started.service.address);
  const socket = connect(Number(port), hostname);
  const piece = gbk(rows(10_000));
  const head = [`POST ${PATH} HTTP/1.1`, 'Host: x', `Authorization: Bearer ${ADMIN}`, 'Content-Type: text/csv'];
  socket.write([...head, `Content-Length: ${60 * piece.length}`, '', ''].join('\r\n'));
  for (let at = 0; at < 60; at++) if (!socket.write(piece)) await once(socket, 'drain');
  socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  const said = await textOf(socket);
  expect(said).toContain('HTTP/1.1 422');
  expect(said).toContain('"code":"INTAKE_NOT_STREAMABLE"');
  expect(said).toContain('HTTP/1.1 200');
});

test('what goes wrong behind the first byte breaks the connection: it never looks like all of it', async () => {
  const { sent, answer } = open();
  sent.write(HEADER + rows(100_000));
  const message = await answer;
  expect(message.statusCode).toBe(200);
  sent.end(gbk('row,1,60,I63.900,,中文\n'));
  await expect(textOf(message)).rejects.toThrow();
  expect(message.complete).toBe(false);
});

test('as many as may be under way at once, and no more; whoever breaks off gives their place free', async () => {
  const connections = Array.from({ length: 4 }, () => open());
  for (const { sent } of connections) sent.write(HEADER + rows(60_000));
  const answers = await Promise.all(connections.map(({ answer }) => answer));
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200]);
  const refused = await send(HEADER + row(1));
  expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([429, 'HTTP_BUSY']);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  for (const { sent } of connections) sent.destroy();
  await expect.poll(async () => (await send(HEADER + row(1))).status, { timeout: 10_000 }).toBe(200);
});
