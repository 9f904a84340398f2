import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { calendarDate } from '../calendar-date.js';
import { ReferenceDataError } from '../errors.js';
import { manifestChecksum, manifestSource, SCHEME_ID } from '../manifest-parts.js';
import { MANIFEST, readSchemeTables, writeSchemeFolder, type FolderLayout } from '../scheme-folder.js';
import { WEIGHT_FIELDS, type WeightRow } from './weight-row.js';

const LAYOUT: FolderLayout<'weights'> = { weights: { file: 'weights.csv', columns: WEIGHT_FIELDS, numbers: [] } };

const word = z.string().min(1);

/** The document that put weights in force, as the policy of the region names it. */
const document = z.strictObject({
  document: word,
  number: word,
  clause: z.string(),
  evidence: z.enum(['official', 'secondary', 'assumed', 'invented']),
  issuer: word.optional(),
  issued: calendarDate.optional(),
  url: word.optional(),
});

const manifestSchema = z.strictObject({
  formatVersion: z.literal(1),
  kind: z.literal('group-weights'),
  scheme: z.string().regex(SCHEME_ID),
  /** Checksum of the scheme that the groups were held against. */
  schemeChecksum: manifestChecksum,
  region: word,
  /** First day on which these weights hold; until then those before, from then on no others of the region. */
  effectiveFrom: calendarDate,
  document,
  source: manifestSource,
  tables: z.strictObject({
    weights: z.strictObject({ file: z.string(), records: z.int().min(0), sha256: manifestChecksum }),
  }),
  checksum: manifestChecksum,
});

/** What a folder of weights says of itself. */
export type WeightsManifest = z.infer<typeof manifestSchema>;

/** Weights of one scheme in one region from one day on. */
export interface StoredWeights {
  readonly manifest: WeightsManifest;
  readonly rows: readonly WeightRow[];
}

/** Writes a folder of weights; one that stands there is replaced whole. */
export function writeWeights(
  folder: string,
  edition: Omit<WeightsManifest, 'formatVersion' | 'kind' | 'tables' | 'checksum'>,
  rows: readonly WeightRow[],
): Promise<WeightsManifest> {
  return writeSchemeFolder(folder, LAYOUT, { weights: rows }, ({ weights }, checksum): WeightsManifest => {
    const { file, records, sha256 } = weights;
    return { formatVersion: 1, kind: 'group-weights', ...edition, tables: { weights: { file, records, sha256 } }, checksum };
  });
}

/** Reads a folder of weights. @throws REFERENCE_DATA_SCHEME_DAMAGED when it was changed after the import. */
export async function readStoredWeights(folder: string): Promise<StoredWeights> {
  const damaged = (why: string) => new ReferenceDataError('REFERENCE_DATA_SCHEME_DAMAGED', { path: folder, why });
  let json: unknown;
  try {
    json = JSON.parse(await readFile(join(folder, MANIFEST), 'utf8'));
  } catch (error) {
    throw damaged(`${MANIFEST}: ${(error as Error).message}`);
  }
  const parsed = manifestSchema.safeParse(json);
  if (!parsed.success) throw damaged(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
  const { weights } = await readSchemeTables<'weights', { readonly weights: readonly WeightRow[] }>(
    folder,
    LAYOUT,
    parsed.data.tables,
  );
  return { manifest: parsed.data, rows: weights };
}
