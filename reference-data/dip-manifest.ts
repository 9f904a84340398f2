import { z } from 'zod';
import { calendarDate } from './calendar-date.js';
import { manifestChecksum, manifestRows, manifestSource, SCHEME_ID } from './manifest-parts.js';

/** How a directory writes its expressions: `|` any and `+` all, `/` any and `+` all, or a comma for all. */
export const DIP_OPERATORS = ['national', 'slash-plus', 'comma-all'] as const;
export type DipOperators = (typeof DIP_OPERATORS)[number];

/** The coordinating region of a directory: six digits. */
export const REGION_CODE = /^\d{6}$/;

const storedTable = z.strictObject({
  file: z.string(),
  records: z.int().min(0),
  /** The sheets that the records came from, one after the other. */
  sources: z.array(
    z.strictObject({
      sheet: z.string(),
      record: z.int().min(0),
      rows: manifestRows,
      headers: z.record(z.string(), z.string()),
    }),
  ),
  sha256: manifestChecksum,
});

/** What the folder of a DIP directory says of itself beside its tables. */
export const dipManifestSchema = z.strictObject({
  formatVersion: z.literal(1),
  kind: z.literal('dip'),
  id: z.string().regex(SCHEME_ID),
  name: z.string(),
  /** The edition's own designation, such as `3.0`. */
  edition: z.string().optional(),
  /** Absent for the national directory. */
  region: z.string().regex(REGION_CODE).optional(),
  /** First day on which the directory is in force. */
  effectiveFrom: calendarDate.optional(),
  /** Which weight the newborn rows compare. */
  newbornWeight: z.enum(['birth', 'admission']),
  operators: z.enum(DIP_OPERATORS),
  /** Whether a procedure code shorter than a full one stands for itself or for all codes that begin with it. */
  shortProcedureCodes: z.enum(['exact', 'prefix']),
  /** True of directories for trying out and teaching: never offered for payment. */
  demonstration: z.boolean().optional(),
  source: manifestSource,
  tables: z.strictObject({
    groups: storedTable,
    excludedDiagnoses: storedTable,
    excludedProcedures: storedTable,
    primaryCare: storedTable,
    resistantDiagnoses: storedTable,
  }),
  /** SHA-256 over the checksums of the tables: one word that names exactly this content. */
  checksum: z.string(),
});

/** The manifest of a DIP directory. */
export type DipManifest = z.infer<typeof dipManifestSchema>;

/** The choices of a directory that are not in its tables. */
export type DipEdition = Omit<DipManifest, 'formatVersion' | 'kind' | 'tables' | 'checksum'>;
