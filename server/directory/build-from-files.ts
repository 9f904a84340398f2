import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, rename, rmdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  buildDirectory,
  diagnosisPrefixes,
  directoryTables,
  ProcedureAttributes,
  type DiagnosisProcedurePair,
} from '../../grouper/index.js';
import {
  DIP_STORED_TABLES,
  DIP_TABLE_NAMES,
  readDirectoryPolicy,
  readProcedureAttributes,
  ReferenceDataError,
  REGION_CODE,
  starterProcedureAttributesPath,
  writeDipScheme,
  type DipTables,
  type DipTableSources,
  type DirectoryPolicy,
  type StoredDipScheme,
} from '../../reference-data/index.js';
import { openOutput } from '../grouping/output-file.js';
import { ServerError } from '../errors.js';
import { readCodeNames } from './code-names.js';
import { directoryReport, type DirectoryReport } from './directory-report.js';
import { viewWithLibrary, viewWithoutLibrary } from './library-cases.js';
import { openOutputFolder, RUN_FILE } from './output-folder.js';
import { printReport } from './print-report.js';
import { readHistory } from './read-history.js';
import { evidenceTable, institutionTable, relatedTable, subtypeTable } from './result-tables.js';

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
  const inputs = await Promise.all(options.inputs.map(stamp));
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
      procedureAttributes: await stamp(attributesPath),
      names: await Promise.all(options.names.map(stamp)),
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
    await writeTables(output.working, id, tables, policy, options, sha256(JSON.stringify(run)));
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

/** Writes the scheme's own files into the working folder. The writer of schemes replaces its folder whole, so it gets one for itself. */
async function writeTables(
  working: string,
  id: string,
  tables: DipTables,
  policy: DirectoryPolicy,
  { library, demonstration }: BuildFromFilesOptions,
  sha256OfRun: string,
): Promise<void> {
  const folder = join(working, 'scheme');
  const edition = {
    id,
    name: demonstration ? `${policy.region}（演示，虚构 demonstration, invented）` : policy.region,
    ...(REGION_CODE.test(policy.region) ? { region: policy.region } : {}),
    newbornWeight: library?.manifest.newbornWeight ?? 'birth',
    operators: library?.manifest.operators ?? 'national',
    shortProcedureCodes: library?.manifest.shortProcedureCodes ?? 'exact',
    ...(demonstration ? { demonstration } : {}),
    source: { text: policy.source, file: RUN_FILE, sha256: sha256OfRun },
  } as const;
  await writeDipScheme(folder, edition, tables, ownLines(tables));
  for (const name of await readdir(folder)) await rename(join(folder, name), join(working, name));
  await rmdir(folder);
}

/** The tables were made here: each record is found in the line of its own file. */
function ownLines(tables: DipTables): DipTableSources {
  const runs = DIP_TABLE_NAMES.map((name) => {
    const sheet = DIP_STORED_TABLES[name].file;
    return [name, tables[name].length === 0 ? [] : [{ sheet, record: 0, rows: [[0, 2]], headers: {} }]];
  });
  return Object.fromEntries(runs) as DipTableSources;
}

/** Which pairs count as listed: those of the policy and of the national library. */
function primaryCarePairs(
  { primaryCare }: DirectoryPolicy,
  library: DipTables | undefined,
): (pair: DiagnosisProcedurePair) => boolean {
  const listed = new Set<string>();
  for (const { diagnosis, procedure } of [...primaryCare.list, ...(library?.primaryCare ?? [])]) {
    for (const prefix of diagnosisPrefixes(diagnosis)) {
      for (const code of procedure.split('|')) listed.add(`${prefix} ${code.trim()}`);
    }
  }
  return ({ diagnosis, procedure }) => {
    const prefixes = new Set([diagnosis, diagnosis.slice(0, 3)]);
    return [...prefixes].some((prefix) => listed.has(`${prefix} ${procedure}`));
  };
}

interface Stamp {
  readonly file: string;
  readonly sha256: string;
}

/** A file by its name and content; where it lies is nobody's business. */
async function stamp(path: string): Promise<Stamp> {
  const hash = createHash('sha256');
  try {
    for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  } catch (error) {
    throw new ReferenceDataError('REFERENCE_DATA_FILE_UNREADABLE', { path, why: (error as Error).message });
  }
  return { file: basename(path), sha256: hash.digest('hex') };
}

function stampOfScheme(scheme: StoredDipScheme | undefined) {
  return scheme === undefined ? null : { id: scheme.manifest.id, checksum: scheme.manifest.checksum };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
