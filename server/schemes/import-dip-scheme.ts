import {
  checkDipTables,
  DIP_TABLE_FILES,
  isError,
  writeDipScheme,
  type DipEdition,
  type DipFinding,
  type DipManifest,
  type DipTableSources,
  type ReadDipTables,
} from '../../reference-data/index.js';
import { SchemeRefusedError } from './scheme-refused-error.js';
import { schemeSource, storing } from './scheme-source.js';

/** What an import says of a directory beside its tables. */
export type DipEditionOptions = Omit<DipEdition, 'source'> & { readonly sourceText?: string };

/** A directory that was imported, and what is odd about it. */
export interface ImportedDipScheme {
  readonly manifest: DipManifest;
  readonly warnings: readonly DipFinding[];
  readonly sources: DipTableSources;
}

/**
 * Checks tables that were read and stores them as a scheme folder. Nothing is written for a directory with errors.
 *
 * @param file The workbook, CSV or folder that the tables came from; its checksum goes into the manifest.
 * @throws SERVER_SCHEME_REFUSED with every error; SERVER_OUTPUT_UNWRITABLE
 */
export async function importDipScheme(
  read: ReadDipTables,
  options: DipEditionOptions,
  file: string,
  folder: string,
): Promise<ImportedDipScheme> {
  const { sourceText, ...choices } = options;
  const { tables, sources } = read;
  const findings = [...read.findings, ...checkDipTables(tables, choices)];
  const errors = findings.filter(isError);
  if (errors.length > 0) throw new SchemeRefusedError(choices.id, errors, sources);
  const tableFiles = DIP_TABLE_FILES.map((one) => one.file);
  const edition: DipEdition = { ...choices, source: await schemeSource(file, sourceText, tableFiles) };
  const manifest = await storing(folder, writeDipScheme(folder, edition, tables, sources));
  return { manifest, warnings: findings, sources };
}
