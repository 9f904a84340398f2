import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { ReferenceDataError } from '../../reference-data/index.js';

/** Names the content of a file. */
export interface FileStamp {
  readonly file: string;
  readonly sha256: string;
}

/** A file by its name and content; where it lies is nobody's business. */
export async function fileStamp(path: string): Promise<FileStamp> {
  const hash = createHash('sha256');
  try {
    for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  } catch (error) {
    throw new ReferenceDataError('REFERENCE_DATA_FILE_UNREADABLE', { path, why: (error as Error).message });
  }
  return { file: basename(path), sha256: hash.digest('hex') };
}

/** SHA-256 of a text, in hexadecimal digits. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
