import { request as rawRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../../server/store/index.js';
import { createGrouper, loadScheme, type LoadedDrgScheme } from '../../../server/schemes/load-scheme.js';
import { ADMIN, StartedService, type Asked } from './started-service.js';

const CASE = {
  caseId: 'planted-case-77',
  sex: 1,
  ageYears: 67,
  principalDiagnosis: 'I63.900',
  secondaryDiagnoses: ['J96.000', 'E11.900'],
};

let started: StartedService;
let keys: ReadonlyMap<Role, string>;

beforeAll(async () => {
  started = await StartedService.start();
  keys = await started.keyOfEveryRole();
});

afterAll(() => started.stop());

const ask = (path: string, asked?: Asked) => started.ask(path, asked);
const group = (body: unknown, asked: Asked = {}) => started.post('/v1/group', body, asked);
const issue = (terms: object) => started.issue(terms);

describe('what is open', () => {
  test('health and readiness need no key, all else does, and says so before it looks at the body', async () => {
    expect((await ask('/healthz', { key: '' })).status).toBe(200);
    expect((await ask('/readyz', { key: '' })).status).toBe(200);
    expect((await ask('/v1/docs', { key: '' })).status).toBe(200);
    for (const path of ['/v1/schemes', '/v1/openapi.json', '/v1/nothing', '/metrics'])
      expect((await ask(path, { key: '' })).status, path).toBe(401);
    const unread = await group('{ not json', { key: '' });
    expect([unread.status, unread.json!['code']]).toEqual([401, 'HTTP_KEY_MISSING']);
    expect(unread.headers.get('www-authenticate')).toBe('Bearer');
    expect((await ask('/v1/schemes', { key: `${ADMIN}x` })).json!['code']).toBe('HTTP_KEY_REFUSED');
  });

  test('no answer is kept, framed or guessed at, and none says what serves it', async () => {
    const { headers } = await ask('/healthz', { key: '' });
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('grouping one case', () => {
  test('gives the group that the grouper gives', async () => {
    const { status, json } = await group({ schemeId: 'chs-drg-starter', discharge: CASE });
    const scheme = (await loadScheme('chs-drg-starter')) as LoadedDrgScheme;
    const expected = createGrouper(scheme).group({ ...CASE, sex: 1, otherProcedures: [] });
    expect(status).toBe(200);
    expect(expected.status).toBe('grouped');
    const { scheme: _, reasons: __, ...found } = expected;
    expect(json).toMatchObject({ caseId: CASE.caseId, schemeId: 'chs-drg-starter', ...found });
    expect(json!['evidence']).toBeUndefined();
  });

  test('gives the evidence where it is asked for', async () => {
    const { json } = await group({ schemeId: 'chs-drg-starter', discharge: CASE, explain: true });
    const scheme = (await loadScheme('chs-drg-starter')) as LoadedDrgScheme;
    const explanation = createGrouper(scheme).explain({ ...CASE, sex: 1, otherProcedures: [] });
    const asSent = JSON.stringify(explanation, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));
    expect(json!['evidence']).toEqual(JSON.parse(asSent));
  });

  test('groups under DIP alike', async () => {
    const { json } = await group({ schemeId: 'demo-dip', discharge: CASE, explain: true });
    expect(json).toMatchObject({ status: 'grouped', schemeId: 'demo-dip' });
    expect(json!['evidence']).toBeDefined();
  });

  test('says of a case that lacks something what it lacks, as a file would', async () => {
    const { sex: _, ...withoutSex } = CASE;
    const { status, json } = await group({ schemeId: 'chs-drg-starter', discharge: withoutSex });
    expect(status).toBe(200);
    expect(json).toMatchObject({ status: 'invalid', reasons: ['sex-missing'] });
  });

  test.each([
    ['a field that no case has', { ...CASE, patientName: 'x' }, 'patientName'],
    ['a number in quotes', { ...CASE, ageYears: '67' }, 'ageYears'],
    ['a list that is none', { ...CASE, secondaryDiagnoses: 'J96.000' }, 'secondaryDiagnoses'],
    ['a case without identifier', { ...CASE, caseId: '' }, 'caseId'],
  ])('refuses %s by its name', async (_, discharge, field) => {
    const { status, json } = await group({ schemeId: 'chs-drg-starter', discharge });
    expect(status).toBe(400);
    expect(json).toMatchObject({ code: 'HTTP_BODY_INVALID' });
    expect(json!['detail']).toContain(field);
  });

  test('refuses what is no JSON, too long, packed, or of another type, and never says it again', async () => {
    const broken = await group('{"discharge": planted-case-77');
    expect(broken.json).toMatchObject({ status: 400, code: 'HTTP_BODY_INVALID' });
    expect(broken.text).not.toContain('planted');
    const long = await started.post('/v1/bill', { policy: 'x'.repeat(300_000), discharge: CASE });
    expect(long.json).toMatchObject({ status: 413, code: 'HTTP_BODY_TOO_LARGE' });
    for (const headers of [
      { 'content-type': 'text/plain' },
      { 'content-encoding': 'gzip' },
      { 'content-type': 'application/json; charset=utf-16' },
    ])
      expect((await group({ schemeId: 'chs-drg-starter', discharge: CASE }, { headers })).status).toBe(415);
  });

  test('names the schemes that there are where one is not known, in the language of the caller', async () => {
    const { status, json } = await group({ schemeId: 'none-such', discharge: CASE }, { headers: { 'accept-language': 'zh' } });
    expect(status).toBe(422);
    expect(json).toMatchObject({ code: 'DOCUMENTS_UNKNOWN', detail: '没有分组方案 (scheme)“none-such”。' });
    expect(json!['remedy']).toContain('chs-drg-starter');
  });
});

describe('keys', () => {
  test('are shown once, listed without themselves, and worthless once revoked; the log says who did what', async () => {
    const { id, key } = await issue({ role: 'bureau', region: '4205', purpose: 'a new colleague', days: 30 });
    expect((await ask('/v1/schemes', { key })).status).toBe(200);
    const list = await ask('/v1/keys');
    expect(list.text).toContain(id);
    expect(list.text).not.toContain(key);
    expect((await ask(`/v1/keys/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await ask('/v1/schemes', { key })).status).toBe(401);
    expect((await ask(`/v1/keys/${id}`, { method: 'DELETE' })).json).toMatchObject({ status: 404, code: 'HTTP_NOT_FOUND' });
    const log = await ask('/v1/audit');
    const lines = log.json!['items'] as { action: string; object: string }[];
    expect(lines.filter(({ object }) => object === id).map(({ action }) => action)).toEqual(['key.revoke', 'key.issue']);
  });

  test('refuses a hospital without its code', async () => {
    const { json } = await ask('/v1/keys', { method: 'POST', body: { role: 'hospital', region: '4205', purpose: 'x', days: 1 } });
    expect(json).toMatchObject({ status: 400, code: 'HTTP_BODY_INVALID' });
  });

  test.each(['hospital', 'bureau'])('of a %s without a region, which would see nothing, is refused', async (role) => {
    const institution = role === 'hospital' ? { institution: 'H1' } : {};
    const { status, json } = await ask('/v1/keys', {
      method: 'POST',
      body: { role, region: '', purpose: 'x', days: 1, ...institution },
    });
    expect([status, json!['detail']]).toEqual([400, expect.stringContaining('region')]);
  });
});

describe('paths', () => {
  test('other methods and other paths are refused with what there is', async () => {
    const other = await ask('/v1/group');
    expect(other.json).toMatchObject({ status: 405, code: 'HTTP_METHOD_REFUSED' });
    expect([other.headers.get('allow'), other.headers.get('content-language')]).toEqual(['POST', 'en']);
    expect((await ask('/v1/nothing')).json).toMatchObject({ status: 404, code: 'HTTP_NOT_FOUND' });
    expect((await rawGet('/v1/keys/%E0%A4%A')).status).toBe(404);
  });
});

test('metrics count by route, not by address, and only administrators read them', async () => {
  await ask('/v1/keys/some-id', { method: 'DELETE' });
  const { text } = await ask('/metrics');
  expect(text).toMatch(/dianzhi_http_requests_total\{method="DELETE",route="\/v1\/keys\/:id",status="404"\} \d+/);
  expect(text).not.toContain('some-id');
  expect((await ask('/metrics', { key: keys.get('bureau')! })).status).toBe(403);
});

/** A path that `fetch` would not send as it is. */
function rawGet(path: string): Promise<{ status: number | undefined }> {
  const { hostname, port } = new URL(started.service.address);
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${ADMIN}` };
    const sent = rawRequest({ hostname, port, path, headers }, (answer) => {
      answer.resume();
      answer.once('end', () => resolve({ status: answer.statusCode }));
    });
    sent.once('error', reject);
    sent.end();
  });
}
