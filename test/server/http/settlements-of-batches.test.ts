// From the upload of a month to its published settlement, as a bureau and a hospital go the way.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  demonstrationCsv,
  demonstrationDischarges,
  packageRoot,
  type DemonstrationDischarge,
} from '../../../reference-data/index.js';
import { rowsOf } from '../tiny-workplace.js';
import { demoJanuary } from './demo-settlement.js';
import { StartedService } from './started-service.js';

const BUREAU = { role: 'bureau', region: '4205', purpose: 'test', days: 1 };
// Hospitals of the demonstration.
const HOSPITAL = { role: 'hospital', region: '4205', purpose: 'test', days: 1 };

let started: StartedService;
let clerk: string;
let head: string;
let batch: string;
const JANUARY = [...demonstrationDischarges({ seed: 11, count: 1200, year: 2026 })].filter(({ dischargeDate }) =>
  dischargeDate.startsWith('2026-01'),
);
const by = (key: string, method = 'GET') => ({ key, method });

beforeAll(async () => {
  started = await StartedService.start({ longestUpload: 10_000_000 });
  clerk = (await started.issue(BUREAU)).key;
  head = (await started.issue(BUREAU)).key;
  batch = await upload(clerk, JANUARY);
});
afterAll(() => started.stop());

/** Uploads cases and waits for their groups. @returns Number of the batch */
async function upload(key: string, cases: Iterable<DemonstrationDischarge>): Promise<string> {
  const { status, json, text } = await started.ask('/v1/batches?schemeId=demo-dip', {
    ...by(key, 'POST'),
    headers: { 'content-type': 'text/csv' },
    body: [...demonstrationCsv(cases)].join(''),
  });
  expect(status, text).toBe(202);
  const id = String(json!['id']);
  // The stream ends with the batch.
  await started.ask(`/v1/batches/${id}/events`, by(key));
  return id;
}

/** Waits until something goes on no more. */
async function ended(path: string, key: string) {
  const now = async () => (await started.ask(path, by(key))).json!;
  await expect
    .poll(async () => ['waiting', 'running'].includes((await now())['state'] as string), { timeout: 60_000 })
    .toBe(false);
  return now();
}

test('a month that was uploaded is settled, published by another key, and read by a hospital', async () => {
  const start = await started.post('/v1/settlements', demoJanuary(batch), { key: clerk });
  expect(start.status, start.text).toBe(202);
  const at = `/v1/settlements/${String(start.json!['id'])}`;
  const settled = await ended(at, clerk);
  expect([settled['state'], settled['failure']]).toEqual(['settled', null]);
  expect(settled['summary']).toMatchObject({ cases: JANUARY.length, demonstration: true });
  expect((await started.ask(`${at}/publish`, by(head, 'POST'))).status).toBe(200);

  const { hospitalId } = JANUARY[0]!;
  const { key } = await started.issue({ ...HOSPITAL, institution: hospitalId });
  const own = rowsOf((await started.ask(`${at}/files/cases.csv`, by(key))).text);
  const expected = JANUARY.filter((one) => one.hospitalId === hospitalId).map(({ caseId }) => caseId);
  expect(own.map(({ caseId }) => caseId).sort()).toEqual(expected.sort());

  const verifying = await started.ask(`${at}/verify`, by(clerk, 'POST'));
  expect(verifying.status).toBe(202);
  const verification = async () => (await started.ask(at, by(clerk))).json!['verification'] as { state: string };
  await expect.poll(async () => (await verification()).state, { timeout: 60_000 }).not.toBe('waiting');
  expect(await verification()).toMatchObject({ state: 'done', agrees: true });
});

