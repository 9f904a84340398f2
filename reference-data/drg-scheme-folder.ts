import type { DrgEdition, DrgManifest } from './drg-manifest.js';
import type { DrgTableName, DrgTables, DrgTableSources } from './drg-tables.js';
import { ReferenceDataError } from './errors.js';
import { readSchemeTables, writeSchemeFolder } from './scheme-folder.js';
import { readSchemeManifest } from './scheme-manifest.js';

/** File and columns of each table in the folder of a DRG scheme. */
export const STORED_TABLES = {
  mdc: { file: 'mdc.csv', columns: ['code', 'name', 'rule', 'sort'], numbers: ['sort'] },
  adrg: { file: 'adrg.csv', columns: ['code', 'groupCode', 'kind', 'name', 'rule', 'mdc', 'sort'], numbers: ['sort'] },
  drg: { file: 'drg.csv', columns: ['code', 'groupCode', 'kind', 'name', 'rule', 'adrg', 'mdc', 'sort'], numbers: ['sort'] },
  sets: { file: 'sets.csv', columns: ['set', 'code', 'name', 'type'], numbers: [] },
  complications: { file: 'cc.csv', columns: ['code', 'name', 'exclusionTable', 'level'], numbers: [] },
  exclusions: { file: 'exclusions.csv', columns: ['table', 'code', 'name'], numbers: [] },
} as const satisfies {
  [T in DrgTableName]: {
    file: string;
    columns: readonly (keyof DrgTables[T][number])[];
    numbers: readonly (keyof DrgTables[T][number])[];
  };
};

/** The tables of a DRG scheme in the order of their checksums. */
export const DRG_TABLE_NAMES = Object.keys(STORED_TABLES) as DrgTableName[];

/** A DRG scheme as its folder holds it. */
export interface StoredDrgScheme {
  readonly manifest: DrgManifest;
  readonly tables: DrgTables;
  readonly sources: DrgTableSources;
}

/** Writes the folder of a DRG scheme; one that stands there is replaced whole. */
export function writeDrgScheme(
  folder: string,
  edition: DrgEdition,
  tables: DrgTables,
  sources: DrgTableSources,
): Promise<DrgManifest> {
  return writeSchemeFolder(folder, STORED_TABLES, tables, (files, checksum): DrgManifest => {
    const stored = {} as Record<DrgTableName, DrgManifest['tables'][DrgTableName]>;
    for (const table of DRG_TABLE_NAMES) {
      const { file, records, sha256 } = files[table];
      const { sheet, rows } = sources[table];
      stored[table] = { file, sheet, records, rows: rows.map(([record, row]): [number, number] => [record, row]), sha256 };
    }
    return { formatVersion: 1, kind: 'drg', ...edition, tables: stored, checksum };
  });
}

/** Reads the folder of a DRG scheme. @throws REFERENCE_DATA_SCHEME_DAMAGED when it is of another kind or was changed after the import. */
export async function readDrgScheme(folder: string): Promise<StoredDrgScheme> {
  const manifest = await readSchemeManifest(folder);
  if (manifest.kind !== 'drg')
    throw new ReferenceDataError('REFERENCE_DATA_SCHEME_DAMAGED', { path: folder, why: `kind: ${manifest.kind}` });
  const tables = await readSchemeTables<DrgTableName, DrgTables>(folder, STORED_TABLES, manifest.tables);
  return { manifest, tables, sources: manifest.tables };
}
