import { open, readFile } from 'node:fs/promises';
import { ReviewRegister, type ReviewEvent } from '../../pricing/index.js';
import { ServerError } from '../errors.js';
import { unwritable } from '../grouping/output-file.js';
import { followLine, NO_ENTRIES, printLines, type RegisterHead } from './register-lines.js';

/** A register of special cases as it stands in its file. */
export interface OpenedRegister extends RegisterHead {
  readonly path: string;
  readonly register: ReviewRegister;
  /** Length of the file. Unit: bytes. */
  readonly length: number;
}

/**
 * Reads a register: one entry a line, each with its number and the SHA-256 of the line before it, so that nobody changes, drops or moves an
 * entry unseen. A file that is not there is an empty register.
 *
 * @param upTo Reads so many entries and leaves what was added later.
 * @throws SERVER_REGISTER_INVALID with the line
 */
export async function openRegister(path: string, upTo?: number): Promise<OpenedRegister> {
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return Buffer.alloc(0);
    throw new ServerError('SERVER_REGISTER_INVALID', { path, line: 0, why: error.message });
  });
  const lines = bytes.toString('utf8').split('\n');
  if (upTo !== undefined && lines.length > upTo) lines.splice(upTo, lines.length, '');
  const register = new ReviewRegister();
  let head = NO_ENTRIES;
  for (const line of lines.slice(0, -1)) ({ head } = followLine(register, line, head, path));
  // A last line without its end was being written when the machine stopped.
  const invalid = (why: string) => new ServerError('SERVER_REGISTER_INVALID', { path, line: head.entries + 1, why });
  if (lines.at(-1) !== '') throw invalid('末行未写完，请删去这一行 (the last line is not complete: delete it)');
  if (upTo !== undefined && head.entries < upTo) throw invalid(`< ${upTo}`);
  return { path, register, ...head, length: bytes.length };
}

/**
 * Adds entries to the end of a register in one write, and waits until they are on the disk.
 *
 * @throws SERVER_REGISTER_CHANGED where somebody else added to it since it was read; SERVER_OUTPUT_UNWRITABLE
 */
export async function appendEntries({ path, length, ...head }: OpenedRegister, added: readonly ReviewEvent[]): Promise<void> {
  const lines = printLines(added, head).map(({ text }) => `${text}\n`);
  const file = await open(path, 'a').catch((error: Error) => {
    throw unwritable(path, error);
  });
  try {
    if ((await file.stat()).size !== length) throw new ServerError('SERVER_REGISTER_CHANGED', { path });
    await file.write(lines.join(''));
    await file.sync();
  } finally {
    await file.close();
  }
}
