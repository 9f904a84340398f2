import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { openRegister } from '../../../server/review/register-file.js';
import { whileHolding } from '../../../server/review/register-lock.js';
import { dianzhi, temporaryFolder, type Ended } from '../../command-line.js';

const folder = temporaryFolder();
const register = join(folder, 'register.ndjson');
const COMMON = [
  '--policy',
  'demo-drg',
  '--by',
  'A01',
  '--why',
  '测试',
  '--lang',
  'en',
  '--at',
  '2026-04-02',
  '--period',
  '2026-Q1',
];
const CASE = ['--hospital', 'H1', '--method', 'drg-rate', '--fund', 'employee', '--discharge-date', '2026-02-11'];
const FACTS = ['--ground', 'high-cost', '--facts', '{"cost":"30000.00","standard":"10000.00"}'];

const review = (step: string, ...words: string[]): Promise<Ended> =>
  dianzhi(['review', step, '--register', register, ...COMMON, ...words]);
const apply = (caseId: string): Promise<Ended> => review('apply', ...CASE, ...FACTS, '--case', caseId);

/** Number of a process that is gone. */
async function goneProcess(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'close');
  return child.pid!;
}
const lockOf = (pid: number): string => JSON.stringify({ pid, host: hostname(), token: '0123456789abcdef' });

describe('a register that several programs add to', () => {
  beforeAll(async () => {
    const { code, stderr } = await review('open', '--discharges', 'drg-rate=400');
    expect(code, stderr).toBe(0);
  });

  test('of programs that add at once every one adds its entry, one after the other', async () => {
    const names = ['T1', 'T2', 'T3', 'T4', 'T5'];
    const ended = await Promise.all(names.map(apply));
    for (const { code, stderr } of ended) expect(code, stderr).toBe(0);
    const { register: read, entries } = await openRegister(register);
    expect(entries).toBe(1 + names.length);
    expect(read.applications.map(({ case: { caseId } }) => caseId).sort()).toEqual(names);
    expect(readdirSync(folder)).toEqual(['register.ndjson']);
  });

  test('what a program that was killed left behind stops nobody', async () => {
    writeFileSync(`${register}.lock`, lockOf(await goneProcess()));
    const ended = await Promise.all([apply('S1'), apply('S2')]);
    for (const { code, stderr } of ended) expect(code, stderr).toBe(0);
    expect((await openRegister(register)).entries).toBe(8);
    expect(readdirSync(folder)).toEqual(['register.ndjson']);
  });

  test('nobody adds while another holds it, and nothing of that one is taken away', async () => {
    const before = readFileSync(register);
    await whileHolding(register, async () => {
      const { code, stderr } = await apply('U1');
      expect([code, stderr]).toEqual([3, expect.stringContaining('[SERVER_REGISTER_LOCKED]')]);
      expect(stderr).toContain(String(process.pid));
      expect(existsSync(`${register}.lock`)).toBe(true);
    });
    expect(readFileSync(register).equals(before)).toBe(true);
    expect(readdirSync(folder)).toEqual(['register.ndjson']);
  });

  test('what fails gives it up', async () => {
    await expect(whileHolding(register, () => Promise.reject(new Error('fails')))).rejects.toThrow('fails');
    expect(readdirSync(folder)).toEqual(['register.ndjson']);
  });

  test('a dry run holds nothing', async () => {
    await whileHolding(register, async () => {
      const { code, stderr } = await review('apply', ...CASE, ...FACTS, '--case', 'D1', '--dry-run');
      expect(code, stderr).toBe(0);
    });
  });
});
