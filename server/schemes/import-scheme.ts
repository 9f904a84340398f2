import { buildScheme, schemeWarnings } from '../../grouper/index.js';
import {
  DRG_TABLE_NAMES,
  isError,
  STORED_TABLES,
  writeDrgScheme,
  type DrgEdition,
  type DrgFinding,
  type DrgManifest,
  type DrgTableSources,
  type ReadDrgTables,
} from '../../reference-data/index.js';
import { SchemeRefusedError } from './scheme-refused-error.js';
import { schemeSource, storing } from './scheme-source.js';

/** What an import says of the scheme beside its tables. */
export type EditionOptions = Omit<DrgEdition, 'source'> & { readonly sourceText?: string };

/** A scheme that was imported, and what is odd about it. */
export interface ImportedScheme {
  readonly manifest: DrgManifest;
  readonly warnings: readonly DrgFinding[];
  readonly sources: DrgTableSources;
}

/**
 * Checks tables that were read and stores them as a scheme folder. Nothing is written for a scheme with errors.
 *
 * @param file The workbook or folder that the tables came from; its checksum goes into the manifest.
 * @throws SERVER_SCHEME_REFUSED with every error of the tables and rules; SERVER_OUTPUT_UNWRITABLE
 */
export async function importScheme(
  read: ReadDrgTables,
  options: EditionOptions,
  file: string,
  folder: string,
): Promise<ImportedScheme> {
  const { sourceText, ...choices } = options;
  const tableFiles = DRG_TABLE_NAMES.map((table) => STORED_TABLES[table].file);
  const edition: DrgEdition = { ...choices, source: await schemeSource(file, sourceText, tableFiles) };
  const built = buildScheme(edition, read.tables);
  const readErrors = read.findings.filter(isError);
  // Where a whole sheet is missing, every name that it would define is unknown too; those errors would only hide the first.
  const errors =
    readErrors.length > 0 ? [...readErrors, ...built.errors.filter(({ code }) => code === 'rule-unparsable')] : built.errors;
  if (errors.length > 0) throw new SchemeRefusedError(edition.id, errors, read.sources);
  const manifest = await storing(folder, writeDrgScheme(folder, edition, read.tables, read.sources));
  return { manifest, warnings: [...read.findings, ...schemeWarnings(built.scheme)], sources: read.sources };
}
