import type { DipEdition, DipManifest } from './dip-manifest.js';
import type { DipTableName, DipTables, DipTableSources } from './dip-tables.js';
import { ReferenceDataError } from './errors.js';
import { readSchemeTables, writeSchemeFolder } from './scheme-folder.js';
import { readSchemeManifest } from './scheme-manifest.js';

/** File and columns of each table in the folder of a DIP directory. */
export const DIP_STORED_TABLES = {
  groups: {
    file: 'groups.csv',
    columns: [
      'key',
      'layer',
      'number',
      'name',
      'subdivision',
      'diagnosis',
      'procedure',
      'related',
      'otherDiagnosis',
      'position',
      'drugResistant',
      'ageDaysBelow',
      'birthWeight',
      'attribute',
      'surgeryLevel',
      'points',
      'meanCost',
      'note',
    ],
    numbers: ['number'],
  },
  excludedDiagnoses: { file: 'excluded-diagnoses.csv', columns: ['code', 'name'], numbers: [] },
  excludedProcedures: { file: 'excluded-procedures.csv', columns: ['code', 'name', 'kind', 'scope'], numbers: [] },
  primaryCare: { file: 'primary-care.csv', columns: ['number', 'diagnosis', 'procedure', 'name'], numbers: ['number'] },
  resistantDiagnoses: { file: 'resistant-diagnoses.csv', columns: ['code', 'name'], numbers: [] },
} as const satisfies {
  [T in DipTableName]: {
    file: string;
    columns: readonly (keyof DipTables[T][number])[];
    numbers: readonly (keyof DipTables[T][number])[];
  };
};

/** The tables of a DIP directory in the order of their checksums. */
export const DIP_TABLE_NAMES = Object.keys(DIP_STORED_TABLES) as DipTableName[];

/** A DIP directory as its folder holds it. */
export interface StoredDipScheme {
  readonly manifest: DipManifest;
  readonly tables: DipTables;
  readonly sources: DipTableSources;
}

/** Writes the folder of a DIP directory; one that stands there is replaced whole. */
export function writeDipScheme(
  folder: string,
  edition: DipEdition,
  tables: DipTables,
  sources: DipTableSources,
): Promise<DipManifest> {
  return writeSchemeFolder(folder, DIP_STORED_TABLES, tables, (files, checksum): DipManifest => {
    const stored = {} as Record<DipTableName, DipManifest['tables'][DipTableName]>;
    for (const table of DIP_TABLE_NAMES) {
      const { file, records, sha256 } = files[table];
      const runs = sources[table].map(({ sheet, record, rows, headers }) => ({
        sheet,
        record,
        rows: rows.map(([first, row]): [number, number] => [first, row]),
        headers: { ...headers },
      }));
      stored[table] = { file, records, sources: runs, sha256 };
    }
    return { formatVersion: 1, kind: 'dip', ...edition, tables: stored, checksum };
  });
}

/** Reads the folder of a DIP directory. @throws REFERENCE_DATA_SCHEME_DAMAGED when it is of another kind or was changed after the import. */
export async function readDipScheme(folder: string): Promise<StoredDipScheme> {
  const manifest = await readSchemeManifest(folder);
  if (manifest.kind !== 'dip')
    throw new ReferenceDataError('REFERENCE_DATA_SCHEME_DAMAGED', { path: folder, why: `kind: ${manifest.kind}` });
  const tables = await readSchemeTables<DipTableName, DipTables>(folder, DIP_STORED_TABLES, manifest.tables);
  const sources = Object.fromEntries(DIP_TABLE_NAMES.map((table) => [table, manifest.tables[table].sources]));
  return { manifest, tables, sources: sources as unknown as DipTableSources };
}
