import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReviewEvent } from '../../../pricing/index.js';
import { appendEntries, openRegister } from '../../../server/review/register-file.js';
import { Settlements } from '../../../server/settlements/index.js';
import { scopeOf, type Store, type Unit } from '../../../server/store/index.js';
import { cases, SETTLED_SECTIONS, smallBudget, smallPolicy, WEIGHTS } from '../settlement/small-region.js';
import { TEST_DATABASES } from '../store/test-stores.js';
import { objectsOf, rowsOf, Workplace } from '../tiny-workplace.js';
import { CALLERS, settlingService, type SettlingService } from './settling-service.js';

const place = new Workplace();
const DONE = { by: 'A01', why: '测试', at: '2026-07-02' } as const;

/** An application for a case of May, as entries of the register up to its panel. */
function inPanel(application: string, caseId: string): ReviewEvent[] {
  const facts = { cost: '40000.00', standard: '14400.00' };
  const stay = { caseId, hospital: 'A', fund: 'resident', dischargeDate: '2026-05-06' };
  const one = { ...stay, method: 'drg-rate', ground: 'high-cost', facts };
  return [
    { action: 'apply', ...DONE, application, period: '2026-Q2', case: one },
    { action: 'submit', ...DONE, application },
    { action: 'screen', ...DONE, application },
    { action: 'draw', ...DONE, application, seed: 'dice', panel: ['E1', 'E2', 'E3'], excluded: [], candidates: 3 },
  ] as ReviewEvent[];
}
const approved = (application: string, amount: string): ReviewEvent => ({
  action: 'approve',
  ...DONE,
  application,
  pays: 'by-item',
  amount,
});

/** Adds entries to the register, which begins with its period. */
async function write(...entries: readonly ReviewEvent[]): Promise<void> {
  const opened = await openRegister(place.path('register'));
  const open: ReviewEvent = { action: 'open', ...DONE, period: '2026-Q2', discharges: { 'drg-rate': 400 } };
  await appendEntries(opened, [...(opened.entries === 0 ? [open] : []), ...entries]);
}

beforeAll(async () => {
  place.file('policy.yaml', smallPolicy());
  const reviewing = { ...SETTLED_SECTIONS.settlement, specialCases: 'in-points', specialCasesInMonths: 'true' };
  place.file('reviewed.yaml', smallPolicy({ settlement: reviewing }));
  place.file('may.csv', cases({ caseId: 'C9', dischargeDate: '2026-05-06', totalCharges: '40000.00' }));
  place.file('budget.yaml', smallBudget());
  place.file('weights.csv', WEIGHTS);
  place.file(
    'january.csv',
    cases({ caseId: 'C1' }, { caseId: 'C2' }, { caseId: 'C3', hospitalId: 'B', dischargeDate: '2026-01-31' }),
  );
  place.file('february.csv', cases({ caseId: 'C4', dischargeDate: '2026-02-11' }));
  const twice = { caseId: 'planted-1', dischargeDate: '2026-03-11' };
  place.file('twice.csv', cases(twice, twice));
  const options = ['--scheme', 'tiny', '--policy', 'policy.yaml', '--source', 'test'];
  const { code, stderr } = await place.dianzhi('import', 'weights', 'weights.csv', ...options);
  expect(code, stderr).toBe(0);
});

