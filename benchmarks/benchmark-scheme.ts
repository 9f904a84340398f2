import { join } from 'node:path';
import { readDipTables, readDrgWorkbook } from '../reference-data/index.js';
import { importDipScheme } from '../server/schemes/import-dip-scheme.js';
import { importScheme } from '../server/schemes/import-scheme.js';
import { shared, sharedIsThere } from '../test/shared-material.js';

/**
 * The scheme that is measured: the national tables where they lie beside the project, imported into a data directory, else a built-in one.
 *
 * @returns Its identifier.
 */
export async function benchmarkScheme(kind: 'drg' | 'dip', data: string): Promise<string> {
  if (!sharedIsThere) return kind === 'drg' ? 'chs-drg-starter' : 'demo-dip';
  if (kind === 'drg') {
    const path = shared('reference', 'chs-drg-1.1.xlsx');
    const options = { id: 'chs-drg-1.1', name: 'chs-drg-1.1', newbornWeight: 'birth', whenNoDrgRow: 'adrg' } as const;
    await importScheme(await readDrgWorkbook(path), options, path, join(data, 'schemes', options.id));
    return options.id;
  }
  const path = shared('reference', 'dip-3.0-sample');
  const id = 'dip-3.0-sample';
  const options = { id, name: id, newbornWeight: 'birth', operators: 'national', shortProcedureCodes: 'exact' } as const;
  await importDipScheme(await readDipTables(path), options, path, join(data, 'schemes', id));
  return id;
}
