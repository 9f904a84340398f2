import { createHash } from 'node:crypto';
import { reviewEvent, type ReviewEvent, type ReviewRegister } from '../../pricing/index.js';
import { CodedError } from '../../reference-data/index.js';
import { ServerError } from '../errors.js';

/** How far a register has come. */
export interface RegisterHead {
  /** Number of entries. */
  readonly entries: number;
  /** SHA-256 of the last line; zeros where there is none. */
  readonly last: string;
}

/** A register without entries. */
export const NO_ENTRIES: RegisterHead = { entries: 0, last: '0'.repeat(64) };

/** A line of a register: an entry with its number and the SHA-256 of the line before it. */
export interface RegisterLine {
  readonly text: string;
  readonly event: ReviewEvent;
  /** Of the register with this line. */
  readonly head: RegisterHead;
}

/** Prints entries as the lines that follow a head. */
export function printLines(added: readonly ReviewEvent[], head: RegisterHead): readonly RegisterLine[] {
  let { entries, last } = head;
  return added.map((event) => {
    const text = JSON.stringify({ seq: (entries += 1), previous: last, entry: event });
    last = hashOf(text);
    return { text, event, head: { entries, last } };
  });
}

/**
 * Reads the line that follows a head, and lets the register follow its entry.
 *
 * @param path Where the register stands, for the message.
 * @throws SERVER_REGISTER_INVALID for a line that does not follow
 */
export function followLine(register: ReviewRegister, text: string, head: RegisterHead, path: string): RegisterLine {
  const entries = head.entries + 1;
  const invalid = (why: string) => new ServerError('SERVER_REGISTER_INVALID', { path, line: entries, why });
  const event = entryOf(text, entries, head.last, invalid);
  try {
    register.add(event);
  } catch (error) {
    if (error instanceof CodedError) throw invalid(error.text('en'));
    throw error;
  }
  return { text, event, head: { entries, last: hashOf(text) } };
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

const hashOf = (line: string): string => createHash('sha256').update(line).digest('hex');
