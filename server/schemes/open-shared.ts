import {
  DipGrouper,
  DipLane,
  DrgGrouper,
  DrgLane,
  openDipDirectory,
  openDrgScheme,
  type CaseLane,
  type DrgColumns,
  type WeightDemand,
} from '../../grouper/index.js';
import type { SharedScheme } from './shared-scheme.js';

/** A shared scheme as one thread reads it. */
export interface OpenedScheme {
  readonly grouper: DrgGrouper | DipGrouper;
  readonly demand: WeightDemand;
  /** A lane for plain cases; undefined where the scheme or its policy asks for more of a case than lanes read. */
  lane(columnsOf: DrgColumns): CaseLane | undefined;
}

/** Opens a shared scheme in the thread that calls. */
export function openShared({ kind, packed }: Pick<SharedScheme, 'kind' | 'packed'>): OpenedScheme {
  if (kind === 'dip') {
    const flat = openDipDirectory(packed);
    return {
      grouper: new DipGrouper(flat),
      demand: { newbornWeight: flat.edition.newbornWeight, weightIsRequired: false },
      lane: () => (DipLane.canServe(flat) ? new DipLane(flat) : undefined),
    };
  }
  const compiled = openDrgScheme(packed);
  return {
    grouper: new DrgGrouper(compiled),
    demand: { newbornWeight: compiled.edition.newbornWeight, weightIsRequired: true },
    lane: (columnsOf) => (DrgLane.canServe(compiled) ? new DrgLane(compiled, columnsOf) : undefined),
  };
}
