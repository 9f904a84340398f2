import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../reference-data/index.js';
import { run } from './command-line.js';

interface Locked {
  readonly version: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
}
interface Manifest {
  readonly version: string;
  readonly license?: string | { readonly type: string };
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const read = <T>(...path: readonly string[]): T => JSON.parse(readFileSync(join(packageRoot(), ...path), 'utf8')) as T;
const lock = Object.entries(read<{ packages: Record<string, Locked> }>('package-lock.json').packages).filter(
  ([path]) => path !== '',
);
const running = lock.filter(([, { dev, devOptional }]) => dev !== true && devOptional !== true);

/** Whoever installs the program may do with it what its own licence allows. */
const PERMISSIVE = ['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', '0BSD', '(MIT OR CC0-1.0)'];

describe('LICENCES.md', () => {
  test('is what npm run licences writes', async () => {
    const { stdout } = await run(process.execPath, [join(packageRoot(), 'write-licences.mjs'), '--print'], {
      cwd: packageRoot(),
    });
    expect(readFileSync(join(packageRoot(), 'LICENCES.md'), 'utf8')).toBe(stdout);
    for (const [path, { version }] of running)
      expect(stdout).toContain(`| ${path.split('node_modules/').at(-1)!} | ${version} | `);
  });

  test('names the licences that the installed packages name themselves', () => {
    let compared = 0;
    for (const [path, { version, license }] of lock) {
      if (!existsSync(join(packageRoot(), path, 'package.json'))) continue;
      const installed = read<Manifest>(path, 'package.json');
      expect(installed.version, path).toBe(version);
      const own = typeof installed.license === 'object' ? installed.license.type : installed.license;
      if (license !== undefined) expect(own, path).toBe(license);
      compared++;
    }
    expect(compared).toBeGreaterThan(200);
  });

  test('what runs stands under permissive licences alone', () => {
    const others = running
      .filter(([, { license }]) => !PERMISSIVE.includes(license ?? ''))
      .map(([path, { license }]) => [path, license]);
    expect(others).toEqual([]);
    expect(running.length).toBeGreaterThan(50);
  });

  test('every dependency is pinned to one version', () => {
    const { dependencies = {}, devDependencies = {} } = read<Manifest>('package.json');
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
      expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
  });
});
