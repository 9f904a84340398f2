import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { buildDirectory, directoryTables, ProcedureAttributes } from '../../grouper/index.js';
import {
  readDirectoryPolicy,
  readProcedureAttributes,
  starterProcedureAttributesPath,
  type StoredDipScheme,
} from '../../reference-data/index.js';
import { ServerError } from '../errors.js';
import { openOutput } from '../grouping/output-file.js';
import { readCodeNames } from './code-names.js';
import { directoryReport, type DirectoryReport } from './directory-report.js';
import { fileStamp, sha256 } from './file-stamp.js';
import { viewWithLibrary, viewWithoutLibrary } from './library-cases.js';
import { openOutputFolder, RUN_FILE } from './output-folder.js';
import { primaryCarePairs } from './primary-care-pairs.js';
import { printReport } from './print-report.js';
import { readHistory } from './read-history.js';
import { evidenceTable, institutionTable, relatedTable, subtypeTable } from './result-tables.js';
import { writeBuiltScheme } from './write-built-scheme.js';

export interface BuildFromFilesOptions {
  readonly inputs: readonly string[];
  readonly encoding?: string | undefined;
  /** Calendar years; their order does not matter. */
  readonly years: readonly number[];
  readonly policy: string;
  readonly output: string;
  readonly id: string;
  readonly library?: StoredDipScheme | undefined;
  readonly previous?: StoredDipScheme | undefined;
  /** Treatment attributes of procedures; the starter table when absent. */
  readonly attributes?: string | undefined;
  readonly names: readonly string[];
  readonly demonstration: boolean;
  readonly onProgress?: (progress: { readonly rows: number; readonly share: number | undefined }) => void;
}

/**
 * Builds a directory from files of discharges and writes it, with its evidence and report, as one folder that is a DIP scheme.
 *
 * The folder holds no time and no path, so the same files and choices give the same bytes.
 *
 * @throws SERVER_DIRECTORY_NOT_BUILT; CodedError of intake, policy, tables and output. The output is then as it was before.
 */
export async function buildFromFiles(options: BuildFromFilesOptions): Promise<DirectoryReport> {
  const { id, library, previous, demonstration } = options;
  const years = options.years.toSorted((a, b) => a - b);
  const { policy, text: policyText } = await readDirectoryPolicy(options.policy);
  const attributesPath = options.attributes ?? starterProcedureAttributesPath();
  const attributes = new ProcedureAttributes(readProcedureAttributes(attributesPath));
  const nameOfCode = await readCodeNames(options.names);
  const inputs = await Promise.all(options.inputs.map(fileStamp));
  const output = await openOutputFolder(options.output);
  try {
    const rejects = await openOutput(join(output.working, 'rejects.csv'));
    const read = await readHistory({
      ...options,
      years,
      view: library === undefined ? viewWithoutLibrary : viewWithLibrary(library, attributes),
      writeRejects: (text) => rejects.write(text),
    });
    await rejects.commit();
    const directory = buildDirectory(read.history, policy, {
      hasLibrary: library !== undefined,
      attributeOfProcedure: (code) => attributes.attributeOf(code),
      isPrimaryCarePair: primaryCarePairs(policy, library?.tables),
    });
    if (directory.status === 'refused') {
      const why = directory.faults.map(({ code, detail }) => `${code} (${detail})`).join('; ');
      throw new ServerError('SERVER_DIRECTORY_NOT_BUILT', { why });
    }
    const { decimals } = policy.points;
    const tables = directoryTables(directory, { decimals, library: library?.tables, nameOfCode });
    const run = {
      command: 'build-directory',
      id,
      demonstration,
      years,
      inputs: inputs.map((input, place) => ({ ...input, rows: read.rowsByInput[place] })),
      library: stampOfScheme(library),
      previous: stampOfScheme(previous),
      procedureAttributes: await fileStamp(attributesPath),
      names: await Promise.all(options.names.map(fileStamp)),
      policy: { file: basename(options.policy), sha256: sha256(policyText), text: policyText, choices: policy },
    };
    const report = directoryReport(directory, {
      id,
      demonstration,
      years,
      read,
      policy,
      tables,
      previous: previous && { id: previous.manifest.id, groups: previous.tables.groups },
    });
    const sha256OfRun = sha256(JSON.stringify(run));
    await writeBuiltScheme(output.working, tables, { id, demonstration, library, policy, sha256OfRun });
    const files: Readonly<Record<string, string>> = {
      'evidence.csv': evidenceTable(directory, policy, years),
      'related-procedures.csv': relatedTable(directory),
      'subtypes.csv': subtypeTable(directory),
      'institution-coefficients.csv': institutionTable(directory, policy),
      'report.json': `${JSON.stringify(report, null, 2)}\n`,
      'report.md': printReport(report),
      [RUN_FILE]: `${JSON.stringify(run, null, 2)}\n`,
    };
    for (const [name, content] of Object.entries(files)) await writeFile(join(output.working, name), content);
    await output.commit();
    return report;
  } catch (error) {
    await output.discard();
    throw error;
  }
}

function stampOfScheme(scheme: StoredDipScheme | undefined) {
  return scheme === undefined ? null : { id: scheme.manifest.id, checksum: scheme.manifest.checksum };
}
