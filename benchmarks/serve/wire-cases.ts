import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Discharge } from '../../grouper/index.js';
import type { LoadedScheme } from '../../server/schemes/load-scheme.js';
import { readDischarges } from '../cases.js';
import { writeCases } from '../generate/write-cases.js';

/** A case, and the same as a request states it. */
export interface WireCase {
  readonly discharge: Discharge;
  readonly wire: object;
}

/** Generated cases of a scheme, by seed. */
export async function wireCases(scheme: LoadedScheme, rows: number, seed: number): Promise<readonly WireCase[]> {
  const folder = await mkdtemp(join(tmpdir(), 'dianzhi-bench-'));
  try {
    const path = join(folder, 'cases.csv');
    await writeCases({ scheme, rows, seed }, path);
    return (await readDischarges(path)).map((discharge) => ({ discharge, wire: wireOf(discharge) }));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What a reader of files adds. */
const ADDED = new Set(['fund', 'personKey']);

/** Amounts go in yuan. */
function wireOf(discharge: Discharge): object {
  const stated = Object.entries(discharge).filter(([name]) => !ADDED.has(name));
  return Object.fromEntries(stated.map(([name, value]) => [name, typeof value === 'bigint' ? yuan(value) : (value as unknown)]));
}

const yuan = (fen: bigint): string => `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`;
