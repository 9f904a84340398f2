import { open, type FileHandle } from 'node:fs/promises';
import { fileUnreadable, notASpreadsheet, spreadsheetTooLarge } from './spreadsheet-fault.js';

/** What a workbook may unpack to. Unit: entries and bytes. */
export interface ZipLimits {
  readonly entries: number;
  readonly bytesOfEntry: number;
  readonly bytesInAll: number;
}

/** The limits that hold where no others are given: well above a tertiary hospital's year, well below a machine's memory. */
export const ZIP_LIMITS: ZipLimits = { entries: 2048, bytesOfEntry: 800_000_000, bytesInAll: 1_000_000_000 };

/** One file inside the archive, as its central directory states it. Unit of sizes and offsets: bytes. */
export interface ZipEntry {
  readonly name: string;
  readonly isDeflated: boolean;
  readonly packedSize: number;
  readonly declaredSize: number;
  readonly headerOffset: number;
  readonly checksum: number;
}

const END_RECORD = 0x06054b50;
const ZIP64_LOCATOR = 0x07064b50;
const ZIP64_END_RECORD = 0x06064b50;
const DIRECTORY_HEADER = 0x02014b50;
const LARGEST_DIRECTORY = 16_000_000;
const COMPOUND_FILE = 0xd0cf11e0;

/**
 * Reads the central directory of a zip file and holds it against the limits before anything is unpacked. The directory and not the
 * order of the archive is what counts: some writers put the sheets before the workbook that names them.
 *
 * @throws REFERENCE_DATA_FILE_UNREADABLE, REFERENCE_DATA_NOT_A_SPREADSHEET, REFERENCE_DATA_SPREADSHEET_TOO_LARGE
 */
export async function readZipDirectory(path: string, limits: ZipLimits): Promise<ReadonlyMap<string, ZipEntry>> {
  const file = await open(path).catch((cause: unknown) => {
    throw fileUnreadable(path, cause);
  });
  try {
    const entries = await directoryEntries(file, path, limits);
    const declared = entries.reduce((sum, { declaredSize }) => sum + declaredSize, 0);
    const large = entries.find(({ declaredSize }) => declaredSize > limits.bytesOfEntry);
    if (large !== undefined)
      throw spreadsheetTooLarge(path, `${large.name}: ${large.declaredSize} > ${limits.bytesOfEntry} 字节 (bytes)`);
    if (declared > limits.bytesInAll)
      throw spreadsheetTooLarge(path, `合计 (in all): ${declared} > ${limits.bytesInAll} 字节 (bytes)`);
    return new Map(entries.map((entry) => [entry.name, entry]));
  } catch (cause) {
    if (cause instanceof RangeError) throw notASpreadsheet(path, '压缩包目录损坏 (the archive directory is damaged)', cause);
    if ((cause as NodeJS.ErrnoException).syscall !== undefined) throw fileUnreadable(path, cause);
    throw cause;
  } finally {
    await file.close();
  }
}

async function directoryEntries(file: FileHandle, path: string, limits: ZipLimits): Promise<ZipEntry[]> {
  const { size } = await file.stat();
  const head = await bytesAt(file, 0, Math.min(8, size));
  if (head.length >= 4 && head.readUInt32BE(0) === COMPOUND_FILE) throw notASpreadsheet(path, await whyCompoundFile(file, size));
  if (head.length < 4 || head.toString('latin1', 0, 2) !== 'PK')
    throw notASpreadsheet(path, '不是压缩包格式 (it is not a zip archive)');

  const { count, offset, length } = await directoryPlace(file, path, size);
  if (count > limits.entries) throw spreadsheetTooLarge(path, `${count} > ${limits.entries} 个条目 (entries)`);
  if (length > LARGEST_DIRECTORY || offset + length > size) throw new RangeError('the directory lies inside the file');
  const directory = await bytesAt(file, offset, length);
  const entries: ZipEntry[] = [];
  for (let at = 0; entries.length < count;) {
    if (directory.readUInt32LE(at) !== DIRECTORY_HEADER) throw new RangeError('a directory header stands here');
    const nameLength = directory.readUInt16LE(at + 28);
    const extraLength = directory.readUInt16LE(at + 30);
    const name = directory.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/');
    const isEncrypted = (directory.readUInt16LE(at + 8) & 1) === 1;
    if (isEncrypted) throw notASpreadsheet(path, '文件已加密，请先去除密码 (it is encrypted: remove the password first)');
    const method = directory.readUInt16LE(at + 10);
    if (method !== 0 && method !== 8) throw notASpreadsheet(path, `不支持的压缩方法 (unknown compression method) ${method}`);
    const extra = directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    const sizes = wideSizes(extra, [
      directory.readUInt32LE(at + 24),
      directory.readUInt32LE(at + 20),
      directory.readUInt32LE(at + 42),
    ]);
    const [declaredSize, packedSize, headerOffset] = sizes;
    const checksum = directory.readUInt32LE(at + 16);
    entries.push({
      name,
      isDeflated: method === 8,
      declaredSize: declaredSize!,
      packedSize: packedSize!,
      headerOffset: headerOffset!,
      checksum,
    });
    at += 46 + nameLength + extraLength + directory.readUInt16LE(at + 32);
  }
  return entries;
}

async function directoryPlace(file: FileHandle, path: string, size: number) {
  const tailStart = Math.max(0, size - 65_557);
  const tail = await bytesAt(file, tailStart, size - tailStart);
  let at = tail.length - 22;
  while (at >= 0 && tail.readUInt32LE(at) !== END_RECORD) at--;
  if (at < 0) throw notASpreadsheet(path, '压缩包不完整 (the archive is cut short)');
  const place = { count: tail.readUInt16LE(at + 10), length: tail.readUInt32LE(at + 12), offset: tail.readUInt32LE(at + 16) };
  const isWide = place.count === 0xffff || place.length === 0xffffffff || place.offset === 0xffffffff;
  if (!isWide || at < 20 || tail.readUInt32LE(at - 20) !== ZIP64_LOCATOR) return place;
  const wide = await bytesAt(file, Number(tail.readBigUInt64LE(at - 12)), 56);
  if (wide.readUInt32LE(0) !== ZIP64_END_RECORD) throw new RangeError('the wide end record stands here');
  const [count, length, offset] = [32, 40, 48].map((field) => Number(wide.readBigUInt64LE(field)));
  return { count: count!, length: length!, offset: offset! };
}

/** Sizes that do not fit 32 bits stand in the extra field, in this order and only those that are needed. */
function wideSizes(extra: Buffer, sizes: number[]): number[] {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let field = at + 4;
    return sizes.map((size) => {
      if (size !== 0xffffffff) return size;
      field += 8;
      return Number(extra.readBigUInt64LE(field - 8));
    });
  }
  return sizes;
}

/** Old workbooks and workbooks with a password come in the same container. */
async function whyCompoundFile(file: FileHandle, size: number): Promise<string> {
  const start = await bytesAt(file, 0, Math.min(size, 65_536));
  const end = await bytesAt(file, Math.max(0, size - 65_536), Math.min(size, 65_536));
  const mark = Buffer.from('EncryptedPackage', 'utf16le');
  return start.includes(mark) || end.includes(mark)
    ? '工作簿有密码，请先去除密码 (the workbook has a password: remove it first)'
    : '这是旧版 .xls 格式 (it is a workbook of the old .xls format)';
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}
