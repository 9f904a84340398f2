import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Discharge } from '../grouper/index.js';
import { demonstrationCsv, demonstrationDischarges } from '../reference-data/index.js';
import { openCaseSource } from '../server/intake/index.js';

/** Discharges as the product's own reader makes them: their shape in memory is part of what is measured. */
export async function readDischarges(path: string): Promise<Discharge[]> {
  const source = await openCaseSource({ path });
  const discharges: Discharge[] = [];
  for await (const batch of source.batches()) discharges.push(...batch.map(({ discharge }) => discharge));
  await source.close();
  return discharges;
}

/** Demonstration discharges, by seed, through the same reader. */
export async function generateDischarges(count: number, seed: number): Promise<Discharge[]> {
  const folder = await mkdtemp(join(tmpdir(), 'dianzhi-bench-'));
  try {
    const path = join(folder, 'discharges.csv');
    await writeFile(path, [...demonstrationCsv(demonstrationDischarges({ seed, count, year: 2026 }))].join(''));
    return await readDischarges(path);
  } finally {
    await rm(folder, { recursive: true });
  }
}
