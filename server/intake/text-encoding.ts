import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import { IntakeError } from './errors.js';
import { endOfWholeCharacters } from './utf8-check.js';
import type { CaseBytes } from './case-bytes.js';
import type { InputFile } from './input-file.js';

/** How the bytes of a file become text. */
export interface TextEncoding {
  /** As `TextDecoder` names it. */
  readonly name: 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';
  /** Length of the byte-order mark, which is left out. Unit: bytes. */
  readonly markLength: number;
}

const NAMES: Readonly<Record<string, TextEncoding['name']>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  gbk: 'gb18030',
  gb2312: 'gb18030',
  gb18030: 'gb18030',
  'utf-16le': 'utf-16le',
  'utf-16': 'utf-16le',
  utf16le: 'utf-16le',
};

const MARKS: readonly (readonly [string, TextEncoding['name']])[] = [
  ['efbbbf', 'utf-8'],
  ['fffe', 'utf-16le'],
  ['feff', 'utf-16be'],
];

/**
 * Decides the encoding of a whole file before its first row is read: by the byte-order mark, else strict UTF-8, and at the first byte
 * that is not, GB18030, which includes GBK. A late Chinese character decides as well as an early one, so the file is read through;
 * that takes a small part of the time that reading its rows takes.
 *
 * @param asked The encoding that the caller named; it is held against the bytes like a detected one.
 * @throws INTAKE_ENCODING_UNKNOWN, INTAKE_FILE_BINARY
 */
export async function detectEncoding(file: InputFile, asked?: string): Promise<TextEncoding> {
  const head = await file.head(65_536);
  const mark = MARKS.find(([bytes]) => head.toString('hex', 0, bytes.length / 2) === bytes);
  const markLength = (mark?.[0].length ?? 0) / 2;
  const named = asked === undefined ? mark?.[1] : NAMES[asked.trim().toLowerCase()];
  if (asked !== undefined && named === undefined) throw new IntakeError('INTAKE_ENCODING_UNKNOWN', { encoding: asked });
  if (named?.startsWith('utf-16')) return { name: named, markLength: mark?.[1] === named ? markLength : 0 };
  const zero = head.indexOf(0);
  if (zero !== -1) throw new IntakeError('INTAKE_FILE_BINARY', { path: file.shownPath, offset: zero, tried: 'UTF-8, GB18030' });
  const candidates: readonly ('utf-8' | 'gb18030')[] =
    named === undefined ? ['utf-8', 'gb18030'] : [named as 'utf-8' | 'gb18030'];
  let offset = 0;
  for (const name of candidates) {
    offset = name === 'utf-8' ? await firstNonUtf8(file) : await firstNonGb18030(file);
    if (offset === -1) return { name, markLength: mark?.[1] === name ? markLength : 0 };
  }
  const tried = candidates.join(', ').toUpperCase();
  throw new IntakeError('INTAKE_FILE_BINARY', { path: file.shownPath, offset, tried });
}

/** The text of a file, in pieces, without its byte-order mark. */
export async function* decodedText(
  file: Pick<CaseBytes, 'bytes'>,
  encoding: TextEncoding,
  counts = true,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding.name, { ignoreBOM: true });
  for await (const piece of file.bytes(encoding.markLength, counts)) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}

/** How much of a file is looked at in one go. Unit: bytes. */
const LOOK = 2 * 1024 * 1024;

/** Where a file stops being UTF-8, about; -1 where it never does. Pieces are cut between characters. */
async function firstNonUtf8(file: InputFile): Promise<number> {
  const handle = await open(file.path);
  try {
    // Read into the same memory again and again: the whole file passes, and a stream would make garbage of it.
    const buffer = Buffer.alloc(LOOK);
    let rest = 0;
    for (let offset = 0; ;) {
      const { bytesRead } = await handle.read(buffer, rest, LOOK - rest, offset + rest);
      if (bytesRead === 0) return isUtf8(buffer.subarray(0, rest)) ? -1 : offset;
      const bytes = buffer.subarray(0, rest + bytesRead);
      const end = endOfWholeCharacters(bytes);
      if (!isUtf8(bytes.subarray(0, end))) return offset;
      rest = bytes.copy(buffer, 0, end);
      offset += end;
    }
  } finally {
    await handle.close();
  }
}

async function firstNonGb18030(file: InputFile): Promise<number> {
  const decoder = new TextDecoder('gb18030', { fatal: true });
  let offset = 0;
  try {
    for await (const piece of file.bytes(0, false)) {
      decoder.decode(piece, { stream: true });
      offset += piece.length;
    }
    decoder.decode();
    return -1;
  } catch (error) {
    if (error instanceof IntakeError) throw error;
    return offset;
  }
}
