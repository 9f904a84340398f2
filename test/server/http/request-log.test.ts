import { once } from 'node:events';
import { connect } from 'node:net';
import pino from 'pino';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { faultOf } from '../../../server/http/index.js';
import { ADMIN, StartedService } from './started-service.js';

/** What a log must not say: names, numbers, case ids, keys, wherever a caller has put them. */
const PLANTED = ['欧阳未名', '999999196001011234', '19900000000', 'planted-case-77', 'planted', ADMIN, '127.0.0.1', 'I63.9'];

const written: string[] = [];
const log = pino({ base: null }, { write: (line) => void written.push(line) });
let started: StartedService;

beforeAll(async () => {
  started = await StartedService.start({}, { log });
});
afterAll(() => started.stop());

/** The lines of what was done. */
async function linesOf(work: () => Promise<unknown>): Promise<readonly Record<string, unknown>[]> {
  const before = written.length;
  await work();
  return written.slice(before).map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('a request is one line: its number, method, route, status, milliseconds, key and role', async () => {
  const { key, id } = await started.issue({ role: 'bureau', region: '4205', purpose: 'test', days: 1 });
  const discharge = { caseId: 'planted-case-77', sex: 1, ageYears: 67, principalDiagnosis: 'I63.900' };
  const answered: Headers[] = [];
  const lines = await linesOf(async () => {
    answered.push((await started.post('/v1/group', { schemeId: 'demo-dip', discharge }, { key })).headers);
    answered.push((await started.ask(`/v1/keys/${id}-planted`, { method: 'DELETE' })).headers);
  });
  const [first, second] = lines;
  expect(first).toEqual({
    level: 30,
    time: expect.any(Number),
    request: answered[0]!.get('x-request-id'),
    method: 'POST',
    route: '/v1/group',
    status: 200,
    ms: expect.any(Number),
    key: id,
    role: 'bureau',
    msg: 'answered',
  });
  expect(second).toMatchObject({ method: 'DELETE', route: '/v1/keys/:id', status: 404, role: 'admin', code: 'HTTP_NOT_FOUND' });
  expect(lines).toHaveLength(2);
});

test('whoever asks how the service is leaves no line', async () => {
  const paths = ['/healthz', '/readyz', '/metrics'];
  expect(await linesOf(() => Promise.all(paths.map((path) => started.ask(path))))).toEqual([]);
});

test('a caller who goes away before the answer is said to have broken off', async () => {
  const { hostname, port } = new URL(started.service.address);
  const discharges = Array.from({ length: 2000 }, (_, at) => ({ caseId: String(at), principalDiagnosis: 'I63.900' }));
  const body = JSON.stringify({ schemeId: 'demo-dip', discharges });
  const head = `POST /v1/group HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${ADMIN}\r\ncontent-type: application/json\r\n`;
  const lines = await linesOf(async () => {
    const caller = connect(Number(port), hostname);
    caller.end(`${head}content-length: ${body.length}\r\n\r\n${body}`);
    await once(caller, 'finish');
    caller.resetAndDestroy();
    await vi.waitFor(() => expect(written.at(-1)).toContain('/v1/group'), { timeout: 30_000 });
  });
  expect(lines).toEqual([expect.objectContaining({ route: '/v1/group', role: 'admin', msg: 'broken off' })]);
});

test('nothing of what was sent stands in the log, whatever went wrong', async () => {
  const discharge = { caseId: 'planted-case-77', sex: 1, ageYears: 67, principalDiagnosis: 'I63.900', department: '欧阳未名' };
  const setlinfo = { setl_id: 'planted-case-77', psn_name: '欧阳未名', certno: '999999196001011234', gend: '19900000000' };
  const asked: readonly (readonly [string, unknown, Record<string, string>?])[] = [
    ['/v1/group', { schemeId: 'demo-dip', discharge, explain: true }],
    ['/v1/group', { schemeId: 'planted', discharge }],
    ['/v1/group', { schemeId: 'demo-dip', settlementList: { setlinfo } }],
    ['/v1/group', { schemeId: 'demo-dip', discharge: { ...discharge, psn_name: '欧阳未名' } }],
    ['/v1/group?name=planted', { schemeId: 'demo-dip', discharge }],
    ['/v1/group', '{"psn_name": planted'],
    ['/v1/price', { policy: 'planted', discharge }],
    ['/v1/bill', { policy: 'demo-dip', discharge: { ...discharge, earlierStaysThisYear: 1 } }],
    ['/v1/planted-case-77', {}],
    ['/v1/group', '', { 'content-type': 'text/planted' }],
    ['/v1/group', { schemeId: 'demo-dip', discharge }, { authorization: 'Bearer planted' }],
  ];
  const lines = await linesOf(async () => {
    for (const [path, body, headers = {}] of asked) await started.post(path, body, { headers });
  });
  expect(lines.map(({ status }) => status)).toEqual([200, 422, 200, 400, 400, 400, 422, 422, 404, 415, 401]);
  log.error({ request: 'x', fault: faultOf(new TypeError('cannot read planted-case-77 of 欧阳未名')) });
  const whole = written.join('');
  for (const planted of PLANTED) expect(whole).not.toContain(planted);
  expect(whole).toContain('"fault":{"name":"TypeError"');
});
