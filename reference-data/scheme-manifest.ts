import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { dipManifestSchema } from './dip-manifest.js';
import { drgManifestSchema } from './drg-manifest.js';
import { ReferenceDataError } from './errors.js';
import { MANIFEST } from './scheme-folder.js';

const schemeManifestSchema = z.discriminatedUnion('kind', [drgManifestSchema, dipManifestSchema]);

/** The manifest of a scheme of either kind. */
export type SchemeManifest = z.infer<typeof schemeManifestSchema>;

/** Reads the manifest of a scheme folder. @throws REFERENCE_DATA_SCHEME_DAMAGED with every fault */
export async function readSchemeManifest(folder: string): Promise<SchemeManifest> {
  const damaged = (why: string) => new ReferenceDataError('REFERENCE_DATA_SCHEME_DAMAGED', { path: folder, why });
  let json: unknown;
  try {
    json = JSON.parse(await readFile(join(folder, MANIFEST), 'utf8'));
  } catch (error) {
    throw damaged(`${MANIFEST}: ${(error as Error).message}`);
  }
  const parsed = schemeManifestSchema.safeParse(json);
  if (!parsed.success)
    throw damaged(parsed.error.issues.map(({ path, message }) => `${MANIFEST} ${path.join('.')}: ${message}`).join('; '));
  return parsed.data;
}