test('the discharges that quotas of special cases are taken of are counted in what was settled', async () => {
  const items = (await started.ask('/v1/settlements?period=2026-01', by(clerk))).json!['items'] as Record<string, string>[];
  const { id, fingerprint } = items[0]!;
  const made = await started.post('/v1/special-cases', { policy: 'demo-dip' }, { key: clerk });
  const register = `/v1/special-cases/${String(made.json!['id'])}`;
  const opening = { period: '2026-Q1', settlements: [id], why: 'test' };
  const opened = await started.post(`${register}/periods`, opening, { key: clerk });
  const [entry] = opened.json!['entries'] as [{ discharges: Record<string, number>; countedFrom: string[] }];
  const rows = rowsOf((await started.ask(`/v1/settlements/${id}/files/cases.csv`, by(clerk))).text);
  const paid = (method: string) => rows.filter((row) => row['method'] === method).length;
  expect(entry.countedFrom).toEqual([fingerprint]);
  expect(entry.discharges).toEqual({ 'drg-rate': paid('drg-rate'), 'drg-points': paid('drg-points'), dip: paid('dip') });
  expect(paid('dip')).toBeGreaterThan(0);
  const refused = await started.post(`${register}/periods`, { ...opening, period: '2026-Q3' }, { key: clerk });
  expect(refused.json).toMatchObject({ code: 'SERVER_TABLE_INVALID', detail: expect.stringContaining(`settlement ${id}`) });
  // A month without special cases clears none.
  const cleared = await started.post(`${register}/clearings`, { settlement: id, why: 'test' }, { key: clerk });
  expect(cleared.json).toMatchObject({
    code: 'SETTLEMENT_RUN_UNFIT',
    detail: expect.stringMatching(`^The run settlement ${id} is of`),
  });
});

test('a hospital has indicators of its own cases in the batch of its bureau; a batch of others is not there', async () => {
  const { hospitalId } = JANUARY[0]!;
  const { key } = await started.issue({ ...HOSPITAL, institution: hospitalId });
  const asked = { batch, policy: 'demo-dip', on: '2026-01-31' };
  const start = await started.post('/v1/indicators', asked, { key });
  expect(start.status, start.text).toBe(202);
  const { state, result } = await ended(`/v1/indicators/${String(start.json!['id'])}`, key);
  const { rows, indicators } = result as { rows: number; indicators: { hospital: string }[] };
  expect(state).toBe('done');
  expect(rows).toBe(JANUARY.filter((one) => one.hospitalId === hospitalId).length);
  expect(indicators.map(({ hospital }) => hospital)).toEqual(['region', hospitalId]);
  const elsewhere = (await started.issue({ ...BUREAU, region: '4301' })).key;
  expect((await started.post('/v1/indicators', asked, { key: elsewhere })).status).toBe(404);
});

test('a directory that was built is a scheme that another person puts in force', async () => {
  const path = join(packageRoot(), 'reference-data', 'regions', 'demo-dip', 'directory-policy.yaml');
  const years = [2024, 2025, 2026];
  const batches: string[] = [];
  for (const year of years) batches.push(await upload(clerk, demonstrationDischarges({ seed: 7, count: 600, year })));
  const asked = { batches, years, id: 'city-dip', policy: readFileSync(path, 'utf8'), demonstration: true };
  const start = await started.post('/v1/directories', asked, { key: clerk });
  expect(start.status, start.text).toBe(202);
  const built = await ended(`/v1/directories/${String(start.json!['id'])}`, clerk);
  expect([built['state'], built['failure']]).toEqual(['done', null]);

  const schemes = (await started.ask('/v1/schemes?limit=500', by(clerk))).json!['items'] as {
    name: string;
    id: string;
    state: string;
  }[];
  const scheme = schemes.find(({ name }) => name === 'city-dip')!;
  expect(scheme.state).toBe('uploaded');
  const activate = (key: string) => started.post(`/v1/schemes/${scheme.id}/activate`, {}, { key });
  expect((await activate(clerk)).json).toMatchObject({ code: 'DOCUMENTS_SAME_PERSON' });
  expect((await activate(head)).json).toMatchObject({ state: 'active' });
  const discharge = { caseId: '1', sex: 1, ageYears: 60, principalDiagnosis: 'I63.900' };
  expect((await started.post('/v1/group', { schemeId: 'city-dip', discharge }, { key: clerk })).status).toBe(200);
});
