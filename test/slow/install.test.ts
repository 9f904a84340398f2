import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run, temporaryFolder } from '../command-line.js';
import { packedTarball } from '../packed.js';
import { tinyCsv, writeTables } from '../server/tiny-scheme.js';

describe('npm install of the tarball', () => {
  test('brings what the program needs, and npx finds it', async (context) => {
    const { tarball } = await packedTarball();
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'package.json'), '{"name":"elsewhere","private":true}\n');
    const words = ['install', '--no-audit', '--no-fund', '--omit=dev', tarball];
    const installed = await run('npm', words, { cwd: folder, timeLimit: 240_000 }).catch((error: Error) => error);
    if (installed instanceof Error || /E(?:NOTFOUND|AI_AGAIN|CONNREFUSED|TIMEDOUT|CONNRESET)|network/.test(installed.stderr)) {
      context.skip('[left out: the registry is out of reach]');
      return;
    }
    expect(installed).toMatchObject({ code: 0 });
    writeTables(join(folder, 'tables'));
    writeFileSync(join(folder, 'cases.csv'), tinyCsv());
    const dianzhi = (...args: string[]) => run('npx', ['--no-install', 'dianzhi', ...args], { cwd: folder });
    expect((await dianzhi('import', 'drg-tables', 'tables', '--id', 'tiny')).code).toBe(0);
    const { code, stdout } = await dianzhi('group', '--scheme', 'tiny', '--input', 'cases.csv', '--output', '-');
    expect({ code, lines: stdout.trimEnd().split('\n').length }).toEqual({ code: 0, lines: 11 });
  });
});
