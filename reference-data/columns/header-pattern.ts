/** One header of an alias and its place among the slots of a list. */
export interface PatternHeader {
  readonly header: string;
  readonly slot: number;
}

/**
 * The headers that a pattern of the alias tables stands for: `C06x{01-40}C` is forty headers with two digits, `JBDM{1-40}` counts without
 * zeros, `{0-100}` has the header without a number first, and `|` separates headers that follow no rule.
 */
export function headersOfPattern(pattern: string): PatternHeader[] {
  const parts = pattern.split('|');
  if (parts.length > 1) return parts.map((header, slot) => ({ header, slot }));
  const match = /^(.*)\{(\d+)-(\d+)\}(.*)$/.exec(pattern);
  if (match === null) return [{ header: pattern, slot: 0 }];
  const [, before, first, last, after] = match;
  const headers: PatternHeader[] = [];
  for (let slot = Number(first); slot <= Number(last); slot++) {
    const number = slot === 0 ? '' : String(slot).padStart(first!.length, '0');
    headers.push({ header: `${before}${number}${after}`, slot });
  }
  return headers;
}
