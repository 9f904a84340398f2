// The first minutes of a program: what the READMEs show of HTTP, run in a shell against the service as it is started.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demonstrationCsv, demonstrationDischarges, packageRoot } from '../reference-data/index.js';
import { run, temporaryFolder } from './command-line.js';
import { startProcess, stopProcess, type ServedProcess } from './server/http/served-process.js';

const CASES = 300;

const scriptIn = (readme: string): string =>
  [...readFileSync(join(packageRoot(), readme), 'utf8').matchAll(/^```bash\n([\s\S]*?)^```/gm)]
    .map((match) => match[1]!)
    .join('');

let service: ServedProcess;
const folder = temporaryFolder();

beforeAll(async () => {
  service = await startProcess(join(folder, 'data'));
  mkdirSync(join(folder, 'demo-output'));
  const discharges = demonstrationDischarges({ seed: 1, count: CASES, year: 2026 });
  writeFileSync(join(folder, 'demo-output', 'discharges.csv'), [...demonstrationCsv(discharges)].join(''));
});
afterAll(() => stopProcess(service));

test('both READMEs show the same requests, and each of them is answered', async () => {
  const script = scriptIn('README.md');
  expect(scriptIn('README.zh-CN.md')).toBe(script);
  const own = script.replace('http://127.0.0.1:8420', service.address).replace('ADMIN=KEY', `ADMIN=${service.key}`);
  const { code, stdout, stderr } = await run('sh', ['-ec', own], { cwd: folder });
  expect(code, stderr).toBe(0);
  expect(stdout).not.toContain('urn:dianzhi:problem');
  for (const answer of ['"evidence":', '"pricing":"priced"', '"bill":"settled"', '"outcomes":', '"state":"done"'])
    expect(stdout).toContain(answer);
  const results = readFileSync(join(folder, 'demo-output', 'batch.csv'), 'utf8')
    .trimEnd()
    .split('\n');
  expect(results).toHaveLength(CASES + 1);
});
