import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { ServerError } from '../errors.js';

/** A place for output that is complete or not there at all. */
export interface OutputFile {
  /** Resolves when the text may be forgotten and more may come. */
  write(text: string): Promise<void>;
  /** Puts the output in its place. */
  commit(): Promise<void>;
  /** Leaves nothing behind. */
  discard(): Promise<void>;
}

/**
 * Opens an output: standard output for `-`, else a file that is written under another name and gets its own when it is complete.
 *
 * @throws SERVER_OUTPUT_UNWRITABLE
 */
export async function openOutput(path: string): Promise<OutputFile> {
  if (path === '-') return new StreamOutput(process.stdout, path);
  const partial = `${path}.${process.pid}.partial`;
  const unwritable = (error: Error) =>
    new ServerError('SERVER_OUTPUT_UNWRITABLE', { path, why: error.message }, { cause: error });
  if (await isFolder(path)) throw unwritable(new Error('EISDIR'));
  const stream = createWriteStream(partial);
  try {
    await once(stream, 'open');
  } catch (error) {
    throw unwritable(error as Error);
  }
  const output = new StreamOutput(stream, path);
  return {
    write: (text) => output.write(text),
    commit: async () => {
      await output.commit();
      await rename(partial, path).catch(async (error: Error) => {
        await rm(partial, { force: true });
        throw unwritable(error);
      });
    },
    discard: async () => {
      stream.destroy();
      await rm(partial, { force: true });
    },
  };
}

/** Text is gathered to larger pieces, since a write costs the same for a line as for thousands. Unit: characters. */
const PIECE = 1 << 16;

class StreamOutput implements OutputFile {
  readonly #stream: Writable;
  readonly #path: string;
  #gathered: string[] = [];
  #length = 0;
  #failure: Error | undefined;

  constructor(stream: Writable, path: string) {
    this.#stream = stream;
    this.#path = path;
    stream.on('error', (error) => (this.#failure = error));
  }

  async write(text: string): Promise<void> {
    this.#gathered.push(text);
    this.#length += text.length;
    if (this.#length >= PIECE) await this.#flush();
  }

  async commit(): Promise<void> {
    await this.#flush();
    if (this.#stream === process.stdout) return;
    this.#stream.end();
    await finished(this.#stream).catch((error: Error) => this.#fail(error));
  }

  async discard(): Promise<void> {
    this.#gathered = [];
  }

  async #flush(): Promise<void> {
    if (this.#failure !== undefined) this.#fail(this.#failure);
    const text = this.#gathered.join('');
    this.#gathered = [];
    this.#length = 0;
    if (text === '') return;
    await new Promise<void>((resolve) => {
      this.#stream.write(text, (error) => {
        if (error) this.#failure = error;
        resolve();
      });
    });
    if (this.#failure !== undefined) this.#fail(this.#failure);
  }

  #fail(error: Error): never {
    throw new ServerError('SERVER_OUTPUT_UNWRITABLE', { path: this.#path, why: error.message }, { cause: error });
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
}
