import { buildScheme, compileScheme, DrgGrouper, type CompiledDrgScheme } from '../../grouper/index.js';
import {
  amendDrgTables,
  readDrgAmendment,
  readDrgScheme,
  type DrgAmendment,
  type DrgFinding,
  type DrgManifest,
  type DrgTableSources,
} from '../../reference-data/index.js';
import { dataDirectory, findScheme } from './scheme-directory.js';
import { SchemeRefusedError } from './scheme-refused-error.js';

export interface LoadSchemeOptions {
  /** Directory that holds imported schemes. Default: `DIANZHI_DATA`, else `data` in the calling directory. */
  readonly data?: string;
  /** Amendment files to lay over the scheme, in this order. */
  readonly amendments?: readonly string[];
}

/** A scheme read, amended and checked, ready to group with. */
export interface LoadedScheme {
  readonly manifest: DrgManifest;
  readonly amendments: readonly DrgAmendment[];
  readonly sources: DrgTableSources;
  readonly compiled: CompiledDrgScheme;
}

/**
 * Loads a scheme by its identifier.
 *
 * @throws SERVER_SCHEME_UNKNOWN, SERVER_SCHEME_REFUSED, REFERENCE_DATA_SCHEME_DAMAGED, REFERENCE_DATA_AMENDMENT_INVALID
 */
export async function loadScheme(id: string, options: LoadSchemeOptions = {}): Promise<LoadedScheme> {
  const { folder } = await findScheme(id, dataDirectory(options.data));
  const stored = await readDrgScheme(folder);
  let { tables, sources }: Pick<typeof stored, 'tables' | 'sources'> = stored;
  const amendments: DrgAmendment[] = [];
  for (const path of options.amendments ?? []) {
    const amendment = await readDrgAmendment(path);
    ({ tables, sources } = amendDrgTables(amendment, path, { id, tables, sources }));
    amendments.push(amendment);
  }
  const { scheme, errors } = buildScheme(stored.manifest, tables);
  if (errors.length > 0) throw new SchemeRefusedError(id, errors as readonly DrgFinding[], sources);
  return { manifest: stored.manifest, amendments, sources, compiled: compileScheme(scheme) };
}

/** A grouper for a loaded scheme. It has memory of its own, so several may share one scheme. */
export function createGrouper(scheme: LoadedScheme): DrgGrouper {
  return new DrgGrouper(scheme.compiled);
}
