import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../reference-data/index.js';
import type { Circumstances } from './machine.js';

/**
 * Writes results with the machine that they belong to.
 *
 * @param json Where to; without it a file of the day in results/.
 */
export async function keepResults(
  name: string,
  machine: Circumstances,
  results: object,
  json: string | undefined,
): Promise<void> {
  const folder = join(packageRoot(), 'benchmarks', 'results');
  if (json === undefined) await mkdir(folder, { recursive: true });
  const path = json ?? join(folder, `${machine.date}-${name}.json`);
  await writeFile(path, `${JSON.stringify({ machine, ...results }, null, 2)}\n`);
}
