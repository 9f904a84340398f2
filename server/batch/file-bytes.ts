import type { FileHandle } from 'node:fs/promises';
import { IntakeError, type CuttableFile } from '../intake/index.js';
import type { ByteSource } from './byte-source.js';

/** The bytes of a file, as many as it had when it was opened. */
export class FileBytes implements ByteSource {
  readonly #handle: FileHandle;
  readonly #file: CuttableFile;
  #position: number;

  /** @param from Position in the file at which reading begins. */
  constructor(handle: FileHandle, file: CuttableFile, from: number) {
    this.#handle = handle;
    this.#file = file;
    this.#position = from;
  }

  get isAtEnd(): boolean {
    return this.#position >= this.#file.size;
  }

  /** @throws INTAKE_FILE_UNREADABLE where the file ends too early: part of the rows would look like all of them */
  async read(into: Buffer, at: number, length: number): Promise<number> {
    const { size, path } = this.#file;
    if (this.isAtEnd) return 0;
    const { bytesRead } = await this.#handle.read(into, at, Math.min(length, size - this.#position), this.#position);
    if (bytesRead === 0)
      throw new IntakeError('INTAKE_FILE_UNREADABLE', { path, why: '读取时文件变短 (it became shorter while it was read)' });
    this.#position += bytesRead;
    return bytesRead;
  }
}
