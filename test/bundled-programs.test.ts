import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../reference-data/index.js';

const server = join(packageRoot(), 'dist', 'server');

/** What a program loads before its first step: files of ours, and packages. */
function loadedBy(program: string) {
  const files = new Set<string>();
  const packages = new Set<string>();
  const load = (file: string) => {
    if (files.has(file)) return;
    files.add(file);
    for (const [, name] of readFileSync(file, 'utf8').matchAll(/^(?:import|export)\b[^;]*?["']([^"']+)["'];$/gm)) {
      if (name!.startsWith('.')) load(resolve(dirname(file), name!));
      else if (!name!.startsWith('node:')) packages.add(name!);
    }
  };
  load(join(server, program));
  return { files: [...files], packages: [...packages].toSorted() };
}

describe('programs that were put together', () => {
  test('a thread that groups loads some files instead of hundreds of modules, and of the packages only what gives it its work', () => {
    const { files, packages } = loadedBy('batch/chunk-worker.js');
    expect(files.length).toBeGreaterThan(1);
    expect(files.length).toBeLessThan(40);
    expect(packages).toEqual(['piscina']);
  });

  test('a command that only says its version loads no scheme, no database and no server', () => {
    const { files, packages } = loadedBy('cli/main.js');
    expect(files.length).toBeGreaterThan(1);
    expect(files.length).toBeLessThan(20);
    expect(packages).toContain('commander');
    for (const name of ['zod', 'yaml', 'kysely', 'express', 'pg']) expect(packages).not.toContain(name);
  });

  test('every thread of the sources is one of them', () => {
    const threads = readdirSync(join(packageRoot(), 'server'), { recursive: true, encoding: 'utf8' }).filter(
      (name) => /-(thread|worker)\.ts$/.test(name) && name !== 'run-in-thread.ts',
    );
    expect(threads.length).toBeGreaterThan(5);
    for (const name of threads) {
      const { files } = loadedBy(name.replace(/\.ts$/, '.js'));
      const own = files.slice(1).filter((file) => dirname(file) !== join(server, 'chunks'));
      expect({ name, own }).toEqual({ name, own: [] });
    }
  });
});
