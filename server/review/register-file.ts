import { createHash } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { reviewEvent, ReviewRegister, type ReviewEvent } from '../../pricing/index.js';
import { CodedError } from '../../reference-data/index.js';
import { ServerError } from '../errors.js';
import { unwritable } from '../grouping/output-file.js';

/** A register of special cases as it stands in its file. */
export interface OpenedRegister {
  readonly path: string;
  readonly register: ReviewRegister;
  /** Number of entries. */
  readonly entries: number;
  /** SHA-256 of the last line; zeros where there is none. */
  readonly last: string;
  /** Length of the file. Unit: bytes. */
  readonly length: number;
}

const NOTHING = '0'.repeat(64);

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
  let last = NOTHING;
  let entries = 0;
  const invalid = (why: string) => new ServerError('SERVER_REGISTER_INVALID', { path, line: entries, why });
  for (const line of lines.slice(0, -1)) {
    entries++;
    const entry = entryOf(line, entries, last, invalid);
    try {
      register.add(entry);
    } catch (error) {
      if (error instanceof CodedError) throw invalid(error.text('en'));
      throw error;
    }
    last = hashOf(line);
  }
  // A last line without its end was being written when the machine stopped.
  entries++;
  if (lines.at(-1) !== '') throw invalid('末行未写完，请删去这一行 (the last line is not complete: delete it)');
  if (upTo !== undefined && entries - 1 < upTo) throw invalid(`< ${upTo}`);
  return { path, register, entries: entries - 1, last, length: bytes.length };
}

function entryOf(line: string, number: number, last: string, invalid: (why: string) => ServerError): ReviewEvent {
  let written: { readonly seq?: unknown; readonly previous?: unknown; readonly entry?: unknown };
  try {
    written = JSON.parse(line) as typeof written;
  } catch (error) {
    throw invalid((error as Error).message);
  }
  if (written.seq !== number) throw invalid(`seq ≠ ${number}`);
  if (written.previous !== last) throw invalid('previous ≠ SHA-256');
  const parsed = reviewEvent.safeParse(written.entry);
  if (parsed.success) return parsed.data;
  throw invalid(parsed.error.issues.map(({ path: at, message }) => `${at.join('.')}: ${message}`).join('; '));
}

/**
 * Adds entries to the end of a register in one write, and waits until they are on the disk.
 *
 * @throws SERVER_REGISTER_CHANGED where somebody else added to it since it was read; SERVER_OUTPUT_UNWRITABLE
 */
export async function appendEntries(
  { path, entries, last, length }: OpenedRegister,
  added: readonly ReviewEvent[],
): Promise<void> {
  let before = last;
  const lines = added.map((entry, place) => {
    const line = JSON.stringify({ seq: entries + 1 + place, previous: before, entry });
    before = hashOf(line);
    return `${line}\n`;
  });
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

const hashOf = (line: string): string => createHash('sha256').update(line).digest('hex');
