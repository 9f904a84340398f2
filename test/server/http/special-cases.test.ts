// Special-case review over HTTP: the steps of `dianzhi review`, by whoever may take them, in a register that the command line reads.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dianzhi, temporaryFolder } from '../../command-line.js';
import { StartedService, type Answered, type Asked } from './started-service.js';

const ROSTER = Array.from({ length: 9 }, (_, number) => ({ expert: `E${number}`, hospital: `H${number % 3}` }));
const FACTS = { cost: '30000.00', standard: '10000.00' };
const caseOf = (caseId: string, more: object = {}) => ({
  caseId,
  method: 'drg-rate',
  fund: 'employee',
  dischargeDate: '2026-02-11',
  ground: 'high-cost',
  facts: FACTS,
  ...more,
});

let started: StartedService;
let today = '2026-04-01';
let register: string;
const keys: Record<'bureau' | 'foreign' | 'own' | 'other' | 'far', string> = {} as never;

beforeAll(async () => {
  started = await StartedService.start({}, { now: () => new Date(`${today}T02:00:00Z`) });
  const issue = async (role: string, region: string, institution = '') =>
    (await started.issue({ role, region, institution, purpose: 'test', days: 300 })).key;
  keys.bureau = await issue('bureau', '4205');
  keys.foreign = await issue('bureau', '33');
  keys.own = await issue('hospital', '420500', 'H1');
  keys.other = await issue('hospital', '420500', 'H2');
  keys.far = await issue('hospital', '330100', 'H1');
  const made = await post('', { policy: 'demo-drg' }, 'bureau');
  expect(made.status).toBe(201);
  register = made.json!['id'] as string;
  await post('/periods', { period: '2026-Q1', discharges: { 'drg-rate': 400, dip: 0 }, why: 'first quarter' }, 'bureau');
});
afterAll(() => started.stop());

type Who = keyof typeof keys;
const at = (path: string) => `/v1/special-cases${register === undefined ? '' : `/${register}`}${path}`;
const post = (path: string, body: object, who: Who, asked: Asked = {}): Promise<Answered> =>
  started.post(at(path), body, { key: keys[who], ...asked });
const read = (path: string, who: Who) => started.ask(at(path), { key: keys[who] });
const why = { why: 'test' };

/** Hands in a case of the hospital H1 and returns its number. */
async function submitted(caseId: string): Promise<string> {
  const applied = await post('/applications', { period: '2026-Q1', case: caseOf(caseId), ...why }, 'own');
  expect(applied.json, applied.text).toMatchObject({ applications: [{ state: 'draft' }] });
  const [{ application }] = applied.json!['applications'] as [{ application: string }];
  expect((await post(`/applications/${application}/submit`, why, 'own')).json).toMatchObject({
    applications: [{ application, state: 'submitted' }],
  });
  return application;
}

