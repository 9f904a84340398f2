import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { crc32 } from './crc32.js';
import { fileUnreadable, notASpreadsheet, spreadsheetTooLarge } from './spreadsheet-fault.js';
import { readZipDirectory, ZIP_LIMITS, type ZipEntry, type ZipLimits } from './zip-directory.js';

/** A zip file whose entries are unpacked piece by piece; what comes out is counted, since the sizes that it declares can lie. */
export class ZipArchive {
  readonly path: string;
  readonly #entries: ReadonlyMap<string, ZipEntry>;
  readonly #limits: ZipLimits;
  #bytesInAll = 0;

  private constructor(path: string, entries: ReadonlyMap<string, ZipEntry>, limits: ZipLimits) {
    this.path = path;
    this.#entries = entries;
    this.#limits = limits;
  }

  /** @throws REFERENCE_DATA_FILE_UNREADABLE, REFERENCE_DATA_NOT_A_SPREADSHEET, REFERENCE_DATA_SPREADSHEET_TOO_LARGE */
  static async open(path: string, limits: ZipLimits = ZIP_LIMITS): Promise<ZipArchive> {
    return new ZipArchive(path, await readZipDirectory(path, limits), limits);
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /**
   * The text of an entry, in pieces.
   *
   * @throws REFERENCE_DATA_SPREADSHEET_TOO_LARGE as soon as more comes out than the limits allow.
   * @throws REFERENCE_DATA_NOT_A_SPREADSHEET where the entry is missing or damaged.
   */
  async *text(name: string): AsyncGenerator<string> {
    const decoder = new TextDecoder();
    for await (const piece of this.#bytes(name)) yield decoder.decode(piece, { stream: true });
    yield decoder.decode();
  }

  async *#bytes(name: string): AsyncGenerator<Uint8Array> {
    const entry = this.#entries.get(name);
    if (entry === undefined) throw notASpreadsheet(this.path, `缺少 (missing) ${name}`);
    if (entry.packedSize === 0) return;
    const start = await this.#contentStart(entry);
    const packed = createReadStream(this.path, { start, end: start + entry.packedSize - 1 });
    // Errors of either stream surface in the loop below; the callback only keeps them from being unhandled.
    const unpacked = entry.isDeflated ? pipeline(packed, createInflateRaw(), () => {}) : packed;
    let bytesOfEntry = 0;
    let checksum = 0;
    try {
      for await (const piece of unpacked as AsyncIterable<Uint8Array>) {
        bytesOfEntry += piece.length;
        this.#bytesInAll += piece.length;
        if (bytesOfEntry > this.#limits.bytesOfEntry) {
          throw spreadsheetTooLarge(this.path, `${name} > ${this.#limits.bytesOfEntry} 字节 (bytes)`);
        }
        if (this.#bytesInAll > this.#limits.bytesInAll) {
          throw spreadsheetTooLarge(this.path, `合计 (in all) > ${this.#limits.bytesInAll} 字节 (bytes)`);
        }
        checksum = crc32(piece, checksum);
        yield piece;
      }
    } catch (cause) {
      if ((cause as { code?: string }).code?.startsWith('Z_')) throw notASpreadsheet(this.path, `${name} 损坏 (damaged)`, cause);
      if ((cause as NodeJS.ErrnoException).syscall !== undefined) throw fileUnreadable(this.path, cause);
      throw cause;
    } finally {
      packed.destroy();
    }
    if (checksum !== entry.checksum) throw notASpreadsheet(this.path, `${name} 损坏 (damaged)`);
  }

  /** The header before the content repeats the name and has an extra field of its own length. */
  async #contentStart(entry: ZipEntry): Promise<number> {
    const file = await open(this.path).catch((cause: unknown) => {
      throw fileUnreadable(this.path, cause);
    });
    try {
      const header = Buffer.alloc(30);
      const { bytesRead } = await file.read(header, 0, 30, entry.headerOffset);
      if (bytesRead < 30 || header.readUInt32LE(0) !== 0x04034b50)
        throw notASpreadsheet(this.path, `${entry.name} 损坏 (damaged)`);
      return entry.headerOffset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
    } finally {
      await file.close();
    }
  }
}
