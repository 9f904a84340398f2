import { existsSync, renameSync, rmSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { csvLine } from './csv/print-csv.js';
import { parseCsv } from './csv/parse-csv.js';
import { ReferenceDataError } from './errors.js';

/** File and columns of one stored table. */
export interface StoredLayout {
  readonly file: string;
  readonly columns: readonly string[];
  /** Those of the columns that hold numbers. */
  readonly numbers: readonly string[];
}

/** The tables of a kind of scheme, in the order in which their checksums are chained. */
export type FolderLayout<Name extends string> = Readonly<Record<Name, StoredLayout>>;

/** What a manifest says of each table, whatever the kind. */
export interface StoredTable {
  readonly file: string;
  readonly records: number;
  readonly sha256: string;
}

/** The name of the file that says what a folder holds. */
export const MANIFEST = 'manifest.json';

type Rows<Name extends string> = Readonly<Record<Name, readonly object[]>>;

/**
 * Writes a scheme folder: CSV tables and a manifest with checksums. It is written beside its place and moved there whole, so that
 * nobody meets half a scheme; a folder that stands there is replaced.
 *
 * @param manifestOf Makes the manifest from what was stored and the checksum over all tables.
 */
export async function writeSchemeFolder<Name extends string, Manifest>(
  folder: string,
  layout: FolderLayout<Name>,
  tables: Rows<Name>,
  manifestOf: (stored: Readonly<Record<Name, StoredTable>>, checksum: string) => Manifest,
): Promise<Manifest> {
  const names = Object.keys(layout) as Name[];
  const fresh = `${folder}.${process.pid}.partial`;
  const old = `${folder}.${process.pid}.old`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true });
  // Also when the process is stopped in the middle nothing is left, and what stood there stands again.
  const leaveNothing = () => {
    rmSync(fresh, { recursive: true, force: true });
    if (existsSync(old) && !existsSync(folder)) renameSync(old, folder);
  };
  process.once('exit', leaveNothing);
  try {
    const stored = {} as Record<Name, StoredTable>;
    for (const name of names) {
      const { file } = layout[name];
      const text = printTable(layout[name], tables[name]);
      await writeFile(join(fresh, file), text);
      stored[name] = { file, records: tables[name].length, sha256: sha256(text) };
    }
    const manifest = manifestOf(stored, sha256(names.map((name) => stored[name].sha256).join('\n')));
    await writeFile(join(fresh, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
    await putInPlace(fresh, folder, old);
    return manifest;
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    throw error;
  } finally {
    process.removeListener('exit', leaveNothing);
  }
}

/** Reads the tables of a scheme folder. @throws REFERENCE_DATA_SCHEME_DAMAGED when one is missing or was changed after the import. */
export async function readSchemeTables<Name extends string, Tables extends Rows<Name>>(
  folder: string,
  layout: FolderLayout<Name>,
  stored: Readonly<Record<Name, StoredTable>>,
): Promise<Tables> {
  const tables = {} as Record<Name, readonly object[]>;
  for (const name of Object.keys(layout) as Name[]) {
    tables[name] = parseTable(layout[name], await readTable(folder, layout[name].file, stored[name]));
  }
  // What stands under the checksum was written by writeSchemeFolder from rows of this very type.
  return tables as unknown as Tables;
}

/** Holds the tables of a scheme folder against their checksums without reading them further. @throws REFERENCE_DATA_SCHEME_DAMAGED */
export async function checkSchemeTables(folder: string, stored: readonly StoredTable[]): Promise<void> {
  await Promise.all(stored.map((table) => readTable(folder, table.file, table)));
}

async function readTable(folder: string, file: string, stored: StoredTable): Promise<string> {
  const damaged = (why: string) => new ReferenceDataError('REFERENCE_DATA_SCHEME_DAMAGED', { path: folder, why });
  const text = await readFile(join(folder, file), 'utf8').catch((error: Error) => {
    throw damaged(error.message);
  });
  if (sha256(text) !== stored.sha256) throw damaged(`${file} 与清单的校验和不符 (differs from the checksum in the manifest)`);
  return text;
}

async function putInPlace(fresh: string, folder: string, old: string): Promise<void> {
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

function printTable({ columns }: StoredLayout, rows: readonly object[]): string {
  const lines = rows.map((row) => csvLine(columns.map((column) => String(row[column as keyof typeof row]))));
  return csvLine(columns) + lines.join('');
}

// What was written by printTable is read by place; whoever writes tables by hand goes through the import.
function parseTable({ file, columns, numbers }: StoredLayout, text: string): Record<string, string | number>[] {
  const [, ...records] = parseCsv(text, file);
  return records.map(({ fields }) => {
    const row: Record<string, string | number> = {};
    for (const [place, column] of columns.entries()) row[column] = fields[place] ?? '';
    for (const column of numbers) row[column] = Number(row[column]);
    return row;
  });
}

function sha256(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}
