import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
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
import { unwritable } from '../grouping/output-file.js';
import { SchemeRefusedError } from './scheme-refused-error.js';

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
  const source = {
    ...(sourceText === undefined ? {} : { text: sourceText }),
    file: basename(file),
    sha256: await sha256OfSource(file),
  };
  const edition: DrgEdition = { ...choices, source };
  const built = buildScheme(edition, read.tables);
  const readErrors = read.findings.filter(isError);
  // Where a whole sheet is missing, every name that it would define is unknown too; those errors would only hide the first.
  const errors =
    readErrors.length > 0 ? [...readErrors, ...built.errors.filter(({ code }) => code === 'rule-unparsable')] : built.errors;
  if (errors.length > 0) throw new SchemeRefusedError(edition.id, errors, read.sources);
  const manifest = await writeDrgScheme(folder, edition, read.tables, read.sources).catch((error: NodeJS.ErrnoException) => {
    throw error.syscall === undefined ? error : unwritable(folder, error);
  });
  return { manifest, warnings: [...read.findings, ...schemeWarnings(built.scheme)], sources: read.sources };
}

/** Checksum of what was handed over: a workbook, or the tables of a folder one after the other. */
async function sha256OfSource(path: string): Promise<string> {
  const isFolder = (await stat(path)).isDirectory();
  // A table that is not there is an error of the scheme and is told with the others.
  const files = isFolder ? DRG_TABLE_NAMES.map((table) => join(path, STORED_TABLES[table].file)).filter(existsSync) : [path];
  const hash = createHash('sha256');
  for (const file of files) for await (const piece of createReadStream(file)) hash.update(piece as Buffer);
  return hash.digest('hex');
}
