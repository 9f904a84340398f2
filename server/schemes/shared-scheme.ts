import { DrgGrouper, openDrgScheme, packDrgScheme, type CompiledDrgScheme } from '../../grouper/index.js';
import type { LoadedScheme } from './load-scheme.js';

/** A compiled scheme as threads are given it: one piece of shared memory, read by all and copied by none. */
export interface SharedScheme {
  readonly kind: 'drg';
  readonly packed: SharedArrayBuffer;
}

/** A shared scheme as one thread reads it. */
export interface OpenedScheme {
  readonly kind: 'drg';
  readonly compiled: CompiledDrgScheme;
  readonly grouper: DrgGrouper;
}

export function shareScheme(scheme: LoadedScheme): SharedScheme | undefined {
  return scheme.kind === 'drg' ? { kind: 'drg', packed: packDrgScheme(scheme.compiled) } : undefined;
}

export function openShared({ packed }: SharedScheme): OpenedScheme {
  const compiled = openDrgScheme(packed);
  return { kind: 'drg', compiled, grouper: new DrgGrouper(compiled) };
}
