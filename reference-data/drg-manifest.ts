import { z } from 'zod';
import { calendarDate } from './calendar-date.js';
import { manifestChecksum, manifestRows, manifestSource, SCHEME_ID } from './manifest-parts.js';

const storedTable = z.strictObject({
  file: z.string(),
  /** Sheet of the original workbook. */
  sheet: z.string(),
  records: z.int().min(0),
  rows: manifestRows,
  sha256: manifestChecksum,
});

/** What the folder of a DRG scheme says of itself beside its six tables. */
export const drgManifestSchema = z.strictObject({
  formatVersion: z.literal(1),
  kind: z.literal('drg'),
  id: z.string().regex(SCHEME_ID),
  name: z.string(),
  /** The edition's own designation, such as `3.0`. */
  edition: z.string().optional(),
  /** Which weight `XSRTZ` compares, and which one a newborn of up to 28 days must state: at admission (3.0) or at birth (1.x, city editions). */
  newbornWeight: z.enum(['admission', 'birth']),
  /** What happens when an ADRG matched and none of its DRG rows did: the ADRG's code stands for the DRG, or the search goes on. */
  whenNoDrgRow: z.enum(['adrg', 'next']),
  /** First day on which the scheme is in force. */
  effectiveFrom: calendarDate.optional(),
  /** True of schemes for trying out and teaching: never offered for payment. */
  demonstration: z.boolean().optional(),
  source: manifestSource,
  tables: z.strictObject({
    mdc: storedTable,
    adrg: storedTable,
    drg: storedTable,
    sets: storedTable,
    complications: storedTable,
    exclusions: storedTable,
  }),
  /** SHA-256 over the checksums of the tables: one word that names exactly this content. */
  checksum: z.string(),
});

/** The manifest of a DRG scheme. */
export type DrgManifest = z.infer<typeof drgManifestSchema>;

/** The choices of an edition that are not in its tables. */
export type DrgEdition = Omit<DrgManifest, 'formatVersion' | 'kind' | 'tables' | 'checksum'>;
