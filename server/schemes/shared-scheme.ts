import { packDipDirectory, packDrgScheme } from '../../grouper/index.js';
import { checkStoredScheme, type DrgAmendment, type SchemeManifest } from '../../reference-data/index.js';
import { readCompiled, storeCompiled } from './compiled-store.js';
import { loadScheme, type LoadedScheme, type LoadSchemeOptions } from './load-scheme.js';
import { dataDirectory, findScheme } from './scheme-directory.js';

/** A compiled scheme as threads are given it: one piece of shared memory, read by all and copied by none. */
export interface SharedScheme {
  readonly kind: 'drg' | 'dip';
  readonly manifest: SchemeManifest;
  readonly amendments: readonly DrgAmendment[];
  readonly packed: SharedArrayBuffer;
}

export function shareScheme(scheme: LoadedScheme): SharedScheme {
  const { kind, manifest, amendments } = scheme;
  const packed =
    scheme.kind === 'drg' ? packDrgScheme(scheme.compiled) : packDipDirectory(scheme.directory.flat, scheme.listRows);
  return { kind, manifest, amendments, packed };
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
  if (stored !== undefined) return { kind: manifest.kind, manifest, amendments: [], packed: stored };
  const shared = shareScheme(await loadScheme(id, options));
  await storeCompiled(folder, manifest, shared.packed);
  return shared;
}
