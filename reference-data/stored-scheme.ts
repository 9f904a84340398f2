import { readDipScheme, type StoredDipScheme } from './dip-scheme-folder.js';
import { readDrgScheme, type StoredDrgScheme } from './drg-scheme-folder.js';
import { checkSchemeTables } from './scheme-folder.js';
import { readSchemeManifest, type SchemeManifest } from './scheme-manifest.js';

/** A scheme of either kind as its folder holds it. */
export type StoredScheme = ({ readonly kind: 'drg' } & StoredDrgScheme) | ({ readonly kind: 'dip' } & StoredDipScheme);

/** Reads a scheme folder whole. @throws REFERENCE_DATA_SCHEME_DAMAGED */
export async function readStoredScheme(folder: string): Promise<StoredScheme> {
  const { kind } = await readSchemeManifest(folder);
  return kind === 'drg' ? { kind, ...(await readDrgScheme(folder)) } : { kind, ...(await readDipScheme(folder)) };
}

/**
 * Reads the manifest of a scheme folder and sees that the tables are still those it names, for who has them in another form already.
 *
 * @throws REFERENCE_DATA_SCHEME_DAMAGED
 */
export async function checkStoredScheme(folder: string): Promise<SchemeManifest> {
  const manifest = await readSchemeManifest(folder);
  await checkSchemeTables(folder, Object.values(manifest.tables));
  return manifest;
}
