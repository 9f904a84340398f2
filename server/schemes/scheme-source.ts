import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { unwritable } from '../grouping/output-file.js';

/** What a manifest says of the file or folder that was imported. */
export interface SchemeSource {
  readonly text?: string;
  readonly file: string;
  readonly sha256: string;
}

/**
 * Names what was handed over, with its checksum: of a file, or of the tables of a folder one after the other.
 *
 * @param text Issuer and document, as the importer stated them.
 * @param tables Files that are read of a folder, in their order.
 */
export async function schemeSource(path: string, text: string | undefined, tables: readonly string[]): Promise<SchemeSource> {
  const isFolder = (await stat(path)).isDirectory();
  // A table that is not there is an error of the scheme and is told with the others.
  const files = isFolder ? tables.map((table) => join(path, table)).filter(existsSync) : [path];
  const hash = createHash('sha256');
  for (const file of files) for await (const piece of createReadStream(file)) hash.update(piece as Buffer);
  return { ...(text === undefined ? {} : { text }), file: basename(path), sha256: hash.digest('hex') };
}

/** Runs the writing of a scheme folder. @throws SERVER_OUTPUT_UNWRITABLE where the system refuses it */
export async function storing<Manifest>(folder: string, written: Promise<Manifest>): Promise<Manifest> {
  return written.catch((error: NodeJS.ErrnoException) => {
    throw error.syscall === undefined ? error : unwritable(folder, error);
  });
}