describe('an application from its draft to its publication', () => {
  let application: string;

  test('goes by the steps and rules of the register', async () => {
    today = '2026-04-02';
    application = await submitted('T1');
    const one = `/applications/${application}`;
    expect((await post(`${one}/screen`, why, 'bureau')).status).toBe(200);
    const drawn = await post(`${one}/draw`, { experts: ROSTER, seed: 'dice', ...why }, 'bureau');
    const [{ panel }] = drawn.json!['entries'] as [{ panel: string[] }];
    expect([panel.length, panel.some((expert) => ['E1', 'E4', 'E7'].includes(expert))]).toEqual([3, false]);
    const early = await post(`${one}/decision`, { payment: { pays: 'by-item', amount: '1500.00' }, ...why }, 'bureau');
    expect(early.json).toMatchObject({ status: 422, code: 'PRICING_REVIEW_VOTES_OPEN' });
    today = '2026-04-07';
    for (const expert of panel) await post(`${one}/votes`, { expert, vote: 'yes', ...why }, 'bureau');
    const decided = await post(`${one}/decision`, { payment: { pays: 'by-item', amount: '1500.00' }, ...why }, 'bureau');
    expect(decided.json).toMatchObject({ applications: [{ application, state: 'approved' }] });
    await post(`${one}/price`, why, 'bureau');
    await post(`${one}/clear`, { run: 'R1', fundPaid: '28500.00', ...why }, 'bureau');
    const hospitals = [{ hospital: 'H1', discharges: 100, fundPaid: '1000000.00' }];
    const published = await post('/publications', { period: '2026-Q1', hospitals, ...why }, 'bureau');
    expect(published.json).toMatchObject({
      applications: [{ application, state: 'published' }],
      // 1 of 100 discharges; 28,500 of 1,000,000 yuan
      table: [{ applied: 1, approved: 1, shareOfDischarges: '0.01', fundPaid: '28500.00', shareOfSpending: '0.0285' }],
    });
  });

  test('is read by its hospital without the experts, and by the bureau with them', async () => {
    const [seen, own] = [await read(`/applications/${application}`, 'bureau'), await read(`/applications/${application}`, 'own')];
    expect(seen.json).toMatchObject({ panel: [{}, {}, {}].map(() => expect.stringMatching(/^E/)), seed: 'dice' });
    expect(own.json).toMatchObject({ application, state: 'published', case: { caseId: 'T1', hospital: 'H1' } });
    expect(Object.keys(own.json!)).not.toEqual(expect.arrayContaining(['panel']));
    expect(own.text).not.toMatch(/"E\d"|dice|"vote"|"draw"/);
    expect((own.json!['history'] as { action: string }[]).map(({ action }) => action)).toEqual([
      'apply',
      'submit',
      'screen',
      'approve',
      'price',
      'clear',
      'publish',
    ]);
  });

  test('stands in a file that the command line reads, and another register goes on from it', async () => {
    const file = await read('/file', 'bureau');
    const path = join(temporaryFolder(), 'register.ndjson');
    writeFileSync(path, file.text);
    const { code, stdout, stderr } = await dianzhi(['review', 'show', '--register', path, '--json', '--lang', 'en']);
    expect(code, stderr).toBe(0);
    const printed = JSON.parse(stdout) as { applications: { id: string; state: string }[] };
    expect(printed.applications.map(({ id, state }) => [id, state])).toEqual([[application, 'published']]);

    const elsewhere = await StartedService.start();
    try {
      const { key } = await elsewhere.issue({ role: 'bureau', region: '4205', purpose: 'test', days: 1 });
      const made = await elsewhere.post('/v1/special-cases', { policy: 'demo-drg' }, { key });
      const place = `/v1/special-cases/${made.json!['id'] as string}/file`;
      const lines = file.text.split('\n').length - 1;
      const take = (body: string) => elsewhere.post(place, body, { key, headers: { 'content-type': 'application/x-ndjson' } });
      const forged = await take(file.text.replace('1500.00', '9500.00'));
      expect(forged.json).toMatchObject({ status: 422, code: 'SERVER_REGISTER_INVALID' });
      expect((await take(file.text)).json).toEqual({ added: lines });
      expect((await take(file.text)).json).toEqual({ added: 0 });
      expect((await elsewhere.ask(place, { key })).text).toBe(file.text);
    } finally {
      await elsewhere.stop();
    }
  });

  test('gives its result to the clearing of its year', async () => {
    expect((await read('/results?year=2026', 'bureau')).json).toEqual({
      results: [
        { application, caseId: 'T1', hospital: 'H1', fund: 'employee', year: '2026', result: 'by-item', amount: '28500.00' },
      ],
    });
  });
});

