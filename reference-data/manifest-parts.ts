import { z } from 'zod';

/** Allowed identifiers of schemes: they are folder names on every system. */
export const SCHEME_ID = /^(?!\.{1,2}$)[A-Za-z0-9._+-]{1,64}$/;

/** What was imported: issuer, document and number as the importer stated them, and the file itself. */
export const manifestSource = z.strictObject({
  text: z.string().optional(),
  file: z.string(),
  sha256: z.string(),
});

/** Rows of the original, as runs; see `SourceRows`. */
export const manifestRows = z.array(z.tuple([z.int().min(0), z.int().min(1)]));

/** SHA-256 in hexadecimal digits. */
export const manifestChecksum = z.string().regex(/^[0-9a-f]{64}$/);
