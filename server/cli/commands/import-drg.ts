import { readDrgTables, readDrgWorkbook } from '../../../reference-data/index.js';
import { importScheme } from '../../schemes/import-scheme.js';
import type { CommandContext } from '../console.js';
import { importedWords, prepareImport, tellImport, type ImportOptions } from './import-steps.js';

export interface ImportDrgOptions extends ImportOptions {
  readonly newbornWeight: 'admission' | 'birth';
  readonly whenNoDrgRow: 'adrg' | 'next';
}

/** `dianzhi import drg-workbook` and `dianzhi import drg-tables`: stores a scheme that was checked. */
export async function importDrg(
  from: 'workbook' | 'tables',
  path: string,
  options: ImportDrgOptions,
  { language }: CommandContext,
): Promise<void> {
  const { newbornWeight, whenNoDrgRow } = options;
  const folder = await prepareImport(path, from === 'workbook' ? 'file' : 'folder', options);
  const read = from === 'workbook' ? await readDrgWorkbook(path) : await readDrgTables(path);
  const imported = await importScheme(read, { ...importedWords(options), newbornWeight, whenNoDrgRow }, path, folder);
  tellImport(imported, folder, options, language);
}
