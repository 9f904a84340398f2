import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { PIECE, type CaseBytes } from './case-bytes.js';
import { IntakeError } from './errors.js';

/** The bytes of a case file: of the file itself, or of standard input laid down in a file of its own so that it can be read twice. */
export class InputFile implements CaseBytes {
  /** Named in messages; `-` for standard input. */
  readonly shownPath: string;
  /** Where the bytes are. */
  readonly path: string;
  /** Unit: bytes. */
  readonly size: number;
  bytesRead = 0;
  readonly #remove: () => void;

  private constructor(shownPath: string, path: string, size: number, remove: () => void) {
    this.shownPath = shownPath;
    this.path = path;
    this.size = size;
    this.#remove = remove;
  }

  /** @throws INTAKE_FILE_UNREADABLE, INTAKE_FILE_EMPTY */
  static async open(named: string, shownPath = named): Promise<InputFile> {
    const spooled = named === '-' ? await spoolStandardInput() : undefined;
    const path = spooled?.path ?? named;
    try {
      const found = await stat(path);
      if (found.isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
      // A named pipe has no size and could be read only once.
      const size = found.isFile() ? found.size : 0;
      if (!found.isFile()) throw Object.assign(new Error('no plain file'), { code: '不是普通文件 (not a plain file)' });
      if (size === 0) throw new IntakeError('INTAKE_FILE_EMPTY', { path: shownPath });
      await (await open(path)).close();
      return new InputFile(shownPath, path, size, spooled?.remove ?? (() => {}));
    } catch (cause) {
      spooled?.remove();
      throw cause instanceof IntakeError ? cause : unreadable(shownPath, cause);
    }
  }

  /** The first bytes. */
  async head(length: number): Promise<Buffer> {
    const file = await open(this.path);
    try {
      const buffer = Buffer.alloc(Math.min(length, this.size));
      const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  }

  /**
   * All bytes from an offset on, in pieces.
   *
   * @param counts Whether they count as progress.
   */
  async *bytes(start: number, counts: boolean): AsyncGenerator<Buffer> {
    if (counts) this.bytesRead = start;
    try {
      for await (const piece of createReadStream(this.path, { start, highWaterMark: PIECE }) as AsyncIterable<Buffer>) {
        if (counts) this.bytesRead += piece.length;
        yield piece;
      }
    } catch (cause) {
      throw (cause as NodeJS.ErrnoException).syscall === undefined ? cause : unreadable(this.shownPath, cause);
    }
  }

  close(): void {
    this.#remove();
  }
}

/** Case data must not outlive the run, so the file goes at the end of the process at the latest. */
async function spoolStandardInput(): Promise<{ readonly path: string; readonly remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'dianzhi-stdin-'));
  const remove = () => {
    rmSync(folder, { recursive: true, force: true });
    process.removeListener('exit', remove);
  };
  process.once('exit', remove);
  const path = join(folder, 'input');
  await pipeline(process.stdin, createWriteStream(path, { mode: 0o600 })).catch((cause: unknown) => {
    remove();
    throw unreadable('-', cause);
  });
  return { path, remove };
}

function unreadable(path: string, cause: unknown): IntakeError {
  const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
  const why = code === 'ENOENT' ? '文件不存在 (no such file)' : code === 'EISDIR' ? '这是文件夹 (it is a folder)' : code;
  return new IntakeError('INTAKE_FILE_UNREADABLE', { path, why }, { cause });
}
