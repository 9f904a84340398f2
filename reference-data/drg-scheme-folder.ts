import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { csvLine } from './csv/print-csv.js';
import { parseCsv } from './csv/parse-csv.js';
import { drgManifestSchema, type DrgEdition, type DrgManifest } from './drg-manifest.js';
import type { DrgTableName, DrgTables, DrgTableSources } from './drg-tables.js';
import { ReferenceDataError } from './errors.js';

/** File and columns of each table in a scheme folder. */
export const STORED_TABLES = {
  mdc: { file: 'mdc.csv', columns: ['code', 'name', 'rule', 'sort'] },
  adrg: { file: 'adrg.csv', columns: ['code', 'groupCode', 'kind', 'name', 'rule', 'mdc', 'sort'] },
  drg: { file: 'drg.csv', columns: ['code', 'groupCode', 'kind', 'name', 'rule', 'adrg', 'mdc', 'sort'] },
  sets: { file: 'sets.csv', columns: ['set', 'code', 'name', 'type'] },
  complications: { file: 'cc.csv', columns: ['code', 'name', 'exclusionTable', 'level'] },
  exclusions: { file: 'exclusions.csv', columns: ['table', 'code', 'name'] },
} as const satisfies { [T in DrgTableName]: { file: string; columns: readonly (keyof DrgTables[T][number])[] } };

export const DRG_TABLE_NAMES = Object.keys(STORED_TABLES) as DrgTableName[];
const MANIFEST = 'manifest.json';

/** A scheme as its folder holds it. */
export interface StoredDrgScheme {
  readonly manifest: DrgManifest;
  readonly tables: DrgTables;
  readonly sources: DrgTableSources;
}

/**
 * Writes a scheme folder: six CSV tables and a manifest with checksums. It is written beside its place and moved there whole,
 * so that nobody meets half a scheme; a folder that stands there is replaced.
 */
export async function writeDrgScheme(
  folder: string,
  edition: DrgEdition,
  tables: DrgTables,
  sources: DrgTableSources,
): Promise<DrgManifest> {
  const fresh = `${folder}.${process.pid}.partial`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true });
  try {
    const stored = {} as Record<DrgTableName, DrgManifest['tables'][DrgTableName]>;
    for (const table of DRG_TABLE_NAMES) {
      const { file } = STORED_TABLES[table];
      const text = printTable(table, tables[table]);
      await writeFile(join(fresh, file), text);
      const { sheet, rows } = sources[table];
      stored[table] = {
        file,
        sheet,
        records: tables[table].length,
        rows: rows.map(([record, row]): [number, number] => [record, row]),
        sha256: sha256(text),
      };
    }
    const checksum = sha256(DRG_TABLE_NAMES.map((table) => stored[table].sha256).join('\n'));
    const manifest: DrgManifest = { formatVersion: 1, kind: 'drg', ...edition, tables: stored, checksum };
    await writeFile(join(fresh, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
    await putInPlace(fresh, folder);
    return manifest;
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    throw error;
  }
}

async function putInPlace(fresh: string, folder: string): Promise<void> {
  const old = `${folder}.${process.pid}.old`;
  const stood = await rename(folder, old).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
  try {
    await rename(fresh, folder);
  } catch (error) {
    if (stood) await rename(old, folder);
    throw error;
  }
  await rm(old, { recursive: true, force: true });
}

/** Reads the manifest of a scheme folder. @throws REFERENCE_DATA_SCHEME_DAMAGED */
export async function readDrgManifest(folder: string): Promise<DrgManifest> {
  const damaged = (why: string) => new ReferenceDataError('REFERENCE_DATA_SCHEME_DAMAGED', { path: folder, why });
  let json: unknown;
  try {
    json = JSON.parse(await readFile(join(folder, MANIFEST), 'utf8'));
  } catch (error) {
    throw damaged(`${MANIFEST}: ${(error as Error).message}`);
  }
  const parsed = drgManifestSchema.safeParse(json);
  if (!parsed.success)
    throw damaged(parsed.error.issues.map(({ path, message }) => `${MANIFEST} ${path.join('.')}: ${message}`).join('; '));
  return parsed.data;
}

/** Reads a scheme folder whole. @throws REFERENCE_DATA_SCHEME_DAMAGED when a table is missing or was changed after the import. */
export async function readDrgScheme(folder: string): Promise<StoredDrgScheme> {
  const manifest = await readDrgManifest(folder);
  const tables = {} as { -readonly [T in DrgTableName]: DrgTables[T] };
  for (const table of DRG_TABLE_NAMES) {
    const text = await readFile(join(folder, STORED_TABLES[table].file), 'utf8').catch((error: Error) => {
      throw new ReferenceDataError('REFERENCE_DATA_SCHEME_DAMAGED', { path: folder, why: error.message });
    });
    if (sha256(text) !== manifest.tables[table].sha256) {
      const why = `${STORED_TABLES[table].file} 与清单的校验和不符 (differs from the checksum in the manifest)`;
      throw new ReferenceDataError('REFERENCE_DATA_SCHEME_DAMAGED', { path: folder, why });
    }
    tables[table] = parseTable(table, text) as never;
  }
  return { manifest, tables, sources: manifest.tables };
}

function printTable<T extends DrgTableName>(table: T, rows: DrgTables[T]): string {
  const columns: readonly string[] = STORED_TABLES[table].columns;
  const lines = rows.map((row) => csvLine(columns.map((column) => String(row[column as keyof typeof row]))));
  return csvLine(columns) + lines.join('');
}

// What was written by printTable is read by place; whoever writes tables by hand goes through the import.
function parseTable(table: DrgTableName, text: string): Record<string, string | number>[] {
  const columns: readonly string[] = STORED_TABLES[table].columns;
  const [, ...records] = parseCsv(text, STORED_TABLES[table].file);
  const hasSort = columns.includes('sort');
  return records.map(({ fields }) => {
    const row: Record<string, string | number> = {};
    for (let place = 0; place < columns.length; place++) row[columns[place]!] = fields[place] ?? '';
    if (hasSort) row['sort'] = Number(row['sort']);
    return row;
  });
}

/** SHA-256 in hexadecimal digits. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
