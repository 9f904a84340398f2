import { readdir, rename, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  DIP_STORED_TABLES,
  DIP_TABLE_NAMES,
  REGION_CODE,
  writeDipScheme,
  type DipTables,
  type DipTableSources,
  type DirectoryPolicy,
  type StoredDipScheme,
} from '../../reference-data/index.js';
import { RUN_FILE } from './output-folder.js';

/** What the manifest of a built directory says. */
export interface BuiltSchemeOptions {
  readonly id: string;
  readonly demonstration: boolean;
  /** Whose way of writing expressions the rows keep. */
  readonly library?: StoredDipScheme | undefined;
  readonly policy: DirectoryPolicy;
  readonly sha256OfRun: string;
}

/** Writes a built directory as a DIP scheme into a folder that is being made. The writer of schemes replaces its folder whole, so it gets one for itself. */
export async function writeBuiltScheme(working: string, tables: DipTables, options: BuiltSchemeOptions): Promise<void> {
  const { id, demonstration, library, policy, sha256OfRun } = options;
  const folder = join(working, 'scheme');
  const edition = {
    id,
    name: demonstration ? `${policy.region}（演示，虚构 demonstration, invented）` : policy.region,
    ...(REGION_CODE.test(policy.region) ? { region: policy.region } : {}),
    newbornWeight: library?.manifest.newbornWeight ?? 'birth',
    operators: library?.manifest.operators ?? 'national',
    shortProcedureCodes: library?.manifest.shortProcedureCodes ?? 'exact',
    ...(demonstration ? { demonstration } : {}),
    source: { text: policy.source, file: RUN_FILE, sha256: sha256OfRun },
  } as const;
  await writeDipScheme(folder, edition, tables, ownLines(tables));
  for (const name of await readdir(folder)) await rename(join(folder, name), join(working, name));
  await rmdir(folder);
}

/** The tables were made here: each record is found in the line of its own file. */
function ownLines(tables: DipTables): DipTableSources {
  const runs = DIP_TABLE_NAMES.map((name) => {
    const sheet = DIP_STORED_TABLES[name].file;
    return [name, tables[name].length === 0 ? [] : [{ sheet, record: 0, rows: [[0, 2]], headers: {} }]];
  });
  return Object.fromEntries(runs) as DipTableSources;
}
