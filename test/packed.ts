import { mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../reference-data/index.js';
import { run, temporaryFolder } from './command-line.js';

/** Packs the package as for the registry. @returns The tarball and the paths in it. */
export async function packedTarball(): Promise<{ readonly tarball: string; readonly paths: readonly string[] }> {
  const folder = temporaryFolder();
  // The build that prepack would make stands already, and other tests run from it.
  const { code, stdout, stderr } = await run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    cwd: packageRoot(),
    timeLimit: 120_000,
  });
  if (code !== 0) throw new Error(stderr);
  const [{ filename, files }] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
  return { tarball: join(folder, filename), paths: files.map(({ path }) => path).sort() };
}

/** A folder in which the tarball is installed as a dependency; what it depends on itself comes from this checkout. */
export async function installedFrom(tarball: string): Promise<string> {
  const folder = temporaryFolder();
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, 'dianzhi'), { recursive: true });
  const { code, stderr } = await run('tar', ['-xzf', tarball, '-C', join(modules, 'dianzhi'), '--strip-components=1']);
  if (code !== 0) throw new Error(stderr);
  const ours = join(packageRoot(), 'node_modules');
  for (const name of readdirSync(ours)) {
    if (!name.startsWith('.') && name !== 'dianzhi') symlinkSync(join(ours, name), join(modules, name));
  }
  return folder;
}
