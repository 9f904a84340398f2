// Batches over loopback, as programs of hospitals and bureaus ask for them.
import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EXAMPLE_DISCHARGE } from '../../../server/http/example-case.js';
import { groupFile } from '../../../server/grouping/group-file.js';
import { loadForGrouping } from '../../../server/schemes/shared-scheme.js';
import type { Role } from '../../../server/store/index.js';
import { gbk } from '../intake/case-files.js';
import { Workplace } from '../tiny-workplace.js';
import { ADMIN, StartedService, type Answered } from './started-service.js';

const workplace = new Workplace();
const lines: string[] = [];
let started: StartedService;
let keys: ReadonlyMap<Role, string>;

beforeAll(async () => {
  const log = pino({ level: 'info', base: null }, { write: (line: string) => void lines.push(line) });
  started = await StartedService.start({ data: workplace.data }, { log });
  keys = await started.keyOfEveryRole();
});
afterAll(() => started.stop());

const HEADER = 'caseId,hospitalId,sex,ageYears,principalDiagnosis,姓名';
const NAME = '欧阳锋利';
const own = (at: number) => `C${at},H0000000000${at % 2},1,60,I63.900,${NAME}\n`;
const cases = (count: number, from = 0) => `${HEADER}\n${Array.from({ length: count }, (_, at) => own(from + at)).join('')}`;

const as = (role: Role) => ({ key: keys.get(role)! });
const send = (content: string | Buffer, query = 'schemeId=tiny', role: Role = 'bureau', type = 'text/csv'): Promise<Answered> =>
  started.ask(`/v1/batches?${query}`, { method: 'POST', ...as(role), body: content, headers: { 'content-type': type } });
const idOf = ({ status, json, text }: Answered): string => {
  expect(status, text).toBe(202);
  return json!['id'] as string;
};
const ask = (path: string, role: Role = 'bureau') => started.ask(`/v1/batches${path}`, as(role));
/** Follows a batch to its end. */
const ended = async (id: string) => {
  const { text } = await ask(`/${id}/events`);
  return text;
};

async function byCommandLine(name: string, content: string | Buffer, outputFormat: 'csv' | 'ndjson' = 'csv'): Promise<string> {
  const scheme = await loadForGrouping('tiny', { data: workplace.data });
  const [input, output] = [workplace.file(name, content), workplace.path('out')];
  await groupFile({ scheme, input, output, outputFormat, threads: 1 });
  return workplace.text('out');
}

const LIST = JSON.stringify({
  input: {
    setlinfo: { setl_id: 'S1', gend: '1', age: '63', psn_name: NAME },
    diseinfo: [{ diag_type: '1', diag_code: 'I63.900', maindiag_flag: '1' }],
  },
});

