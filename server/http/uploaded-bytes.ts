import type { IncomingMessage } from 'node:http';
import { HttpError } from './errors.js';

/** How long nothing may come of a file that is waited for. Unit: milliseconds. */
const PATIENCE = 60_000;
const LOOKS = 1_000;

/**
 * A file as it comes in. Only time that is spent waiting for the caller counts: whoever takes the pieces may take as long as they need.
 *
 * @param longest Unit: bytes.
 * @throws HTTP_BODY_TOO_LARGE, HTTP_BODY_TOO_SLOW, HTTP_UPLOAD_BROKEN_OFF
 */
export async function* uploadedBytes(request: IncomingMessage, longest: number): AsyncGenerator<Uint8Array> {
  let waitingSince: number | undefined = performance.now();
  const timer = setInterval(() => {
    if (waitingSince !== undefined && performance.now() - waitingSince > PATIENCE)
      request.destroy(new HttpError('HTTP_BODY_TOO_SLOW'));
  }, LOOKS);
  let length = 0;
  try {
    // What is left of the file is passed over when nobody wants it: the answer can then be read.
    for await (const piece of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      waitingSince = undefined;
      length += piece.length;
      if (length > longest) throw new HttpError('HTTP_BODY_TOO_LARGE', { limit: longest });
      yield piece;
      waitingSince = performance.now();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ECONNRESET')
      throw new HttpError('HTTP_UPLOAD_BROKEN_OFF', {}, { cause: error });
    throw error;
  } finally {
    clearInterval(timer);
  }
}
