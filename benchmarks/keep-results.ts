import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../reference-data/index.js';
import type { Circumstances } from './machine.js';

/**
 * Writes results by name, each with the machine that they belong to.
 *
 * @param json One file for all; without it a file each, of the day, in results/.
 */
export async function keepResults(
  machine: Circumstances,
  results: Readonly<Record<string, object>>,
  json: string | undefined,
): Promise<void> {
  const write = (path: string, content: object) => writeFile(path, `${JSON.stringify({ machine, ...content }, null, 2)}\n`);
  if (json !== undefined) return write(json, results);
  const folder = join(packageRoot(), 'benchmarks', 'results');
  await mkdir(folder, { recursive: true });
  for (const [name, content] of Object.entries(results)) await write(join(folder, `${machine.date}-${name}.json`), content);
}
