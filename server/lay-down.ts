import { open } from 'node:fs/promises';
import { unwritable } from './grouping/output-file.js';

/** Writes bytes, as they come, into a new file that nobody else may read. @throws SERVER_OUTPUT_UNWRITABLE */
export async function layDown(path: string, bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
  const file = await open(path, 'wx', 0o600).catch((error: Error) => {
    throw unwritable(path, error);
  });
  try {
    for await (const piece of bytes) {
      await file.writeFile(piece).catch((error: Error) => {
        throw unwritable(path, error);
      });
    }
  } finally {
    await file.close();
  }
}
