import { open } from 'node:fs/promises';
import { unwritable } from './grouping/output-file.js';

/** Pieces come smaller: several are written at once. Unit: bytes. */
const WRITTEN_AT_ONCE = 1 << 20;

/**
 * Writes bytes, as they come, into a new file that nobody else may read.
 *
 * @param refused What is thrown where the system does not write them.
 * @throws SERVER_OUTPUT_UNWRITABLE unless `refused` says otherwise, and as the bytes
 */
export async function layDown(
  path: string,
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  refused: (error: Error) => Error = (error) => unwritable(path, error),
): Promise<void> {
  const refuse = (error: Error): never => {
    throw refused(error);
  };
  const file = await open(path, 'wx', 0o600).catch(refuse);
  try {
    let gathered: Uint8Array[] = [];
    let length = 0;
    const write = async () => {
      await file.writeFile(Buffer.concat(gathered)).catch(refuse);
      gathered = [];
      length = 0;
    };
    for await (const piece of bytes) {
      gathered.push(piece);
      if ((length += piece.length) >= WRITTEN_AT_ONCE) await write();
    }
    await write();
  } finally {
    await file.close();
  }
}

/** For those whose callers know what a system says: its error as it is. */
export const asTheSystemSays = (error: Error): Error => error;
