import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { copyOfCheckout, npmRun } from '../../checkout-copy.js';
import { temporaryFolder } from '../../command-line.js';
import { tinyCsv, writeTables } from '../tiny-scheme.js';

const [checkout, elsewhere] = [copyOfCheckout(), temporaryFolder()];

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
  }, 180_000);
});
