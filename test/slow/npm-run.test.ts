import { existsSync, readFileSync, writeFileSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { copyOfCheckout, npmRun } from '../checkout-copy.js';
import { run, temporaryFolder } from '../command-line.js';
import { tinyCsv, writeTables } from '../server/tiny-scheme.js';

const [checkout, elsewhere] = [copyOfCheckout(), temporaryFolder()];

/** Changes a source after the last build, whatever the clock of the file system. */
function change(text: string, seconds: number): void {
  const source = join(checkout, 'server', 'cli', 'package-version.ts');
  writeFileSync(source, text);
  const then = new Date(Date.now() + seconds * 1000);
  utimesSync(source, then, then);
}

// Builds of a copy of this checkout, one after the other: each test finds what the one before has built.
describe('npm run -s dianzhi', () => {
  test('without dist/ it builds first and prints the answer alone; names of files are meant from where one stands', async () => {
    const listed = await npmRun(checkout, elsewhere, 'schemes', '--json');
    expect(listed.code).toBe(0);
    expect(Array.isArray(JSON.parse(listed.stdout))).toBe(true);
    expect(existsSync(join(checkout, 'dist', 'server', 'cli', 'main.js'))).toBe(true);
    writeTables(join(elsewhere, 'tables'));
    const imported = await npmRun(checkout, elsewhere, 'import', 'drg-tables', 'tables', '--id', 'tiny');
    expect(imported).toMatchObject({ code: 0, stdout: '' });
    expect(existsSync(join(elsewhere, 'data', 'schemes', 'tiny', 'manifest.json'))).toBe(true);
    expect(existsSync(join(checkout, 'data'))).toBe(false);
    writeFileSync(join(elsewhere, 'cases.csv'), tinyCsv());
    const words = ['group', '--scheme', 'tiny', '--input', 'cases.csv', '--output', 'out.csv'];
    expect(await npmRun(checkout, elsewhere, ...words)).toMatchObject({ code: 0, stdout: '' });
    expect(readFileSync(join(elsewhere, 'out.csv'), 'utf8').split('\n')).toHaveLength(12);
    // The exit code is that of the program.
    expect((await npmRun(checkout, elsewhere, 'check-scheme', 'none')).code).toBe(4);
  });
});

describe('npm run -s dianzhi, with a dist/ older than a source', () => {
  test('builds again and still prints the answer alone; what does not compile is told and the former build stays', async () => {
    change(`export const packageVersion = (): string => 'built again';\n`, 1);
    expect(await npmRun(checkout, elsewhere, '--version')).toMatchObject({ code: 0, stdout: 'built again\n' });
    change('export const packageVersion = (): string => 1;\n', 600);
    const { code, stdout, stderr } = await npmRun(checkout, elsewhere, '--version');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('package-version.ts');
    const kept = await run(process.execPath, [join(checkout, 'dist', 'server', 'cli', 'main.js'), '--version']);
    expect(kept.stdout).toBe('built again\n');
  });

  test('two commands that both find it stale both answer, from a whole build', async () => {
    change(`export const packageVersion = (): string => 'built by two';\n`, 1200);
    const both = await Promise.all([npmRun(checkout, elsewhere, '--version'), npmRun(checkout, elsewhere, '--version')]);
    for (const { code, stdout } of both) expect({ code, stdout }).toEqual({ code: 0, stdout: 'built by two\n' });
  });
});
