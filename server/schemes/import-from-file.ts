import {
  DEFAULT_COLUMN_MAP,
  readColumnMap,
  readDipDirectory,
  readDipTables,
  readDipWorkbook,
  readDrgTables,
  readDrgWorkbook,
  type DipOperators,
  type Finding,
  type ProcedureCodeReading,
  type SchemeManifest,
  type TableSource,
} from '../../reference-data/index.js';
import { importDipScheme } from './import-dip-scheme.js';
import { importScheme } from './import-scheme.js';

/** What an import says of its scheme, whatever its form. */
export interface ImportedWords {
  readonly id: string;
  readonly name: string;
  readonly edition?: string;
  readonly effectiveFrom?: string;
  readonly sourceText?: string;
  /** Which weight of a newborn is compared. */
  readonly newbornWeight: 'admission' | 'birth';
}

/** The forms that a scheme comes in, with what has to be said of each. */
export type ImportedForm =
  | { readonly form: 'drg-workbook' | 'drg-tables'; readonly whenNoDrgRow: 'adrg' | 'next' }
  | { readonly form: 'dip-workbook' | 'dip-tables' }
  | {
      readonly form: 'dip-directory';
      /** Six digits. */
      readonly region: string;
      /** YAML file or words; the columns of 平顶山 2025 without it. */
      readonly columns?: string | undefined;
      /** Decided by the file's own signs without it. */
      readonly operators?: DipOperators | undefined;
      readonly procedureCodes: ProcedureCodeReading;
    };

/** A scheme that was imported, and what is odd about it. */
export interface ImportedFromFile {
  readonly manifest: SchemeManifest;
  readonly warnings: readonly Finding[];
  readonly sources: Readonly<Record<string, TableSource>>;
}

/**
 * Reads, checks and stores a scheme in any of its forms.
 *
 * @param folder The scheme's own.
 * @throws SERVER_SCHEME_REFUSED with every error, and as reading the form
 */
export async function importFromFile(
  path: string,
  words: ImportedWords,
  how: ImportedForm,
  folder: string,
): Promise<ImportedFromFile> {
  if (how.form === 'drg-workbook' || how.form === 'drg-tables') {
    const read = await (how.form === 'drg-workbook' ? readDrgWorkbook(path) : readDrgTables(path));
    return importScheme(read, { ...words, whenNoDrgRow: how.whenNoDrgRow }, path, folder);
  }
  if (how.form === 'dip-directory') {
    const { region, procedureCodes } = how;
    const columns = how.columns === undefined ? DEFAULT_COLUMN_MAP : await readColumnMap(how.columns);
    const given = how.operators === undefined ? {} : { operators: how.operators };
    const { operators, ...read } = await readDipDirectory(path, { columns, procedureCodes, ...given });
    const shortProcedureCodes = procedureCodes === 'prefix' ? 'prefix' : 'exact';
    return importDipScheme(read, { ...words, region, operators, shortProcedureCodes }, path, folder);
  }
  const read = await (how.form === 'dip-workbook' ? readDipWorkbook(path) : readDipTables(path));
  return importDipScheme(read, { ...words, operators: 'national', shortProcedureCodes: 'exact' }, path, folder);
}
