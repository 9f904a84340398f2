import { importFromFile } from '../../schemes/import-from-file.js';
import type { CommandContext } from '../console.js';
import { importedWords, prepareImport, tellImport, type ImportOptions } from './import-steps.js';

export interface ImportDrgOptions extends ImportOptions {
  readonly whenNoDrgRow: 'adrg' | 'next';
}

/** `dianzhi import drg-workbook` and `dianzhi import drg-tables`: stores a scheme that was checked. */
export async function importDrg(
  from: 'workbook' | 'tables',
  path: string,
  options: ImportDrgOptions,
  { language }: CommandContext,
): Promise<void> {
  const { whenNoDrgRow } = options;
  const folder = await prepareImport(path, from === 'workbook' ? 'file' : 'folder', options);
  const imported = await importFromFile(path, importedWords(options), { form: `drg-${from}`, whenNoDrgRow }, folder);
  tellImport(imported, folder, options, language);
}
