import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseCsv } from './csv/parse-csv.js';
import { DRG_SHEETS } from './drg-sheets.js';
import { DRG_TABLE_NAMES, STORED_TABLES } from './drg-scheme-folder.js';
import { DrgTableAssembly, type ReadDrgTables } from './drg-table-assembly.js';
import type { SheetColumns } from './sheet-header.js';

/**
 * Reads six CSV tables that someone wrote by hand or exported: files and columns as in a scheme folder, without its manifest.
 * Columns are found by name; kind and group code are derived, as at every import.
 */
export async function readDrgTables(folder: string): Promise<ReadDrgTables> {
  const assembly = new DrgTableAssembly();
  for (const table of DRG_TABLE_NAMES) {
    const { file } = STORED_TABLES[table];
    const path = join(folder, file);
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (text === undefined) {
      assembly.findings.push({ code: 'sheet-missing', table, details: {} });
      continue;
    }
    const [header, ...records] = parseCsv(text, path);
    const places = new Map(header?.fields.map((column, place) => [column.trim(), place]));
    const columns: SheetColumns = DRG_SHEETS[table].columns;
    const missing = Object.keys(columns).filter((column) => columns[column]!.required && !places.has(column));
    for (const column of missing) assembly.findings.push({ code: 'column-missing', table, column, details: {} });
    if (missing.length > 0) continue;
    for (const { fields, line } of records) assembly.add(table, line, (column) => fields[places.get(column) ?? -1] ?? '');
  }
  return assembly.finish((table) => STORED_TABLES[table].file);
}
