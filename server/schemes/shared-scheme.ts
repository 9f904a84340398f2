import { DrgGrouper, openDrgScheme, packDrgScheme, type CompiledDrgScheme } from '../../grouper/index.js';
import { checkStoredScheme, type DrgAmendment, type SchemeManifest } from '../../reference-data/index.js';
import { readCompiled, storeCompiled } from './compiled-store.js';
import { loadScheme, type LoadedScheme, type LoadSchemeOptions } from './load-scheme.js';
import { dataDirectory, findScheme } from './scheme-directory.js';

/** A compiled scheme as threads are given it: one piece of shared memory, read by all and copied by none. */
export interface SharedScheme {
  readonly kind: 'drg';
  readonly manifest: SchemeManifest;
  readonly amendments: readonly DrgAmendment[];
  readonly packed: SharedArrayBuffer;
}

/** A shared scheme as one thread reads it. */
export interface OpenedScheme {
  readonly kind: 'drg';
  readonly compiled: CompiledDrgScheme;
  readonly grouper: DrgGrouper;
}

export function shareScheme({ kind, manifest, amendments, ...scheme }: LoadedScheme): SharedScheme {
  return { kind, manifest, amendments, packed: packDrgScheme(scheme.compiled) };
}

export function openShared({ packed }: SharedScheme): OpenedScheme {
  const compiled = openDrgScheme(packed);
  return { kind: 'drg', compiled, grouper: new DrgGrouper(compiled) };
}

/**
 * Loads what grouping needs of a scheme, by its identifier: the compiled form that is stored beside it, else the tables, whose compiled
 * form is then stored. A scheme under amendments or a policy is compiled from its tables.
 *
 * @throws as loadScheme
 */
export async function loadForGrouping(id: string, options: LoadSchemeOptions = {}): Promise<SharedScheme> {
  const isPlain = options.policy === undefined && (options.amendments ?? []).length === 0;
  const { folder, builtIn } = await findScheme(id, dataDirectory(options.data));
  if (!isPlain || builtIn) return shareScheme(await loadScheme(id, options));
  const manifest = await checkStoredScheme(folder);
  const stored = await readCompiled(folder, manifest);
  if (stored !== undefined) return { kind: 'drg', manifest, amendments: [], packed: stored };
  const shared = shareScheme(await loadScheme(id, options));
  await storeCompiled(folder, manifest, shared.packed);
  return shared;
}