describe.each(TEST_DATABASES)('settlements on $name', ({ open }) => {
  let store: Store;
  let service: SettlingService;
  let january: string;
  const ask: SettlingService['ask'] = (...words) => service.ask(...words);
  const start = (key: string, period: string, file: string, more: object = {}) =>
    ask(key, 'POST', '/v1/settlements', {
      kind: 'month',
      period,
      policy: 'policy.yaml',
      budget: 'budget.yaml',
      scheme: 'tiny',
      cases: [service.batch(place.path(file))],
      ...more,
    });
  /** Follows a settlement to its end. */
  const ended = async (id: string) => {
    const { text } = await ask('clerk', 'GET', `/v1/settlements/${id}/events`);
    return JSON.parse(/event: end\n(?:id: .*\n)?data: (.*)\n/.exec(text)![1]!);
  };
  const idsOf = (json: { readonly items: readonly { readonly id: string }[] }) => json.items.map(({ id }) => id);

  beforeAll(async () => {
    store = await open();
    service = await settlingService(store, place);
  });
  afterAll(async () => {
    await service.stop();
    await store.close();
    expect(service.faults).toEqual([]);
  });

  test('a month is settled as the command line settles it, and its files are the same', async () => {
    const started = await start('clerk', '2026-01', 'january.csv');
    expect([started.status, started.json.state]).toEqual([202, 'waiting']);
    january = started.json.id;
    const settled = await ended(january);
    expect(settled).toMatchObject({ state: 'settled', failure: null, summary: { cases: 3 } });
    const usual = ['--policy', 'policy.yaml', '--scheme', 'tiny', '--budget', 'budget.yaml', '--month', '2026-01'];
    const { code } = await place.dianzhi('settle', 'month', ...usual, '--cases', 'january.csv', '--output', `runs-${january}/01`);
    expect(code).toBe(0);
    const { json } = await ask('clerk', 'GET', `/v1/settlements/${january}/files`);
    expect(json.files).toEqual(expect.arrayContaining(['cases.csv', 'hospitals.csv', 'report.html', 'run.json', 'steps.ndjson']));
    expect(json.files).not.toContain('places.json');
    for (const name of json.files as string[]) {
      const { text } = await ask('clerk', 'GET', `/v1/settlements/${january}/files/${name}`);
      expect(text).toBe(place.text(`runs-${january}/01/${name}`));
    }
  });

  test('of two settlements of one month one is refused, and told of the other; a dry one stands in nobody’s way', async () => {
    const [one, two] = await Promise.all([start('clerk', '2026-02', 'february.csv'), start('head', '2026-02', 'february.csv')]);
    const [taken, refused] = one.status === 202 ? [one, two] : [two, one];
    expect([taken.status, refused.status]).toEqual([202, 409]);
    expect(refused.json).toMatchObject({
      code: 'SETTLEMENTS_PERIOD_TAKEN',
      detail: expect.stringContaining(taken.json.id),
    });
    const dry = await start('clerk', '2026-02', 'february.csv', { dryRun: true });
    expect(dry.status).toBe(202);
    expect((await ended(taken.json.id)).state).toBe('settled');
    // It is tried behind the other, by which the month is settled.
    expect(await ended(dry.json.id)).toMatchObject({ state: 'failed', failure: { code: 'SETTLEMENT_MONTH_SETTLED' } });
  });

  test('a settlement that is refused says why in full, names no path, and leaves its month free', async () => {
    const first = await start('clerk', '2026-03', 'twice.csv');
    const { state, failure } = await ended(first.json.id);
    expect([state, failure.code]).toEqual(['failed', 'SETTLEMENT_CASE_TWICE']);
    expect(failure.en).toContain('planted-1');
    const second = await start('clerk', '2026-03', 'twice.csv', { tables: { corrections: 'id,kind\n1,clawback\n' } });
    const refused = (await ended(second.json.id)).failure;
    expect([refused.code, refused.en]).toEqual(['SETTLEMENT_FILE_INVALID', expect.stringMatching(/^corrections is wrong/)]);
  });

  test('a month that another builds on is not discarded, and one that is not published can be', async () => {
    const [february] = (await ask('clerk', 'GET', '/v1/settlements?period=2026-02&state=settled')).json.items;
    expect((await ask('clerk', 'DELETE', `/v1/settlements/${january}`)).json.code).toBe('SETTLEMENTS_BUILT_ON');
    expect((await ask('clerk', 'DELETE', `/v1/settlements/${february.id}`)).status).toBe(204);
    expect((await ask('clerk', 'GET', `/v1/settlements/${february.id}`)).json.state).toBe('discarded');
    const again = await start('clerk', '2026-02', 'february.csv');
    expect((await ended(again.json.id)).fingerprint).toBe(february.fingerprint);
    const { inputs, places } = (await ask('clerk', 'GET', `/v1/settlements/${january}/diff/${again.json.id}`)).json;
    expect(inputs.map(({ what }: { what: string }) => what)).toEqual(expect.arrayContaining(['period', 'cases']));
    expect(places.length).toBeGreaterThan(0);
  });

  test('a settlement is recomputed on request, and every byte agrees', async () => {
    const asking = await ask('clerk', 'POST', `/v1/settlements/${january}/verify`);
    expect([asking.status, asking.json.state]).toEqual([202, 'waiting']);
    const verification = async () => (await ask('clerk', 'GET', `/v1/settlements/${january}`)).json.verification;
    await expect.poll(async () => (await verification()).state, { timeout: 30_000 }).toBe('done');
    expect(await verification()).toMatchObject({ agrees: true, inputs: [] });
  });

  test('special cases are settled as the register decided them, and are again when it has gone on', async () => {
    const asked = { policy: 'reviewed.yaml', review: true };
    const without = await start('clerk', '2026-05', 'may.csv', asked);
    expect((await ended(without.json.id)).failure.code).toBe('SETTLEMENTS_NO_REGISTER');
    // 40,000.00 less 11,200.00 struck out are 28,800.00; others paid 4,680.00
    await write(...inPanel('2026-Q2-0001', 'C9'), approved('2026-Q2-0001', '11200.00'));
    try {
      const { json } = await start('clerk', '2026-05', 'may.csv', asked);
      expect((await ended(json.id)).state).toBe('settled');
      const { text } = await ask('clerk', 'GET', `/v1/settlements/${json.id}/files/special-cases.csv`);
      expect(rowsOf(text)).toMatchObject([{ application: '2026-Q2-0001', caseId: 'C9' }]);
      await write(...inPanel('2026-Q2-0002', 'C10'));
      await ask('clerk', 'POST', `/v1/settlements/${json.id}/verify`);
      const verification = async () => (await ask('clerk', 'GET', `/v1/settlements/${json.id}`)).json.verification;
      await expect.poll(async () => (await verification()).state, { timeout: 30_000 }).not.toBe('waiting');
      expect(await verification()).toMatchObject({ state: 'done', agrees: true });
    } finally {
      rmSync(place.path('register'));
    }
  });

  test('hospitals see nothing before another key has published it, and then their own rows alone', async () => {
    const at = `/v1/settlements/${january}`;
    expect((await ask('hospitalA', 'GET', at)).status).toBe(404);
    expect((await ask('clerk', 'POST', `${at}/publish`)).json.code).toBe('SETTLEMENTS_SAME_KEY');
    expect((await ask('head', 'POST', `${at}/publish`)).json.state).toBe('published');
    expect((await ask('head', 'DELETE', at)).json.code).toBe('SETTLEMENTS_WRONG_STATE');

    const seen = (await ask('hospitalA', 'GET', at)).json;
    // What it counts or adds up is of all hospitals together.
    expect([seen.state, seen.summary, seen.progress, seen.verification]).toEqual(['published', undefined, undefined, undefined]);
    expect(idsOf((await ask('hospitalA', 'GET', '/v1/settlements')).json)).toEqual([january]);
    expect((await ask('hospitalA', 'GET', `${at}/files`)).json.files).toEqual(['cases.csv', 'hospitals.csv', 'steps.ndjson']);
    const rows = rowsOf((await ask('hospitalA', 'GET', `${at}/files/cases.csv`)).text);
    expect(rows.map(({ hospitalId, caseId }) => `${hospitalId} ${caseId}`)).toEqual(['A C1', 'A C2']);
    const lines = (await ask('hospitalA', 'GET', `${at}/files/hospitals.csv`)).text.trimEnd().split('\n');
    expect(lines).toEqual(place.text(`runs-${january}/01/hospitals.csv`).split('\n').slice(0, 2));
    const steps = objectsOf((await ask('hospitalA', 'GET', `${at}/files/steps.ndjson`)).text);
    expect(new Set(steps.map(({ hospital }) => hospital))).toEqual(new Set(['A']));
    expect((await ask('hospitalA', 'GET', `${at}/files/report.html`)).status).toBe(404);
    for (const path of [at, `${at}/files/cases.csv`]) expect((await ask('hospitalZ', 'GET', path)).status).toBe(404);
  });

  test('another region finds none of it, researchers and administrators may not ask, and what was done is in the log', async () => {
    const at = `/v1/settlements/${january}`;
    for (const path of [at, `${at}/files/cases.csv`, `${at}/events`])
      expect((await ask('neighbour', 'GET', path)).status).toBe(404);
    expect((await ask('neighbour', 'POST', `${at}/publish`)).status).toBe(404);
    expect((await ask('neighbour', 'GET', '/v1/settlements')).json.items).toEqual([]);
    expect((await start('neighbour', '2026-04', 'february.csv')).json.code).toBe('SETTLEMENTS_OTHER_REGION');
    for (const who of ['researcher', 'admin', 'hospitalA'])
      expect((await start(who, '2026-04', 'february.csv')).status).toBe(403);
    const done = (await service.audit.newest(100)).map(({ action, keyId }) => `${action} ${keyId}`);
    const expected = [
      'settlement.start clerk',
      'settlement.publish head',
      'settlement.read hospitalA',
      'settlement.verify clerk',
    ];
    expect(done).toEqual(expect.arrayContaining(expected));
  });

  test('who may not see a settlement is not shown it by the program either, where the database would', async () => {
    const settlements = new Settlements(service.jobs);
    const asOwner = (key: string) => ({ db: store.owner as Unit['db'], scope: scopeOf(CALLERS[key]!) });
    const seeing: string[] = [];
    for (const key of Object.keys(CALLERS)) if (await settlements.find(asOwner(key), january)) seeing.push(key);
    expect(seeing).toEqual(['clerk', 'head', 'hospitalA']);
    expect(await settlements.list(asOwner('hospitalZ'), { limit: 10 })).toEqual([]);
  });

  test('a list goes on page by page, latest first', async () => {
    const all = idsOf((await ask('clerk', 'GET', '/v1/settlements')).json);
    const paged: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const { json } = await ask('clerk', 'GET', `/v1/settlements?limit=2${next === '' ? '' : `&cursor=${next}`}`);
      paged.push(...idsOf(json));
      next = json.next;
    }
    expect(all.length).toBeGreaterThan(4);
    expect(paged).toEqual(all);
  });
});
