import { z } from 'zod';

const calendarDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** Allowed identifiers of schemes: they are folder names on every system. */
export const SCHEME_ID = /^(?!\.{1,2}$)[A-Za-z0-9._+-]{1,64}$/;

const storedTable = z.strictObject({
  file: z.string(),
  /** Sheet of the original workbook. */
  sheet: z.string(),
  records: z.int().min(0),
  /** Rows of the original, as runs; see `SourceRows`. */
  rows: z.array(z.tuple([z.int().min(0), z.int().min(1)])),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** What a scheme folder says of itself beside its six tables. */
export const drgManifestSchema = z.strictObject({
  formatVersion: z.literal(1),
  kind: z.literal('drg'),
  id: z.string().regex(SCHEME_ID),
  name: z.string(),
  /** Which weight `XSRTZ` compares, and which one a newborn of up to 28 days must state: at admission (3.0) or at birth (1.x, city editions). */
  newbornWeight: z.enum(['admission', 'birth']),
  /** What happens when an ADRG matched and none of its DRG rows did: the ADRG's code stands for the DRG, or the search goes on. */
  whenNoDrgRow: z.enum(['adrg', 'next']),
  /** First day on which the scheme is in force. */
  effectiveFrom: calendarDate.optional(),
  /** True of schemes for trying out and teaching: never offered for payment. */
  demonstration: z.boolean().optional(),
  source: z.strictObject({
    /** Issuer, document and number, as the importer stated them. */
    text: z.string().optional(),
    file: z.string(),
    sha256: z.string(),
  }),
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

export type DrgManifest = z.infer<typeof drgManifestSchema>;

/** The choices of an edition that are not in its tables. */
export type DrgEdition = Pick<
  DrgManifest,
  'id' | 'name' | 'newbornWeight' | 'whenNoDrgRow' | 'effectiveFrom' | 'demonstration'
> & {
  readonly source: DrgManifest['source'];
};
