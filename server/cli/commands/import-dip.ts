import {
  DEFAULT_COLUMN_MAP,
  readColumnMap,
  readDipDirectory,
  readDipTables,
  readDipWorkbook,
  REGION_CODE,
  type DipOperators,
  type ProcedureCodeReading,
} from '../../../reference-data/index.js';
import { ServerError } from '../../errors.js';
import { importDipScheme } from '../../schemes/import-dip-scheme.js';
import type { CommandContext } from '../console.js';
import { importedWords, prepareImport, tellImport, type ImportOptions } from './import-steps.js';

export interface ImportDipOptions extends ImportOptions {
  readonly newbornWeight: 'admission' | 'birth';
}

export interface ImportDipDirectoryOptions extends ImportDipOptions {
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
  options: ImportDipOptions,
  { language }: CommandContext,
): Promise<void> {
  const { newbornWeight } = options;
  const folder = await prepareImport(path, from === 'workbook' ? 'file' : 'folder', options);
  const read = from === 'workbook' ? await readDipWorkbook(path) : await readDipTables(path);
  const edition = { ...importedWords(options), newbornWeight, operators: 'national', shortProcedureCodes: 'exact' } as const;
  tellImport(await importDipScheme(read, edition, path, folder), folder, options, language);
}

/** `dianzhi import dip-directory`: stores the directory that a region published. */
export async function importDipDirectory(
  path: string,
  options: ImportDipDirectoryOptions,
  { language }: CommandContext,
): Promise<void> {
  const { region, newbornWeight, procedureCodes } = options;
  if (!REGION_CODE.test(region))
    throw new ServerError('SERVER_OPTION_INVALID', { option: '--region', value: region, allowed: '六位区划代码 (six digits)' });
  const columns = options.columns === undefined ? DEFAULT_COLUMN_MAP : await readColumnMap(options.columns);
  const folder = await prepareImport(path, 'file', options);
  const given = options.operators === undefined ? {} : { operators: options.operators };
  const { operators, ...read } = await readDipDirectory(path, { columns, procedureCodes, ...given });
  const shortProcedureCodes = procedureCodes === 'prefix' ? 'prefix' : 'exact';
  const edition = { ...importedWords(options), region, newbornWeight, operators, shortProcedureCodes } as const;
  tellImport(await importDipScheme(read, edition, path, folder), folder, options, language);
}
