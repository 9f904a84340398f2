import { readFile } from 'node:fs/promises';
import { ReferenceDataError } from './errors.js';

/**
 * Reads a text as tables are exported: by its byte-order mark, else strict UTF-8, else GB18030, which includes GBK.
 *
 * @throws REFERENCE_DATA_FILE_UNREADABLE
 */
export async function readTextFile(path: string): Promise<string> {
  const unreadable = (why: string) => new ReferenceDataError('REFERENCE_DATA_FILE_UNREADABLE', { path, why });
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(error.code === 'ENOENT' ? '文件不存在 (no such file)' : error.message);
  });
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      continue;
    }
  }
  throw unreadable('不是UTF-8或GB18030文本 (no text in UTF-8 or GB18030)');
}