describe('who sees and does what', () => {
  test('a hospital sees its own applications and no others, and nobody of another region knows of the register', async () => {
    today = '2026-04-08';
    const own = await submitted('T2');
    const other = await post('/applications', { period: '2026-Q1', case: caseOf('T3'), ...why }, 'other');
    const [{ application: theirs }] = other.json!['applications'] as [{ application: string }];
    const seen = async (who: Who) =>
      ((await read('/applications?limit=500', who)).json!['items'] as { hospital: string }[]).map(({ hospital }) => hospital);
    expect(new Set(await seen('own'))).toEqual(new Set(['H1']));
    expect(new Set(await seen('other'))).toEqual(new Set(['H2']));
    expect(new Set(await seen('bureau'))).toEqual(new Set(['H1', 'H2']));
    for (const [who, path] of [
      ['own', `/applications/${theirs}`],
      ['foreign', `/applications/${own}`],
      ['foreign', '/applications'],
      ['far', '/applications'],
      ['foreign', '/file'],
    ] as const)
      expect((await read(path, who)).json, `${who} ${path}`).toMatchObject({ status: 404, code: 'HTTP_NOT_FOUND' });
    expect((await post(`/applications/${theirs}/submit`, why, 'own')).status).toBe(404);
    expect((await started.ask('/v1/special-cases', { key: keys.foreign })).json).toEqual({ registers: [] });
    expect((await started.ask('/v1/special-cases', { key: keys.own })).json).toMatchObject({ registers: [{ id: register }] });
  });

  test('pages follow one another, narrowed by state', async () => {
    const all = (await read('/applications', 'bureau')).json!['items'] as object[];
    const first = (await read('/applications?limit=1', 'bureau')).json!;
    const next = (await read(`/applications?limit=500&cursor=${String(first['next'])}`, 'bureau')).json!;
    expect([...(first['items'] as object[]), ...(next['items'] as object[])]).toEqual(all);
    const drafts = (await read('/applications?state=draft', 'bureau')).json!['items'] as { state: string }[];
    expect(drafts.map(({ state }) => state)).toEqual(['draft']);
  });

  test.each<[string, Who, string, object, number, string]>([
    ['a hospital decides nothing', 'own', '/applications/2026-Q1-0002/screen', why, 403, 'HTTP_ROLE_REFUSED'],
    [
      'a hospital applies for no other',
      'own',
      '/applications',
      { period: '2026-Q1', hospital: 'H2', case: caseOf('X'), ...why },
      400,
      'HTTP_BODY_INVALID',
    ],
    [
      'a bureau names the hospital',
      'bureau',
      '/applications',
      { period: '2026-Q1', case: caseOf('X'), ...why },
      400,
      'HTTP_BODY_INVALID',
    ],
    [
      'a case is applied for once',
      'own',
      '/applications',
      { period: '2026-Q1', case: caseOf('T2'), ...why },
      409,
      'PRICING_REVIEW_REPEATED',
    ],
    [
      'of its own period',
      'own',
      '/applications',
      { period: '2026-Q1', case: caseOf('X', { dischargeDate: '2026-05-01' }), ...why },
      400,
      'PRICING_REVIEW_PERIOD_INVALID',
    ],
    [
      'of a period that was opened',
      'own',
      '/applications',
      { period: '2025-Q4', case: caseOf('X', { dischargeDate: '2025-12-01' }), ...why },
      422,
      'PRICING_REVIEW_PERIOD_UNKNOWN',
    ],
    ['one step follows another', 'bureau', '/applications/2026-Q1-0002/price', why, 409, 'PRICING_REVIEW_TRANSITION'],
    ['with a reason', 'bureau', '/applications/2026-Q1-0002/screen', {}, 400, 'HTTP_BODY_INVALID'],
    ['not of tomorrow', 'bureau', '/applications/2026-Q1-0002/screen', { ...why, at: '2026-04-09' }, 400, 'HTTP_BODY_INVALID'],
    [
      'not before the last entry',
      'bureau',
      '/applications/2026-Q1-0002/screen',
      { ...why, at: '2026-04-03' },
      422,
      'PRICING_REVIEW_BEFORE_LAST',
    ],
    ['no day of a hospital', 'own', '/applications/2026-Q1-0002/appeal', { ...why, at: '2026-04-08' }, 400, 'HTTP_BODY_INVALID'],
    [
      'a period is opened once',
      'bureau',
      '/periods',
      { period: '2026-Q1', discharges: {}, ...why },
      400,
      'PRICING_REVIEW_PERIOD_INVALID',
    ],
    [
      'enough experts',
      'bureau',
      '/applications/2026-Q1-0002/draw',
      { experts: ROSTER.slice(0, 2), ...why },
      422,
      'PRICING_REVIEW_EXPERTS_TOO_FEW',
    ],
  ])('%s', async (_, who, path, body, status, code) => {
    expect((await post(path, body, who)).json).toMatchObject({ status, code });
  });

  test('a region has one register, of a policy of its own', async () => {
    const again = await started.post('/v1/special-cases', { policy: 'demo-drg' }, { key: keys.bureau });
    expect(again.json).toMatchObject({ status: 409, code: 'REVIEWS_REGISTER_EXISTS' });
    const unknown = await started.post('/v1/special-cases', { policy: 'none-such' }, { key: keys.bureau });
    expect(unknown.json).toMatchObject({ status: 422, code: 'DOCUMENTS_UNKNOWN' });
  });
});

test('what is only tried is answered and not written; what is written stands in the audit log', async () => {
  today = '2026-04-09';
  const before = (await read('/file', 'bureau')).text;
  const tried = await post('/applications?dryRun=true', { period: '2026-Q1', case: caseOf('T9'), ...why }, 'own');
  expect(tried.json).toMatchObject({ dryRun: true, applications: [{ state: 'draft' }], entries: [{ action: 'apply' }] });
  expect((await read('/file', 'bureau')).text).toBe(before);
  const { application } = (
    (await post('/applications', { period: '2026-Q1', case: caseOf('T9'), ...why }, 'own')).json!['applications'] as [
      { application: string },
    ]
  )[0];
  const log = (await started.ask('/v1/audit')).json!['items'] as { action: string; object: string; institution: string }[];
  expect(log[0]).toMatchObject({ action: 'special-case.apply', object: `${register} ${application}`, institution: 'H1' });
  expect(log.filter(({ action }) => action === 'special-case.export').length).toBeGreaterThan(1);
});