describe('a file over HTTP', () => {
  test.each<[name: string, content: string | Buffer, type: string, query: string]>([
    ['a.csv', cases(5), 'text/csv', ''],
    ['b.csv', gbk(cases(5)), 'text/csv', ''],
    [
      'c.ndjson',
      '{"caseId":"1","sex":1,"ageYears":60,"principalDiagnosis":"I63.900","n":[1]}\n',
      'application/x-ndjson',
      '&resultFormat=ndjson',
    ],
    ['d.json', LIST, 'application/json', '&format=4101'],
  ])('%s gives what the command line gives, and its own words of it', async (name, content, type, query) => {
    const format = query.includes('ndjson') ? 'ndjson' : 'csv';
    const id = idOf(await send(content, `schemeId=tiny&name=${name}${query}`, 'bureau', type));
    expect(await ended(id)).toContain('"state":"done"');
    const results = await ask(`/${id}/results`);
    expect(results.text).toBe(await byCommandLine(name, content, format));
    expect(results.headers.get('content-type')).toBe(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson');
    expect(results.headers.get('content-disposition')).toContain(`.results.${format}`);
  });

  test('is priced under a policy as the command line prices it', async () => {
    const fields = Object.entries({ ...EXAMPLE_DISCHARGE, caseId: 'C1' });
    const values = fields.map(([, value]) => (Array.isArray(value) ? value.join('|') : String(value)));
    const content = `${fields.map(([name]) => name).join()}\n${values.join()}\n`;
    const query = 'kind=price&policy=demo-dip&schemeId=demo-dip&purpose=estimate&name=p.csv';
    const id = idOf(await send(content, query));
    expect(await ended(id)).toContain('"state":"done"');
    workplace.file('p.csv', content);
    const words = [
      '--policy',
      'demo-dip',
      '--scheme',
      'demo-dip',
      '--purpose',
      'estimate',
      '--input',
      'p.csv',
      '--output',
      'priced.csv',
    ];
    const { code, stderr } = await workplace.dianzhi('price', ...words);
    expect(code, stderr).toBe(0);
    expect((await ask(`/${id}/results`)).text).toBe(workplace.text('priced.csv'));
    const { json } = await ask(`/${id}/cases?caseId=C1&explain=true`);
    const [one] = json!['cases'] as { result: object; evidence: object; payment: object }[];
    expect(one).toMatchObject({ number: 1, result: { pricing: 'priced' }, payment: { pricing: 'priced' } });
    expect(one!.evidence).toBeDefined();
  });

  test('a case is found by its identifier, of whatever signs and wherever in the file, and no other is', async () => {
    const ids = ['病案 7', 'with,comma', String.raw`back\slash`, `C${20_000}`, 'Ä'];
    const odd = ids.map((id) => `"${id}",H00000000001,1,60,I63.900,${NAME}\n`).join('');
    const id = idOf(await send(`${cases(15_000)}${odd}`));
    await ended(id);
    const found = async (caseId: string) => {
      const { json } = await ask(`/${id}/cases?caseId=${encodeURIComponent(caseId)}`);
      return (json!['cases'] as { number: number; result: { caseId: string } }[]).map(({ number, result }) => [
        number,
        result.caseId,
      ]);
    };
    for (const [at, caseId] of ids.entries()) expect(await found(caseId)).toEqual([[15_001 + at, caseId]]);
    expect(await found('C0')).toEqual([[1, 'C0']]);
    expect(await found('C14999')).toEqual([[15_000, 'C14999']]);
    for (const caseId of ['C15000', '病案', 'c1', ' ']) expect(await found(caseId)).toEqual([]);
  });

  test('a case is found under the identifier that is kept of it: a sign that no database keeps is a blank', async () => {
    const content = '{"caseId":"a\\u0000b","sex":1,"ageYears":60,"principalDiagnosis":"I63.900"}\n';
    const id = idOf(await send(content, 'schemeId=tiny&resultFormat=ndjson', 'bureau', 'application/x-ndjson'));
    await ended(id);
    const { json } = await ask(`/${id}/cases?caseId=a%20b`);
    expect(json!['cases']).toMatchObject([{ number: 1, result: { status: 'grouped' } }]);
  });

  test('says how far it is, resumes where it was left, and tells nothing of persons', async () => {
    const id = idOf(await send(cases(6, 10), 'schemeId=tiny&name=may.csv'));
    const events = (await ended(id)).split('\n\n');
    expect(events.at(-2)).toBe('id: done-1\nevent: end\ndata: {"state":"done","counts":{"grouped":6}}');
    const resumed = await started.ask(`/v1/batches/${id}/events`, { ...as('bureau'), headers: { 'last-event-id': 'done-1' } });
    expect(resumed.text).not.toContain('event: progress');
    const seen = (await ask(`/${id}`)).json!;
    expect(seen).toMatchObject({
      name: 'may.csv',
      kind: 'group',
      schemeId: 'tiny',
      state: 'done',
      rows: 6,
      share: 1,
      droppedColumns: ['姓名'],
    });
    expect(JSON.stringify([seen, events, lines])).not.toContain(NAME);
  });

  test("is a hospital's in part: it sees its own cases alone, and nobody else's batch at all", async () => {
    const content = cases(6, 20);
    const id = idOf(await send(content));
    await ended(id);
    const whole = await byCommandLine('a.csv', content);
    const [header, ...rows] = whole.split('\n');
    const mine = await ask(`/${id}/results`, 'hospital');
    expect(mine.text).toBe([header, ...rows.filter((row) => row.includes(',H00000000001,')), ''].join('\n'));
    expect((await ask(`/${id}`, 'hospital')).json).toMatchObject({
      rows: 3,
      counts: { grouped: 3 },
      hospitals: [{ hospital: 'H00000000001', rows: 3 }],
    });
    const foreign = await ask(`/${id}/cases?caseId=C20`, 'hospital');
    expect([foreign.status, foreign.json]).toEqual([200, { cases: [] }]);
    for (const path of [
      `/${id}`,
      `/${id}/events`,
      `/${id}/results`,
      `/${id}/cases?caseId=C21`,
      '/nothing',
      `/${id.replace(/./g, '9')}`,
    ]) {
      const { status, text } = await ask(path, 'researcher');
      expect([path, status]).toEqual([path, 404]);
      expect(text).not.toContain('H0000');
    }
    for (const [method, path] of [
      ['POST', `/${id}/cancel`],
      ['DELETE', `/${id}`],
    ] as const)
      expect((await started.ask(`/v1/batches${path}`, { method, ...as('hospital') })).status).toBe(404);
    expect((await ask('', 'researcher')).json).toEqual({ items: [], next: null });
    const refused = await send(cases(2), 'schemeId=tiny', 'hospital');
    expect(refused.json).toMatchObject({
      status: 422,
      code: 'BATCHES_FOREIGN_CASES',
      detail: expect.stringContaining('no. 1') as string,
    });
  });

  test('is listed page by page, newest first', async () => {
    const ids: string[] = [];
    for (const at of [1, 2, 3]) ids.unshift(idOf(await send(cases(1, 100 + at), 'schemeId=tiny', 'researcher')));
    const first = (await ask('?limit=2', 'researcher')).json as { items: { id: string }[]; next: string };
    const second = (await ask(`?limit=2&cursor=${first.next}`, 'researcher')).json as typeof first;
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids);
    expect(second.next).toBeNull();
    expect((await ask('?cursor=eA', 'researcher')).status).toBe(400);
  });

  test('that was sent before is refused, one request sent twice is taken once', async () => {
    const content = cases(3, 200);
    const id = idOf(await send(content));
    expect((await send(content)).json).toMatchObject({
      status: 409,
      code: 'BATCHES_SENT_BEFORE',
      detail: expect.stringContaining(id) as string,
    });
    expect(idOf(await send(content, 'schemeId=tiny&again=true'))).not.toBe(id);
    const twice = {
      method: 'POST',
      ...as('bureau'),
      body: cases(3, 210),
      headers: { 'content-type': 'text/csv', 'idempotency-key': 'w1' },
    };
    const [one, other] = [
      await started.ask('/v1/batches?schemeId=tiny', twice),
      await started.ask('/v1/batches?schemeId=tiny', twice),
    ];
    expect(idOf(other)).toBe(idOf(one));
    // A file of another length is another request.
    const longer = await started.ask('/v1/batches?schemeId=tiny', { ...twice, body: cases(4, 210) });
    expect(longer.json).toMatchObject({ status: 422, code: 'HTTP_IDEMPOTENCY_KEY_REUSED' });
  });

  test('has no results before it is done, and is gone when it is deleted', async () => {
    const id = idOf(await send(cases(3, 300)));
    const cancelled = await started.ask(`/v1/batches/${id}/cancel`, { method: 'POST', ...as('bureau') });
    if (cancelled.status === 204)
      expect((await ask(`/${id}/results`)).json).toMatchObject({ status: 409, code: 'BATCHES_NOT_DONE' });
    else expect(cancelled.json).toMatchObject({ status: 409, code: 'BATCHES_ENDED' });
    expect((await started.ask(`/v1/batches/${id}`, { method: 'DELETE', ...as('bureau') })).status).toBe(204);
    expect((await ask(`/${id}`)).json).toMatchObject({ status: 404, code: 'BATCHES_UNKNOWN' });
  });

  test.each([
    ['a scheme that is not there', 'schemeId=nothing', cases(1), 422, 'DOCUMENTS_UNKNOWN'],
    ['a policy that is not there', 'kind=price&policy=nothing', cases(1), 422, 'DOCUMENTS_UNKNOWN'],
    ['no scheme', 'kind=group', cases(1), 400, 'HTTP_BODY_INVALID'],
    ['a path for a name', 'schemeId=tiny&name=..%2Fx', cases(1), 400, 'HTTP_BODY_INVALID'],
    ['no cases', 'schemeId=tiny&name=x.csv', 'a,b\n1,2\n', 422, 'INTAKE_NO_HEADER'],
    ['nothing', 'schemeId=tiny', '', 422, 'INTAKE_FILE_EMPTY'],
    ['more than is taken', 'schemeId=tiny', `${HEADER}\n${'x'.repeat(1_000_001)}`, 413, 'HTTP_BODY_TOO_LARGE'],
  ])('with %s is refused, and nothing of it stays', async (_, query, content, status, code) => {
    const refused = await send(content, query);
    expect(refused.json).toMatchObject({ status, code });
    expect(refused.text).not.toContain(workplace.data);
    expect(readdirSync(join(workplace.data, 'work'))).toEqual([]);
  });

  test('whose sender goes away half-way leaves nothing', async () => {
    const before = (await ask('')).text;
    const uploads = join(workplace.data, 'work');
    const headers = { authorization: `Bearer ${keys.get('bureau')!}`, 'content-type': 'text/csv', 'content-length': '900000' };
    const sending = request(`${started.service.address}/v1/batches?schemeId=tiny`, { method: 'POST', headers });
    sending.on('error', () => {});
    sending.write(cases(100, 400));
    await expect.poll(() => readdirSync(uploads), { timeout: 10_000 }).toHaveLength(1);
    sending.destroy();
    await expect.poll(() => readdirSync(uploads), { timeout: 10_000 }).toEqual([]);
    expect((await ask('')).text).toBe(before);
  });

  test('whose sender goes away while it passes the door leaves nothing, and is no fault', async () => {
    const before = (await ask('')).text;
    const uploads = join(workplace.data, 'work');
    const content = cases(9000, 700);
    const sending = request(`${started.service.address}/v1/batches?schemeId=tiny`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${keys.get('bureau')!}`,
        'content-type': 'text/csv',
        'content-length': Buffer.byteLength(content),
      },
    });
    sending.on('error', () => {});
    sending.end(content);
    const files = () => readdirSync(uploads, { recursive: true }).filter((path) => String(path).endsWith('rows'));
    await expect.poll(files, { timeout: 10_000, interval: 2 }).toHaveLength(1);
    sending.destroy();
    await expect.poll(() => readdirSync(uploads), { timeout: 10_000 }).toEqual([]);
    expect((await ask('')).text).toBe(before);
    expect(started.faults).toEqual([]);
  });

  test('leaves its lines in the audit log: who brought it, and who read how many cases of it', async () => {
    const id = idOf(await send(cases(4, 500)));
    await ended(id);
    await ask(`/${id}/results`, 'hospital');
    const { json } = await started.ask('/v1/audit', { key: ADMIN });
    const all = (json!['items'] ?? json!['lines']) as { action: string; object: string; rows: number; role: string }[];
    const ofBatch = all.filter(({ object }) => object === `batch ${id}`).map(({ action, rows, role }) => [action, rows, role]);
    expect(ofBatch).toEqual(
      expect.arrayContaining([
        ['batch.upload', 4, 'bureau'],
        ['batch.results', 2, 'hospital'],
      ]),
    );
    expect((await ask('', 'admin')).status).toBe(403);
  });
});
