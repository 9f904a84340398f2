// While an upload is checked, everybody else is answered: told by the order in which answers come.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from '../../command-line.js';
import { StartedService } from '../http/started-service.js';
import { regionFile, YAML } from './uploading-service.js';

/** More than come between the last byte of a file and its check: that of a policy has no pause in which somebody else would be let in. */
const MEANWHILE = 30;
const CASE = { caseId: '1', sex: 1, ageYears: 60, principalDiagnosis: 'I63.900' };

const folder = temporaryFolder();
const { TMPDIR } = process.env;
let started: StartedService;
let key: string;
beforeAll(async () => {
  // Only what is uploaded here lies there.
  process.env['TMPDIR'] = folder;
  started = await StartedService.start();
  key = (await started.issue({ role: 'bureau', region: '4205', purpose: 'test', days: 1 })).key;
});
afterAll(async () => {
  await started.stop();
  if (TMPDIR === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = TMPDIR;
});

const PATH = '/v1/policies?dryRun=true';
const upload = (body: string) => started.ask(PATH, { method: 'POST', key, headers: { 'content-type': YAML }, body });
const inTheProvince = (text: string) => text.replace(/^extends: .*$/m, 'extends: demo-province');
const policy = regionFile('demo-dip', 'payment-policy.yaml', '420500', inTheProvince);
const group = () => started.post('/v1/group', { schemeId: 'demo-dip', discharge: CASE }, { key });

/** Whether a file of a length has come in and its checked form is not there yet, so that nothing but its check is waited for. */
const isBeingChecked = (length: number): boolean =>
  readdirSync(folder)
    .filter((name) => name.startsWith('dianzhi-upload-'))
    .some((name) => sizeOf(name, 'upload.yaml') === length && sizeOf(name, 'checked', 'payment-policy.yaml') === undefined);
const sizeOf = (...path: string[]) => statSync(join(folder, ...path), { throwIfNoEntry: false })?.size;

test('single cases are answered while a policy is checked', async () => {
  // The scheme is loaded before.
  expect((await group()).status).toBe(200);
  const over = new AbortController();
  const checked = upload(policy).finally(() => over.abort());
  let meanwhile = 0;
  while (!over.signal.aborted) {
    const before = isBeingChecked(Buffer.byteLength(policy));
    expect((await group()).status).toBe(200);
    if (before && isBeingChecked(Buffer.byteLength(policy))) meanwhile++;
  }
  const { status, text } = await checked;
  expect(status, text.slice(0, 500)).toBe(200);
  expect(meanwhile).toBeGreaterThan(MEANWHILE);
});

test('a check that nobody waits for any more is given up, is no fault, and leaves nothing', async () => {
  const gone = new AbortController();
  const headers = { authorization: `Bearer ${key}`, 'content-type': YAML };
  const broken = fetch(`${started.service.address}${PATH}`, { method: 'POST', headers, body: policy, signal: gone.signal });
  await expect.poll(() => isBeingChecked(Buffer.byteLength(policy)), { interval: 5 }).toBe(true);
  gone.abort();
  await expect(broken).rejects.toThrow();
  expect((await upload(policy)).status).toBe(200);
  await expect.poll(() => readdirSync(folder).filter((name) => name.startsWith('dianzhi-upload-'))).toEqual([]);
  expect(started.faults).toEqual([]);
});
