import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demonstrationCsv, demonstrationDischarges, packageRoot } from '../../../reference-data/index.js';
import { openStore, type Store } from '../../../server/store/index.js';
import { settlingService, type SettlingService } from '../settlements/settling-service.js';
import { rowsOf, Workplace } from '../tiny-workplace.js';

const place = new Workplace();
let store: Store;
let service: SettlingService;
const ask: SettlingService['ask'] = (...words) => service.ask(...words);
const over = (more: object = {}) => ({
  batch: service.batch(place.path('grouped.csv')),
  policy: 'demo-drg',
  on: '2026-12-31',
  ...more,
});

/** Asks for something and waits for it. */
async function derived(who: string, path: string, body: object) {
  const { status, json } = await ask(who, 'POST', path, body);
  expect(status).toBe(202);
  const now = async () => (await ask(who, 'GET', `${path}/${json.id}`)).json;
  await expect.poll(async () => ['done', 'failed'].includes((await now()).state), { timeout: 40_000 }).toBe(true);
  return now();
}

beforeAll(async () => {
  place.file('cases.csv', [...demonstrationCsv(demonstrationDischarges({ seed: 7, count: 1500, year: 2026 }))].join(''));
  const { code, stderr } = await place.dianzhi(
    'group',
    '--scheme',
    'chs-drg-starter',
    '--input',
    'cases.csv',
    '--output',
    'grouped.csv',
  );
  expect(code, stderr).toBe(0);
  store = await openStore({ folder: undefined });
  service = await settlingService(store, place);
});
afterAll(async () => {
  await service.stop();
  await store.close();
  expect(service.faults).toEqual([]);
});

test('indicators are those of the command line; research gets none of few cases', async () => {
  const { stdout } = await place.dianzhi(
    'indicators',
    '--cases',
    'grouped.csv',
    '--policy',
    'demo-drg',
    '--on',
    '2026-12-31',
    '--json',
  );
  const { state, result } = await derived('clerk', '/v1/indicators', over());
  expect(state).toBe('done');
  const record = JSON.parse(stdout);
  expect(result).toEqual(record);
  const hidden = (await derived('researcher', '/v1/indicators', over())).result;
  const few = (groups: { cases: number }[]) => groups.filter(({ cases }) => cases < 10).length;
  expect(few(record.groups)).toBeGreaterThan(0);
  expect([few(hidden.groups), hidden.rows]).toEqual([0, record.rows]);
  expect(hidden.hidden.groups + hidden.groups.length).toBe(record.groups.length);
});

test('leads are those of the command line, and whoever may not see them finds none', async () => {
  const words = ['--cases', 'grouped.csv', '--policy', 'demo-drg', '--on', '2026-12-31', '--output', 'leads.csv', '--lang', 'en'];
  expect((await place.dianzhi('leads', ...words)).code).toBe(0);
  const leads = await derived('clerk', '/v1/leads', over({ language: 'en' }));
  expect(leads.result.leads).toBe(rowsOf(place.text('leads.csv')).length);
  const file = await ask('clerk', 'GET', `/v1/leads/${leads.id}/file`);
  expect(file.text).toBe(place.text('leads.csv'));
  expect((await ask('neighbour', 'GET', `/v1/leads/${leads.id}`)).status).toBe(404);
  expect((await ask('neighbour', 'GET', `/v1/leads/${leads.id}/file`)).status).toBe(404);
  expect((await ask('hospitalA', 'GET', '/v1/leads')).json.items).toEqual([]);
  expect((await ask('researcher', 'GET', '/v1/leads')).status).toBe(403);
  const actions = (await service.audit.newest(50)).map(({ action }) => action);
  expect(actions).toEqual(expect.arrayContaining(['leads.start', 'leads.read', 'indicators.start']));
});

test('a directory is built out of batches, and one that is refused says why without a path', async () => {
  const policy = readFileSync(join(packageRoot(), 'reference-data', 'regions', 'demo-dip', 'directory-policy.yaml'), 'utf8');
  const years = [2024, 2025, 2026];
  const batches = years.map((year) => {
    const text = [...demonstrationCsv(demonstrationDischarges({ seed: 7, count: 600, year }))].join('');
    return service.batch(place.file(`history-${year}.csv`, text));
  });
  const built = await derived('clerk', '/v1/directories', {
    batches,
    years,
    id: 'built-dip',
    policy,
    demonstration: true,
  });
  expect([built.state, built.failure]).toEqual(['done', null]);
  const refused = await derived('clerk', '/v1/directories', { batches, years, id: 'built-dip', policy: 'kind: none\n' });
  expect(refused.state).toBe('failed');
  expect(refused.failure.en).not.toContain(place.folder);
  expect(refused.failure.en).not.toMatch(/\/tmp\//);
});
