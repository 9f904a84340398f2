const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;

/** In place of a separator: a record is a line, and quotes mean nothing. */
export const LINES = -1;

/** No end within the bytes at hand: the record goes on, or a quote of it is open. */
export const NO_END = -1;

/**
 * Finds the line feed that ends the record beginning at `start`, by the rules of the text scanner: a quote counts where a field begins
 * with it, a doubled one is a sign, and what follows the closing one belongs to the field.
 *
 * Bytes of UTF-8 and of GB18030 alike: in neither can a quote, a line feed or one of the separators but `|` be part of a longer sign.
 *
 * @returns Its position, or NO_END.
 */
export function recordEnd(bytes: Buffer, start: number, end: number, separator: number): number {
  if (separator === LINES) return indexWithin(bytes, LF, start, end);
  let at = start;
  for (;;) {
    if (bytes[at] === QUOTE && at < end) {
      at = closingQuote(bytes, at + 1, end) + 1;
      if (at === 0) return NO_END;
    }
    while (at < end && bytes[at] !== separator && bytes[at] !== LF) at++;
    if (at >= end) return NO_END;
    if (bytes[at] === LF) return at;
    at++;
  }
}

/** How long a record is without its line end, a carriage return included. Unit: bytes. */
export function contentLength(bytes: Uint8Array, start: number, feed: number): number {
  return (feed > start && bytes[feed - 1] === CR ? feed - 1 : feed) - start;
}

/** The quote that closes a field; -1 where none does, or where the last byte leaves it open whether it is doubled. */
function closingQuote(bytes: Buffer, from: number, end: number): number {
  for (let at = from; ; at += 2) {
    at = bytes.indexOf(QUOTE, at);
    if (at === -1 || at + 1 >= end) return -1;
    if (bytes[at + 1] !== QUOTE) return at;
  }
}

/**
 * Finds the end of the last complete record: what lies before can be worked on apart from what follows.
 *
 * A record with quotes that grows beyond the limit is given up: its first line is one that cannot be read, and the next line begins a
 * record. So a stray quote costs one row, whatever pieces the file comes in.
 *
 * @param start Where a record begins.
 * @param limit Longest record, without its line end. Unit: bytes.
 * @returns The position behind it; `start` where none is complete.
 */
export function endOfRecords(bytes: Buffer, start: number, end: number, separator: number, limit: number): number {
  if (separator === LINES) return Math.max(start, lastLineFeed(bytes, start, end) + 1);
  let at = start;
  for (;;) {
    const quote = indexWithin(bytes, QUOTE, at, end);
    // Records before the one with the quote need no closer look.
    const before = lastLineFeed(bytes, at, quote === -1 ? end : quote) + 1;
    const begin = Math.max(at, before);
    if (quote === -1) return begin;
    const feed = recordEnd(bytes, begin, end, separator);
    if (feed !== NO_END && contentLength(bytes, begin, feed) <= limit) at = feed + 1;
    else if (contentLength(bytes, begin, end) <= limit) return begin;
    else {
      const line = indexWithin(bytes, LF, begin, end);
      if (line === -1) return begin;
      at = line + 1;
    }
  }
}

function indexWithin(bytes: Buffer, byte: number, start: number, end: number): number {
  const found = bytes.subarray(start, end).indexOf(byte);
  return found === -1 ? -1 : start + found;
}

function lastLineFeed(bytes: Buffer, start: number, end: number): number {
  const found = bytes.subarray(start, end).lastIndexOf(LF);
  return found === -1 ? -1 : start + found;
}
