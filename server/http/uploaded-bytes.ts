import type { IncomingMessage, ServerResponse } from 'node:http';
import { HttpError } from './errors.js';

/** How long nothing may come of a file that is waited for. Unit: milliseconds. */
const PATIENCE = 60_000;
const LOOKS = 1_000;
/** How long what is left of a file may take that nobody wants. Unit: milliseconds. */
const LONGEST_REST = 60_000;

/**
 * A file as it comes in. Only time that is spent waiting for the caller counts: whoever takes the pieces may take as long as they need. What is
 * left of it when the answer is given is passed over.
 *
 * @param longest Unit: bytes.
 * @throws HTTP_BODY_TOO_LARGE, HTTP_BODY_TOO_SLOW, HTTP_UPLOAD_BROKEN_OFF
 */
export function uploadedBytes(request: IncomingMessage, response: ServerResponse, longest: number): AsyncIterable<Uint8Array> {
  const bytes = takeBytes(request, response, longest);
  response.once('finish', () => void bytes.return(undefined));
  return bytes;
}

async function* takeBytes(
  request: IncomingMessage,
  response: ServerResponse,
  longest: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  const silence = new Silence();
  const pieces = request.iterator({ destroyOnReturn: false }) as AsyncIterableIterator<Buffer>;
  let length = 0;
  try {
    for (;;) {
      const { value: piece, done } = await silence.orSooner(pieces.next());
      if (done === true) return;
      length += piece.length;
      if (length > longest) throw new HttpError('HTTP_BODY_TOO_LARGE', { limit: longest });
      yield piece;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ECONNRESET')
      throw new HttpError('HTTP_UPLOAD_BROKEN_OFF', {}, { cause: error });
    if (error instanceof HttpError && error.code === 'HTTP_BODY_TOO_SLOW') response.once('finish', () => request.destroy());
    throw error;
  } finally {
    silence.end();
    if (!request.complete) passOver(request, pieces);
  }
}

/** Passes over what is left of a file that nobody wants: most clients send all of it before they read the answer. */
function passOver(request: IncomingMessage, pieces: AsyncIterableIterator<unknown>): void {
  // A tick later: until then the stream takes itself for one that is read.
  const resume = () => void setImmediate(() => request.resume());
  pieces.return!().then(resume, resume);
  const timer = setTimeout(() => request.destroy(), LONGEST_REST);
  request.once('close', () => clearTimeout(timer));
}

/** Notices that nothing came for too long: one clock for all pieces, since there are thousands a second. */
class Silence {
  #waitingSince: number | undefined;
  #broken: ((error: HttpError) => void) | undefined;
  readonly #clock = setInterval(() => {
    if (this.#waitingSince !== undefined && performance.now() - this.#waitingSince > PATIENCE)
      this.#broken?.(new HttpError('HTTP_BODY_TOO_SLOW'));
  }, LOOKS);

  /** @throws HTTP_BODY_TOO_SLOW where it takes too long */
  async orSooner<T>(awaited: Promise<T>): Promise<T> {
    this.#waitingSince = performance.now();
    try {
      return await new Promise<T>((resolve, reject) => {
        this.#broken = reject;
        awaited.then(resolve, reject);
      });
    } finally {
      this.#waitingSince = undefined;
    }
  }

  end(): void {
    clearInterval(this.#clock);
  }
}
