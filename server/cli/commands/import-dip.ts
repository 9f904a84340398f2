import { REGION_CODE, type DipOperators, type ProcedureCodeReading } from '../../../reference-data/index.js';
import { ServerError } from '../../errors.js';
import { importFromFile } from '../../schemes/import-from-file.js';
import type { CommandContext } from '../console.js';
import { importedWords, prepareImport, tellImport, type ImportOptions } from './import-steps.js';

export interface ImportDipDirectoryOptions extends ImportOptions {
  readonly region: string;
  /** YAML file or words; the columns of 平顶山 2025 without it. */
  readonly columns?: string;
  /** Decided by the file's own signs without it. */
  readonly operators?: DipOperators;
  readonly procedureCodes: ProcedureCodeReading;
}

/** `dianzhi import dip-workbook` and `dianzhi import dip-tables`: stores the national directory, or rows laid out like it. */
export async function importDip(
  from: 'workbook' | 'tables',
  path: string,
  options: ImportOptions,
  { language }: CommandContext,
): Promise<void> {
  const folder = await prepareImport(path, from === 'workbook' ? 'file' : 'folder', options);
  const imported = await importFromFile(path, importedWords(options), { form: `dip-${from}` }, folder);
  tellImport(imported, folder, options, language);
}

/** `dianzhi import dip-directory`: stores the directory that a region published. */
export async function importDipDirectory(
  path: string,
  options: ImportDipDirectoryOptions,
  { language }: CommandContext,
): Promise<void> {
  const { region, columns, operators, procedureCodes } = options;
  if (!REGION_CODE.test(region))
    throw new ServerError('SERVER_OPTION_INVALID', { option: '--region', value: region, allowed: '六位区划代码 (six digits)' });
  const folder = await prepareImport(path, 'file', options);
  const how = { form: 'dip-directory', region, columns, operators, procedureCodes } as const;
  tellImport(await importFromFile(path, importedWords(options), how, folder), folder, options, language);
}
