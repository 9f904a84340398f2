import { dirname, resolve } from 'node:path';
import {
  buildScheme,
  compileDirectory,
  compileScheme,
  DipGrouper,
  DrgGrouper,
  ProcedureAttributes,
  SubtypingLists,
  type CompiledDirectory,
  type CompiledDrgScheme,
  type DrgScheme,
} from '../../grouper/index.js';
import {
  amendDrgTables,
  nationalDipPolicy,
  readDipPolicy,
  readDrgAmendment,
  readProcedureAttributes,
  readStoredScheme,
  readSubtypingLists,
  starterProcedureAttributesPath,
  type DipManifest,
  type DipTables,
  type DipTableSources,
  type DrgAmendment,
  type DrgManifest,
  type DrgTableSources,
  type StoredDipScheme,
  type StoredDrgScheme,
  type SubtypingListRows,
} from '../../reference-data/index.js';
import { ServerError } from '../errors.js';
import { dataDirectory, findScheme } from './scheme-directory.js';
import { SchemeRefusedError } from './scheme-refused-error.js';

export interface LoadSchemeOptions {
  /** Directory that holds imported schemes. Default: `DIANZHI_DATA`, else `data` in the calling directory. */
  readonly data?: string;
  /** Amendment files to lay over a DRG scheme, in this order. */
  readonly amendments?: readonly string[];
  /** A region's policy for a DIP directory. Default: the national reading. */
  readonly policy?: string;
}

/** A DRG scheme read, amended and checked, ready to group with. */
export interface LoadedDrgScheme {
  readonly kind: 'drg';
  readonly manifest: DrgManifest;
  readonly amendments: readonly DrgAmendment[];
  readonly sources: DrgTableSources;
  readonly compiled: CompiledDrgScheme;
  /** The same as printed, for explaining and for warnings. */
  readonly scheme: DrgScheme;
}

/** A DIP directory read and joined with a region's policy, ready to group with. */
export interface LoadedDipScheme {
  readonly kind: 'dip';
  readonly manifest: DipManifest;
  readonly amendments: readonly [];
  readonly tables: DipTables;
  readonly sources: DipTableSources;
  readonly directory: CompiledDirectory;
  /** Rows of the lists that the policy's subtyping looks codes up in, where it has one. */
  readonly listRows?: SubtypingListRows;
}

export type LoadedScheme = LoadedDrgScheme | LoadedDipScheme;

/**
 * Loads a scheme by its identifier.
 *
 * @throws SERVER_SCHEME_UNKNOWN, SERVER_SCHEME_REFUSED, SERVER_OPTION_INVALID, REFERENCE_DATA_SCHEME_DAMAGED,
 *   REFERENCE_DATA_AMENDMENT_INVALID, REFERENCE_DATA_POLICY_INVALID
 */
export async function loadScheme(id: string, options: LoadSchemeOptions = {}): Promise<LoadedScheme> {
  const { folder } = await findScheme(id, dataDirectory(options.data));
  const stored = await readStoredScheme(folder);
  const { amendments = [], policy } = options;
  if (stored.kind === 'drg') {
    if (policy !== undefined) throw notFor('--policy', policy, id, 'DIP');
    return loadDrg(stored, amendments);
  }
  if (amendments.length > 0) throw notFor('--amendment', amendments[0]!, id, 'DRG');
  return loadDip(stored, policy);
}

/** A grouper for a loaded scheme. It has memory of its own, so several may share one scheme. */
export function createGrouper(scheme: LoadedDrgScheme): DrgGrouper;
export function createGrouper(scheme: LoadedDipScheme): DipGrouper;
export function createGrouper(scheme: LoadedScheme): DrgGrouper | DipGrouper;
export function createGrouper(scheme: LoadedScheme): DrgGrouper | DipGrouper {
  return scheme.kind === 'drg'
    ? new DrgGrouper(scheme.compiled, scheme.scheme)
    : new DipGrouper(scheme.directory, scheme.listRows === undefined ? undefined : new SubtypingLists(scheme.listRows));
}

async function loadDrg(stored: StoredDrgScheme, amendmentPaths: readonly string[]): Promise<LoadedDrgScheme> {
  const { manifest } = stored;
  let { tables, sources }: Pick<StoredDrgScheme, 'tables' | 'sources'> = stored;
  const amendments: DrgAmendment[] = [];
  for (const path of amendmentPaths) {
    const amendment = await readDrgAmendment(path);
    ({ tables, sources } = amendDrgTables(amendment, path, { id: manifest.id, tables, sources }));
    amendments.push(amendment);
  }
  const { scheme, errors } = buildScheme(manifest, tables);
  if (errors.length > 0) throw new SchemeRefusedError(manifest.id, errors, sources);
  return { kind: 'drg', manifest, amendments, sources, scheme, compiled: compileScheme(scheme) };
}

async function loadDip({ manifest, tables, sources }: StoredDipScheme, policyPath: string | undefined): Promise<LoadedDipScheme> {
  const policy = policyPath === undefined ? nationalDipPolicy() : await readDipPolicy(policyPath);
  const { procedureAttributes, subtyping } = policy;
  // A region's own files are meant from the folder of its policy.
  const beside = (file: string) => resolve(dirname(policyPath ?? ''), file);
  const attributesPath = procedureAttributes === undefined ? starterProcedureAttributesPath() : beside(procedureAttributes);
  const attributes = new ProcedureAttributes(readProcedureAttributes(attributesPath));
  const lists = subtyping === undefined ? {} : { listRows: readSubtypingLists(subtyping, policyPath!) };
  return {
    ...lists,
    kind: 'dip',
    manifest,
    amendments: [],
    tables,
    sources,
    directory: compileDirectory(manifest, tables, policy, attributes),
  };
}

function notFor(option: string, value: string, id: string, kind: 'DRG' | 'DIP'): ServerError {
  const allowed = `${option}: ${kind}; ${id} 不是${kind}方案 (${id} is no ${kind} scheme)`;
  return new ServerError('SERVER_OPTION_INVALID', { option, value, allowed });
}
