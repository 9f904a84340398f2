import { once } from 'node:events';
import { expect, test } from 'vitest';
import { dianzhi, temporaryFolder } from '../../command-line.js';
import { startProcess, stopProcess } from './served-process.js';

const data = temporaryFolder();
const EMBEDDED = { env: { DATABASE_URL: '' } };

const status = async (address: string, key: string) =>
  (await fetch(`${address}/v1/schemes`, { headers: { authorization: `Bearer ${key}` } })).status;

test('a first start prints a key that later starts know, ends when it is told to, and leaves a log that holds', async () => {
  const first = await startProcess(data);
  expect(await status(first.address, first.key!)).toBe(200);
  const made = await fetch(`${first.address}/v1/keys`, {
    method: 'POST',
    headers: { authorization: `Bearer ${first.key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ role: 'bureau', region: '4205', purpose: 'test', days: 1 }),
  });
  const issued = (await made.json()) as { key: string };
  const inUse = await dianzhi(['audit', 'verify', '--data', data, '--lang', 'en'], EMBEDDED);
  expect([inUse.code, inUse.stderr]).toEqual([2, expect.stringContaining(`Process ${first.child.pid} is using`)]);
  expect(await stopProcess(first)).toBe(0);

  const second = await startProcess(data);
  expect(second.key).toBeUndefined();
  expect(await status(second.address, issued.key)).toBe(200);
  // Killed without a word: what was answered stands, and the next start takes the database over.
  const killed = once(second.child, 'exit');
  second.child.kill('SIGKILL');
  await killed;

  const verified = await dianzhi(['audit', 'verify', '--data', data, '--lang', 'en'], EMBEDDED);
  expect([verified.code, verified.stdout]).toEqual([0, expect.stringMatching(/holds, 1 lines[\s\S]*\n {2}1:[0-9a-f]{64}\n/)]);
  const head = verified.stdout.trim().split('\n').at(-1)!.trim();
  const cutOff = await dianzhi(['audit', 'verify', '--data', data, '--head', head.replace('1:', '2:'), '--lang', 'en'], EMBEDDED);
  expect([cutOff.code, cutOff.stderr]).toEqual([1, expect.stringContaining('STORE_AUDIT_BROKEN')]);
});

test('an environment that makes no sense is refused by name, and a secret is not said again', async () => {
  const short = await dianzhi(['serve', '--data', data, '--lang', 'en'], { env: { DIANZHI_ADMIN_KEY: 'too-short-secret' } });
  expect([short.code, short.stderr]).toEqual([2, expect.stringContaining('DIANZHI_ADMIN_KEY')]);
  expect(short.stderr).not.toContain('too-short-secret');
  const port = await dianzhi(['serve', '--data', data, '--lang', 'en'], { env: { PORT: '99999' } });
  expect([port.code, port.stderr]).toEqual([2, expect.stringContaining('99999')]);
});
