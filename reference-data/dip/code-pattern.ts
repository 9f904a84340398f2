/**
 * Which codes a row of a list stands for: one code, every code that begins alike, or an inclusive range of beginnings.
 * `span` is how many signs of a code the pattern looks at; of several patterns that a code fits, the one with the longest span holds,
 * and of one span the innermost: `01-02` lies inside `01-86`.
 */
export type CodePattern =
  | { readonly kind: 'exact'; readonly code: string; readonly span: number }
  | { readonly kind: 'prefix'; readonly stem: string; readonly span: number }
  | { readonly kind: 'range'; readonly from: string; readonly to: string; readonly span: number };

// An asterisk behind a `+` belongs to the code: A17.000+G01* is one diagnosis and no pattern.
const PREFIX = /^([A-Z0-9][A-Z0-9.x]*)\*$/;
const RANGE = /^([A-Z0-9][A-Z0-9.x]*)-([A-Z0-9][A-Z0-9.x]*)$/;
const EXACT = /^[A-Z0-9][A-Z0-9.x]*(?:\+[A-Z0-9.x]+\*)?$/;

/**
 * Reads `36.0600` (one code), `36.0*` (all that begins so) or `01-86`, `I60-I69`, `33.21-33.24` (all that begins with something between
 * the two ends, which are of one length and both inside).
 *
 * @returns undefined for anything else.
 */
export function parseCodePattern(text: string): CodePattern | undefined {
  const stem = PREFIX.exec(text)?.[1];
  if (stem !== undefined) return { kind: 'prefix', stem, span: stem.length };
  const [, from, to] = RANGE.exec(text) ?? [];
  if (from !== undefined && to !== undefined) {
    return from.length === to.length && from <= to ? { kind: 'range', from, to, span: from.length } : undefined;
  }
  return EXACT.test(text) ? { kind: 'exact', code: text, span: text.length } : undefined;
}

/** Two ranges of one span that share codes and neither of which lies inside the other: no rule says which of them holds. */
export function crossesRange(a: CodePattern, b: CodePattern): boolean {
  if (a.kind !== 'range' || b.kind !== 'range' || a.span !== b.span) return false;
  const [first, second] = a.from < b.from ? [a, b] : [b, a];
  return first.from < second.from && second.from <= first.to && first.to < second.to;
}
