import { createWriteStream, rmSync } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { ServerError } from '../errors.js';

/** A place for output that is complete or not there at all. */
export interface OutputFile {
  /** Resolves when the text may be forgotten and more may come. */
  write(text: string): Promise<void>;
  /** The same of bytes that are text already; their memory may be used again when it resolves. */
  writeBytes(bytes: Uint8Array): Promise<void>;
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
  const standing = await stat(path).catch(() => undefined);
  if (standing?.isDirectory()) throw unwritable(path, Object.assign(new Error('a folder'), { code: 'EISDIR' }));
  // A device or a named pipe is written to as it stands: a file put in its place would destroy it.
  if (standing !== undefined && !standing.isFile()) return openStream(path, path);
  const partial = `${path}.${process.pid}.partial`;
  const output = await openStream(partial, path);
  const removeAtExit = () => rmSync(partial, { force: true });
  process.once('exit', removeAtExit);
  return {
    write: (text) => output.write(text),
    writeBytes: (bytes) => output.writeBytes(bytes),
    commit: async () => {
      await output.commit();
      await rename(partial, path).catch((error: Error) => {
        throw unwritable(path, error);
      });
      process.removeListener('exit', removeAtExit);
    },
    discard: async () => {
      await output.discard();
      await rm(partial, { force: true });
      process.removeListener('exit', removeAtExit);
    },
  };
}

/**
 * Opens a file as it stands, without a name that it takes when it is complete.
 *
 * @param path Named in errors.
 * @throws SERVER_OUTPUT_UNWRITABLE
 */
export async function openStream(
  written: string,
  path: string,
  options: { readonly flags?: string; readonly start?: number } = {},
): Promise<OutputFile> {
  const stream = createWriteStream(written, options);
  await once(stream, 'open').catch((error: Error) => {
    throw unwritable(path, error);
  });
  return new StreamOutput(stream, path);
}

const WHY_UNWRITABLE: Readonly<Record<string, string>> = {
  EACCES: '没有写入权限 (no permission)',
  EEXIST: '同名文件已存在 (a file of that name exists)',
  EISDIR: '这是文件夹 (it is a folder)',
  ENOENT: '文件夹不存在 (no such folder)',
  ENOSPC: '磁盘已满 (the disk is full)',
  ENOTDIR: '路径中有一段不是文件夹 (a part of the path is no folder)',
  EROFS: '只读 (read-only)',
};

/** The error for a place that cannot be written, whatever the system said of it. */
export function unwritable(path: string, cause: NodeJS.ErrnoException): ServerError {
  return new ServerError('SERVER_OUTPUT_UNWRITABLE', { path, why: WHY_UNWRITABLE[cause.code ?? ''] ?? cause.message }, { cause });
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

  async writeBytes(bytes: Uint8Array): Promise<void> {
    await this.#flush();
    await this.#put(bytes);
  }

  async commit(): Promise<void> {
    await this.#flush();
    if (this.#stream === process.stdout) return;
    this.#stream.end();
    await finished(this.#stream).catch((error: Error) => {
      throw unwritable(this.#path, error);
    });
  }

  async discard(): Promise<void> {
    this.#gathered = [];
    if (this.#stream !== process.stdout) this.#stream.destroy();
  }

  async #flush(): Promise<void> {
    const text = this.#gathered.join('');
    this.#gathered = [];
    this.#length = 0;
    await this.#put(text);
  }

  async #put(piece: string | Uint8Array): Promise<void> {
    if (this.#failure !== undefined) throw unwritable(this.#path, this.#failure);
    if (piece.length === 0) return;
    await new Promise<void>((resolve) => {
      this.#stream.write(piece, (error) => {
        if (error) this.#failure = error;
        resolve();
      });
    });
    if (this.#failure !== undefined) throw unwritable(this.#path, this.#failure);
  }
}
