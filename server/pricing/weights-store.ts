import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { GroupWeights, type PaymentPolicy } from '../../pricing/index.js';
import {
  isCalendarDate,
  packageRoot,
  readStoredWeights,
  ReferenceDataError,
  type StoredWeights,
} from '../../reference-data/index.js';

/** Where the weights of a scheme in a region are kept from one day on. */
export function weightsFolder(data: string, scheme: string, region: string, effectiveFrom: string): string {
  return join(regionFolder(data, scheme, region), effectiveFrom);
}

/** The weights that hold for a scheme under a policy, as threads are given them. */
export interface FoundWeights {
  readonly scheme: string;
  readonly editions: readonly StoredWeights[];
}

/** Of a file whose cases have no group. */
export const NO_WEIGHTS: FoundWeights = { scheme: '', editions: [] };

/**
 * Finds the weights of a scheme: those that were imported for the region of the policy, else those that are shipped with it, else those of
 * the regions that it extends.
 *
 * @throws REFERENCE_DATA_SCHEME_DAMAGED
 */
export async function findWeights(data: string, scheme: string, policy: PaymentPolicy): Promise<FoundWeights> {
  const folders = await editionFolders(data, scheme, policy);
  return { scheme, editions: await Promise.all(folders.map(readStoredWeights)) };
}

/** Tells the weights that `findWeights` would find now from all others, without reading them. */
export async function stampWeights(data: string, scheme: string, policy: PaymentPolicy): Promise<string> {
  const folders = await editionFolders(data, scheme, policy);
  const stamps = folders.map(async (folder) => {
    const { mtimeMs, size } = await stat(join(folder, 'manifest.json'));
    return `${folder} ${mtimeMs} ${size}`;
  });
  return (await Promise.all(stamps)).join('\n');
}

export function openWeights({ scheme, editions }: FoundWeights): GroupWeights {
  return new GroupWeights(scheme, editions);
}

const regionFolder = (data: string, scheme: string, region: string): string => join(data, 'weights', scheme, region);

const shippedFolder = (scheme: string, region: string): string =>
  join(packageRoot(), 'reference-data', 'regions', region, 'weights', scheme);

async function editionFolders(data: string, scheme: string, policy: PaymentPolicy): Promise<readonly string[]> {
  for (const { region } of policy.documents) {
    for (const folder of [regionFolder(data, scheme, region), shippedFolder(scheme, region)]) {
      const editions = await editionsIn(folder);
      if (editions.length > 0) return editions;
    }
  }
  return [];
}

async function editionsIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new ReferenceDataError('REFERENCE_DATA_FILE_UNREADABLE', { path: folder, why: error.message });
  });
  // Others are just being written, or were left by an import that was killed.
  const days = names.filter(isCalendarDate).sort();
  return days.map((day) => join(folder, day));
}
